import type { Frequency } from '../preferences/frequencies.js'

/** The English texts of the page that unsubscribes. */
export const unsubscribeMessages = {
  title: 'Unsubscribe',
  /** Above the name of the messages, e.g. "Weekly recap, Email". */
  question: 'Do you want to stop these messages?',
  stop: 'Stop these messages',
  /** The button that stops all messages through the channel, whose name follows in brackets. */
  stopAll: 'Stop all messages',
  /** The buttons that make the messages come less often. */
  fewer: {
    instant: 'Get these at once',
    hourly: 'Get these at most once an hour',
    daily: 'Get these once a day',
    weekly: 'Get these once a week',
    monthly: 'Get these once a month',
  } satisfies Readonly<Record<Frequency, string>>,
  pause: 'Pause all notifications for a week',
  stopped: 'You are unsubscribed',
  stoppedText: "You won't get these messages anymore.",
  stoppedAllText: "You only get messages now that can't be stopped.",
  fewerDone: 'You get these less often now',
  fewerText: 'We collect these messages and send them together.',
  paused: 'Notifications are paused',
  pausedText: "You won't get any for a week, except those that can't be stopped.",
  undo: 'Undo',
  undone: 'Your choice is restored',
  undoneText: 'You get the same messages as before.',
  /** Shown with the reason of the lock. */
  locked: "These messages can't be stopped",
  failed: "We couldn't save this",
  invalid: "This link doesn't work",
  invalidText: 'Use the link in a newer message, or change your notifications in your account.',
  expired: "It's too late to undo this",
  expiredText: 'You can change your notifications in your account at any time.',
  settings: 'All notification settings',
}

/** The messages of the page that unsubscribes. */
export type UnsubscribeMessages = typeof unsubscribeMessages
