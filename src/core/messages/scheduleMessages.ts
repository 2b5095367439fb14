import type { SaveMessages } from './saveMessages.js'

/** The English texts of the schedule and the pause. */
export const scheduleMessages = {
  title: 'Notification hours',
  description: 'Choose when we may send you notifications.',
  loading: 'Loading your notification hours',
  loadFailed: "We couldn't load your notification hours",
  unsupported: "Notification hours aren't available here",
  /** Shown instead of the hours while the user is signed out. */
  signedOut: 'Sign in to set your notification hours',
  /** The switch that limits messages to the hours. */
  enabled: 'Only at certain hours',
  /** Shown while the switch is off. */
  anyTime: 'Notifications come at any time.',
  /** Shown while the switch is on. */
  zone: (city: string) => `All times are in ${city} time.`,
  /** Shown while the switch is on and the user has no time zone. */
  zoneUnknown: 'All times are in UTC until you set your time zone.',
  /** Shown while the switch is on and the time zone of the user isn't known yet. */
  zoneOwn: 'All times are in your time zone.',
  /** Shown while the switch is on and every day is off. */
  noHours: 'Every day is off, so only required and urgent notifications come.',
  /** The name of all hours. */
  hours: 'Hours',
  /** Shown in the row of a day without hours. */
  dayOff: 'Off',
  /** The names of the controls of a range. */
  from: (day: string) => `${day}, from`,
  to: (day: string) => `${day}, until`,
  /** The name of a control of the second range of a day, and of later ones. */
  numbered: (name: string, number: string) => `${name}, ${number}`,
  /** Shown between the start and the end of a range. */
  until: 'to',
  /** An end on the day after the start. */
  nextDay: (time: string) => `${time}, next day`,
  saved: (name: string) => `${name}. Saved`,
  pauseTitle: 'Pause notifications',
  pauseDescription: 'Take a break from all notifications.',
  forOneHour: 'For 1 hour',
  untilTomorrow: 'Until tomorrow',
  untilDate: 'Until a date',
  /** The label of the date. */
  resumeOn: 'Resume on',
  pause: 'Pause',
  paused: (end: string) => `Notifications are paused until ${end}.`,
  /** Follows `paused`: the names of the types that are sent all the same. */
  stillSent: (types: string) => `You'll still get ${types}.`,
  resume: 'Resume now',
  /** Announced after a pause was ended. */
  resumed: 'Notifications are on again.',
}

/** The messages of the schedule and the pause. */
export type ScheduleMessages = typeof scheduleMessages

/** The sections of the messages that the schedule uses. */
export type ScheduleTexts = SaveMessages & { readonly schedule: ScheduleMessages }
