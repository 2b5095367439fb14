import type { IdentikitError, IdentikitErrorCode } from '../errors.js'

/** The English texts of a failed load or save. */
export const saveMessages = {
  notSaved: "Couldn't save.",
  retry: 'Try again',
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
    conflict: 'This was changed somewhere else. Reload and try again.',
    'rate-limited': 'Too many changes at once. Wait a moment.',
    network: "We couldn't reach the server. Check your connection.",
    timeout: 'The server took too long. Try again.',
    service: 'Something went wrong on our side. Try again in a moment.',
    'bad-answer': "We couldn't read the server's answer. Try again in a moment.",
    misuse: 'Something went wrong on our side.',
  } satisfies Readonly<Record<IdentikitErrorCode, string>>,
}

/** Returns the message of an error, with the wait before a retry if the service sent one. */
export function getErrorText(
  { errors, tryAgainIn }: Pick<typeof saveMessages, 'errors' | 'tryAgainIn'>,
  error: IdentikitError,
): string {
  const { code, retryAfter } = error
  return retryAfter === undefined
    ? errors[code]
    : tryAgainIn(errors[code], Math.ceil(retryAfter / 1000))
}
