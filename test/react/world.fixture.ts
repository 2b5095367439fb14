import {
  createUserClient,
  IdentikitError,
  type PreferenceChange,
  type Preferences,
  type UserAdapter,
} from '../../src/core.js'
import {
  applyPreferenceChange,
  preferenceKey,
  type PreferenceTarget,
} from '../../src/core/preferences/preferences.js'

/** How a request can fail. */
export const faults = ['refused', 'failed', 'busy', 'told-when', 'unreachable', 'lost'] as const
export type Fault = (typeof faults)[number]

/** A request in flight: the service applies it when it arrives, and answers it later. */
export interface Pending {
  readonly userId: string
  readonly changes: readonly PreferenceChange[] | undefined
  outdate(): void
  isDone(): boolean
  arrive(): void
  answer(): void
  fail(fault: Fault): void
}

export const leaves: readonly PreferenceTarget[] = [
  { type: 'a', channel: 'email' },
  { type: 'a', channel: 'push' },
  { type: 'b', channel: 'email' },
  { type: 'b' },
  { channel: 'email' },
  {},
]

const errors: Readonly<Record<Exclude<Fault, 'lost'>, () => IdentikitError>> = {
  refused: () => new IdentikitError('invalid', 'Refused.', { status: 422 }),
  failed: () => new IdentikitError('service', 'Failed.', { status: 500 }),
  busy: () => new IdentikitError('service', 'Busy.', { status: 503 }),
  'told-when': () =>
    new IdentikitError('rate-limited', 'Later.', { status: 429, retryAfter: 3000 }),
  unreachable: () => new IdentikitError('network', 'Gone.'),
}

/** Preferences in which every setting is off. */
export const everythingOff: Preferences = leaves
  .map((leaf) => ({ ...leaf, enabled: false }))
  .reduce(applyPreferenceChange, { types: [], channels: {}, rest: {} })

/** Creates a service in which the test decides when each request arrives, is answered and fails. */
export function createWorld(
  userIds: readonly string[],
  initial: Preferences = { types: [], channels: {}, rest: {} },
) {
  const saved = new Map<string, Preferences>(userIds.map((id) => [id, initial]))
  let pending: Pending[] = []
  let mostWrites = 0
  const changedElsewhere = new Set<string>()
  const notBefore = new Map<string, number>()
  let tooEarly = 0
  const applied: PreferenceChange[] = []

  function ask(
    userId: string,
    changes: readonly PreferenceChange[] | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Preferences> {
    return new Promise((resolve, reject) => {
      let result: Preferences | undefined
      /** Whether the answer contains every change that was made elsewhere. */
      let isFresh = false
      const outdate = () => (isFresh = false)
      const end = (finish: () => void) => {
        pending = pending.filter((other) => other !== request)
        finish()
      }
      const request: Pending = {
        userId,
        changes,
        outdate,
        isDone: () => result !== undefined,
        arrive() {
          if (result) return
          const before = saved.get(userId) as Preferences
          if (changes) applied.push(...changes)
          result = (changes ?? []).reduce(applyPreferenceChange, before)
          saved.set(userId, result)
          isFresh = true
        },
        answer() {
          request.arrive()
          if (isFresh && !signal?.aborted) changedElsewhere.delete(userId)
          end(() => resolve(structuredClone(result as Preferences)))
        },
        fail(fault) {
          if (fault === 'lost') request.arrive()
          // A request that arrived was applied: only its answer can be lost.
          const isLost = fault === 'lost' || result !== undefined
          if (changes && fault === 'told-when' && !isLost) {
            notBefore.set(JSON.stringify([userId, changes]), Date.now() + 3000)
          }
          end(() => reject(errors[isLost ? 'unreachable' : fault]()))
        },
      }
      pending.push(request)
      // An aborted request never arrives, since the client couldn't detect a late arrival.
      signal?.addEventListener('abort', () => end(() => {}))
      if (changes && Date.now() < (notBefore.get(JSON.stringify([userId, changes])) ?? 0))
        tooEarly++
      const writes = pending.filter((other) => other.changes && other.userId === userId).length
      mostWrites = Math.max(mostWrites, writes)
    })
  }

  const adapter: UserAdapter = {
    id: 'world',
    fields: {},
    traits: { values: 'json', merge: 'deep', clear: true },
    preferences: {
      rules: { write: 'setting', parents: 'unknown', clear: true, frequency: true },
      get: (id, options) => ask(id, undefined, options?.signal),
      update: (id, change, options) => ask(id, [change].flat(), options?.signal),
    },
  }

  return {
    client: createUserClient(adapter),
    pending: () => pending,
    mostWrites: () => mostWrites,
    /** The number of writes that were retried before their `retryAfter`. */
    tooEarly: () => tooEarly,
    forgetTimes: () => notBefore.clear(),
    /** The number of applied changes of a setting. */
    done: (key: string) => applied.filter((change) => preferenceKey(change) === key).length,
    /** Returns what is saved of a user. */
    getSaved: (userId: string) => saved.get(userId),
    /** Whether no answered read contains the last change that was made elsewhere. */
    isUnread: (userId: string) => changedElsewhere.has(userId),
    /** Makes a change from another client or tab. */
    change(userId: string, change: PreferenceChange) {
      changedElsewhere.add(userId)
      for (const request of pending) if (request.userId === userId) request.outdate()
      saved.set(userId, applyPreferenceChange(saved.get(userId) as Preferences, change))
    },
  }
}

export type World = ReturnType<typeof createWorld>
