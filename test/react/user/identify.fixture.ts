import {
  createUserClient,
  IdentikitError,
  type PreferenceChange,
  type RequestOptions,
  type UserAdapter,
  type UserPatch,
  type WriteReport,
} from '../../../src/core.js'
import { preferenceKey } from '../../../src/core/preferences/preferences.js'

/** An identify request in flight: the service applies it when it arrives, and answers it later. */
export interface IdentifyRequest {
  readonly id: string
  readonly patch: UserPatch
  readonly preferences: readonly PreferenceChange[]
  readonly options: RequestOptions
  /** Applies the request, once. */
  arrive(): void
  /** Applies and answers the request. Preferences that are refused are not saved. */
  answer(refused?: WriteReport['refused']): void
  /** Fails the request; it is not applied, unless it arrived before. */
  fail(error: IdentikitError): void
}

/** Creates a service for identify calls in which the test decides when each request arrives, is answered and fails. */
export function createIdentifyService({ hasOrder = true, id = 'service' } = {}) {
  const all: IdentifyRequest[] = []
  const saved = new Map<string, { readonly value: unknown; readonly seqs: Map<string, number> }>()
  let pending: IdentifyRequest[] = []
  let mostInFlight = 0

  /** Saves a value, unless a later one of the same writer is saved. */
  function save(key: string, value: unknown, { order }: RequestOptions): boolean {
    const seqs = saved.get(key)?.seqs ?? new Map<string, number>()
    if (hasOrder && order && (seqs.get(order.writer) ?? 0) > order.seq) return false
    if (order) seqs.set(order.writer, order.seq)
    saved.set(key, { value, seqs })
    return true
  }

  const adapter: UserAdapter = {
    id,
    fields: Object.fromEntries(
      ['name', 'email', 'phone', 'timezone', 'locale'].map((field) => [
        field,
        { read: true, write: true, clear: true },
      ]),
    ),
    traits: { values: 'json', merge: 'deep', clear: true },
    ...(hasOrder && { order: true }),
    preferences: {
      rules: { write: 'setting', parents: 'unknown' },
      get: () => Promise.reject(new IdentikitError('not-found', 'Unknown.')),
      update: () => Promise.reject(new IdentikitError('service', 'Unused.')),
    },
    users: {
      get: () => Promise.reject(new IdentikitError('not-found', 'Unknown.')),
      identify: (userId, patch, { preferences = [], ...options } = {}) =>
        new Promise((resolve, reject) => {
          let superseded: string[] | undefined
          const end = (finish: () => void) => {
            pending = pending.filter((other) => other !== request)
            finish()
          }
          function apply(refused: WriteReport['refused'] = []): void {
            if (superseded) return
            const chosen = preferences.filter((_, at) => !refused.some(({ index }) => index === at))
            const values = [
              ...Object.entries(patch as object),
              ...chosen.map((change) => [preferenceKey(change), change.enabled] as const),
            ]
            superseded = values
              .filter(([key, value]) => !save(`${userId} ${key}`, value, options))
              .map(([key]) => key)
          }
          const request: IdentifyRequest = {
            id: userId,
            patch,
            preferences,
            options,
            arrive: () => apply(),
            answer(refused) {
              apply(refused)
              if (refused || superseded?.length)
                options.onReport?.({ refused, ...(superseded?.length && { superseded }) })
              end(() =>
                resolve({ id: userId, traits: {}, rest: {}, ...(patch as { name?: string }) }),
              )
            },
            fail: (error) => end(() => reject(error)),
          }
          all.push(request)
          pending.push(request)
          options.signal?.addEventListener('abort', () => end(() => reject(options.signal?.reason)))
          mostInFlight = Math.max(
            mostInFlight,
            pending.filter((one) => !one.options.closing).length,
          )
        }),
    },
  }

  return {
    client: createUserClient(adapter),
    adapter,
    /** All requests so far. */
    all,
    pending: () => pending,
    /** Returns the oldest request in flight. */
    next(): IdentifyRequest {
      const [request] = pending
      if (!request) throw new Error('No request is in flight.')
      return request
    },
    /** The most requests that were in flight at once, except those of closing pages. */
    mostInFlight: () => mostInFlight,
    /** Returns the saved value of a field or preference. */
    get: (userId: string, key: string | PreferenceChange) =>
      saved.get(`${userId} ${typeof key === 'string' ? key : preferenceKey(key)}`)?.value,
  }
}

export const busy = (retryAfter?: number) =>
  new IdentikitError('service', 'Busy.', { status: 503, retryAfter })
export const lost = () => new IdentikitError('network', 'Lost.')
export const locked = () => new IdentikitError('locked', 'Locked.', { status: 403 })
export const refusedFields = (...fields: string[]) =>
  new IdentikitError('forbidden', 'Refused.', {
    status: 403,
    fields: Object.fromEntries(fields.map((field) => [field, 'was refused'])),
  })
