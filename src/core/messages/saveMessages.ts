import type { IdentikitError, IdentikitErrorCode } from '../errors.js'

/** The English texts of a failed load or save. */
export const saveMessages = {
  notSaved: "Couldn't save.",
  retry: 'Try again',
  retryAll: 'Retry all',
  /** The name of the button that retries the save of one setting. */
  retrySetting: (name: string) => `Try again: ${name}`,
  savedOn: (name: string) => `${name}: on. Saved`,
  savedOff: (name: string) => `${name}: off. Saved`,
  savedMany: (count: number) => `${count} changes saved`,
  notSavedNamed: (name: string) => `${name}: couldn't save`,
  notSavedMany: (count: number) => `Couldn't save ${count} changes`,
  /** Shown above settings of another user, which can only be viewed. */
  viewOnly: "You're viewing these settings. You can't change them.",
  /** Shown below the title of a section that the user must sign in for. */
  signedOutHelp: 'What you set here is kept with your account.',
  /** Shown below the title of a section that the service doesn't offer. */
  unsupportedHelp: "You don't need to do anything.",
  offline: "You're offline.",
  /** Follows `offline`: what happens to changes. The number is 0 while none waits. */
  offlineChanges: (count: number) => {
    if (count === 0) return 'Changes will be saved when you reconnect.'
    return `${count} ${count === 1 ? 'change' : 'changes'} will be saved when you reconnect.`
  },
  /** Follows `offline` in place of what couldn't be loaded. */
  offlineLoad: 'This will load when you reconnect.',
  /** Describes a control whose change waits for a connection. */
  waiting: 'Will be saved when you reconnect.',
  /** The title of several failed saves; their reason follows. */
  notSavedCount: (count: number) => `${count} changes couldn't be saved.`,
  /** An error with the wait before a retry. */
  tryAgainIn: (sentence: string, seconds: number) =>
    `${sentence} ${seconds < 120 ? `Try again in ${seconds} s.` : `Try again in ${Math.ceil(seconds / 60)} minutes.`}`,
  /** The message of each error code. */
  errors: {
    invalid: "We couldn't accept this. Check what you entered.",
    unsupported: "This isn't available here.",
    'not-loaded': "This hasn't loaded yet. Try again in a moment.",
    'not-found': "We couldn't find your settings.",
    'already-exists': 'This account already exists.',
    locked: "This setting can't be changed.",
    unauthorized: "You're signed out. Sign in, then try again.",
    forbidden: "You can't change this.",
    'user-changed': 'Someone else is signed in now. Reload the page.',
    conflict: 'This was changed somewhere else.',
    'rate-limited': 'Too many changes at once. Wait a moment.',
    network: "We couldn't reach the server. Check your connection.",
    timeout: 'The server took too long.',
    service: 'Something went wrong on our side.',
    'bad-answer': "We couldn't read the server's answer.",
    misuse: 'Something went wrong on our side.',
  } satisfies Readonly<Record<IdentikitErrorCode, string>>,
}

/** The messages of loads and saves. */
export type SaveMessages = typeof saveMessages

/** Returns the message of an error, with the wait before a retry if the service sent one. */
export function getErrorText(
  { errors, tryAgainIn }: Pick<SaveMessages, 'errors' | 'tryAgainIn'>,
  error: IdentikitError,
): string {
  const { code, retryAfter } = error
  return retryAfter === undefined
    ? errors[code]
    : tryAgainIn(errors[code], Math.ceil(retryAfter / 1000))
}
