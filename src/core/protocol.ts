import type { Capabilities } from './capabilities.js'
import { errorCodes, IdentikitError, type IdentikitErrorCode } from './errors.js'
import type { HistoryEntry } from './history/history.js'
import type { Preferences } from './preferences/preferences.js'
import type { Schedule } from './schedule/schedule.js'
import type { StreakInfo, StreakSettings } from './streak/streak.js'
import type { User } from './user/user.js'

/** The routes of `createUserHandler`, relative to its URL. */
export const routes = {
  /** Reads everything that a page needs: `?read=user,preferences,streak`. */
  read: { method: 'GET', path: '' },
  /** `?limit=50&before=<id of an entry>` */
  readHistory: { method: 'GET', path: '/history' },
  /** `{ patch, preferences? }` */
  identify: { method: 'PUT', path: '/user' },
  /** `{ patch }` */
  updateUser: { method: 'PATCH', path: '/user' },
  /** `?archive=true` archives the data instead of erasing it. */
  deleteUser: { method: 'DELETE', path: '/user' },
  /** `{ changes }` */
  updatePreferences: { method: 'PATCH', path: '/preferences' },
  resetPreferences: { method: 'DELETE', path: '/preferences' },
  /** `{ patch }` */
  updateStreak: { method: 'PATCH', path: '/streak' },
  /** `{ patch }` */
  updateSchedule: { method: 'PATCH', path: '/schedule' },
  /** `{ device }` */
  addDevice: { method: 'PUT', path: '/devices' },
  /** `{ token }`. Not DELETE, because URLs must not contain a token and proxies may drop the body of a DELETE. */
  removeDevice: { method: 'POST', path: '/devices/remove' },
  /** `{ event }` */
  track: { method: 'POST', path: '/events' },
} as const

/** The name of a route. */
export type Route = keyof typeof routes
/** The name of a route that changes data. */
export type WriteRoute = Exclude<Route, 'read' | 'readHistory'>

/** The parts of a read request. */
export const resources = ['user', 'preferences', 'streak', 'streakInfo', 'schedule'] as const
/** The name of a resource that one request can read with others. */
export type Resource = (typeof resources)[number]

/** The browser's user id, percent-encoded. The handler only compares it: a mismatch is `user-changed`. */
export const userHeader = 'x-identikit-user'
/** The origin of a change for the service's history, percent-encoded. */
export const sourceHeader = 'x-identikit-source'
/** The tenant or workspace of a request, percent-encoded. */
export const scopeHeader = 'x-identikit-scope'
/** `writer` of a write's order. */
export const writerHeader = 'x-identikit-writer'
/** `seq` of a write's order. */
export const seqHeader = 'x-identikit-seq'
/** The id of a request in the handler's error reports. */
export const requestIdHeader = 'x-request-id'

/** The data of each resource. */
export interface ResourceData {
  readonly user: User
  readonly preferences: Preferences
  readonly streak: StreakSettings
  readonly streakInfo: StreakInfo
  readonly schedule: Schedule
}

/** An error on the wire, without cause, stack and the service's message. */
export interface WireError {
  readonly code: string
  readonly requestId?: string | undefined
  /** Milliseconds. A part of a read has no `retry-after` header, and other origins can't read it. */
  readonly retryAfter?: number | undefined
  readonly fields?: Readonly<Record<string, string>> | undefined
}

/** The answer of a failed request. */
export interface FailureAnswer {
  readonly error: WireError
}

/** The answer of the read route. Each resource has its own result, so one can fail without the others. */
export type ReadAnswer = { readonly capabilities: Capabilities } & {
  readonly [R in Resource]?:
    | { readonly data?: ResourceData[R] | undefined; readonly error?: WireError | undefined }
    | undefined
}

/** The answer of the route of the history. */
export interface HistoryAnswer {
  readonly data: readonly HistoryEntry[]
}

/** The answer of a write: its result, or `null`, and its `WriteReport`. Older handlers send no report. */
export interface WriteAnswer<T> {
  readonly data: T
  readonly refused?: readonly { readonly index: number; readonly error: WireError }[] | undefined
  readonly superseded?: readonly string[] | undefined
}

/** The HTTP status of each error code. */
export const statuses: Readonly<Record<IdentikitErrorCode, number>> = {
  invalid: 400,
  unsupported: 501,
  'not-loaded': 400,
  'not-found': 404,
  'already-exists': 409,
  locked: 403,
  unauthorized: 401,
  forbidden: 403,
  'user-changed': 409,
  conflict: 409,
  'rate-limited': 429,
  network: 502,
  timeout: 504,
  service: 500,
  'bad-answer': 502,
  misuse: 500,
}

/** Converts an error for the wire, without its cause. */
export function toWireError(error: IdentikitError, requestId: string): WireError {
  const { code, fields, retryAfter } = error
  return {
    code,
    requestId,
    ...(retryAfter !== undefined && { retryAfter }),
    ...(fields && { fields }),
  }
}

/**
 * Converts an error of the wire.
 * @param status the HTTP status of an answer that failed as a whole
 */
export function fromWireError(wire: WireError, what: string, status?: number): IdentikitError {
  const code = errorCodes.find((known) => known === wire.code) ?? 'service'
  const fields =
    wire.fields && Object.entries(wire.fields).map(([path, wrong]) => `${path} ${wrong}`)
  return new IdentikitError(
    code,
    fields ? `${what} was refused: ${fields.join('; ')}.` : `${what} was refused.`,
    {
      status,
      requestId: wire.requestId,
      retryAfter: wire.retryAfter,
      fields: wire.fields,
    },
  )
}
