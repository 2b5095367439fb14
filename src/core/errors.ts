/** All codes of `IdentikitError`. Each has advice for developers here, and a message for users in `messages.errors`. */
export const errorCodes = [
  'invalid',
  'unsupported',
  'not-loaded',
  'not-found',
  'already-exists',
  'locked',
  'unauthorized',
  'forbidden',
  'user-changed',
  'conflict',
  'rate-limited',
  'network',
  'timeout',
  'service',
  'bad-answer',
  'misuse',
] as const

/** The reason of an error. */
export type IdentikitErrorCode = (typeof errorCodes)[number]

/** The page of this package that describes each code. */
const page = 'node_modules/identikit/docs/errors.md'

/** The advice for developers of each code. Messages in production have neither it nor the page, to keep bundles small. */
const advice: Readonly<Record<IdentikitErrorCode, string>> = {
  invalid: 'Correct what was sent, in `fields` if they are known.',
  unsupported: 'Use an adapter that has this member, or hide the part of the page that needs it.',
  'not-loaded':
    'Wait until status is "ready" before you write, so that nothing unseen is overwritten.',
  'not-found': 'Identify the user first, or check the id.',
  'already-exists': 'Use users.identify() to create or update, or users.update() to change.',
  locked: 'This setting is decided by the product. Show it as locked.',
  unauthorized: "Check the key or user token of the adapter, or the user's session.",
  forbidden: 'Check what this key or this user may do.',
  'user-changed': 'Someone else is signed in now. Give the provider the id of the signed-in user.',
  conflict: 'Read again, then repeat the change.',
  'rate-limited': 'Wait, then try again.',
  network: 'Check the connection and the address of the service, then try again.',
  timeout: 'The service took too long. Try again.',
  service: 'The service failed. Try again later, and look at its own logs.',
  'bad-answer':
    'The answer is not what the adapter expects. Check the address and the version of the service.',
  misuse: 'Correct the code that calls the kit.',
}

/** The details of an error. */
export interface IdentikitErrorOptions {
  /** The error that caused this one. */
  cause?: unknown
  /** The HTTP status, if there was a response. */
  status?: number | undefined
  /** The request id of the service. */
  requestId?: string | undefined
  /** The wait before a retry in milliseconds, if the service sent one. */
  retryAfter?: number | undefined
  /** The error of each input, e.g. `{ email: 'is not an email address' }`. */
  fields?: Readonly<Record<string, string>> | undefined
}

/**
 * The error of the kit. Its message is for developers and contains no secrets or personal data; users see
 * `messages.errors[code]`.
 */
export class IdentikitError extends Error {
  /** Always `IdentikitError`. */
  override readonly name = 'IdentikitError'
  /** The reason; users see `messages.errors[code]`. */
  readonly code: IdentikitErrorCode
  /** The HTTP status, if there was a response. */
  declare readonly status: number | undefined
  /** The request id of the service. */
  declare readonly requestId: string | undefined
  /** The wait before a retry in milliseconds, if the service sent one. */
  declare readonly retryAfter: number | undefined
  /** The error of each input by path. */
  declare readonly fields: Readonly<Record<string, string>> | undefined

  constructor(code: IdentikitErrorCode, what: string, options: IdentikitErrorOptions = {}) {
    const help = process.env.NODE_ENV === 'production' ? '' : ` ${advice[code]} See ${page}#${code}`
    super(`[identikit] ${what}${help} (${code})`, options)
    this.code = code
    Object.assign(this, options)
  }
}

/** Returns whether a value is an `IdentikitError`. It compares name and code, so that it works across copies of the kit. */
export function isIdentikitError(error: unknown): error is IdentikitError {
  return (
    error instanceof Error &&
    error.name === 'IdentikitError' &&
    errorCodes.includes((error as IdentikitError).code)
  )
}

/** Returns a thrown value as an `IdentikitError`; other errors get the code `service`. */
export function toIdentikitError(error: unknown): IdentikitError {
  if (isIdentikitError(error)) return error
  return new IdentikitError('service', 'An unexpected error was thrown.', {
    cause: error,
  })
}

/** Creates an error with the code `invalid` that names every wrong field by path. */
export function invalid(caller: string, fields: Record<string, string>): IdentikitError {
  const list = Object.entries(fields).map(([path, wrong]) => `${path} ${wrong}`)
  return new IdentikitError('invalid', `${caller}: ${list.join('; ')}.`, { fields })
}
