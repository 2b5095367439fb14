import {
  createUserClient,
  IdentikitError,
  type PreferenceChange,
  type Preferences,
  type RequestOptions,
  type UserAdapter,
} from '../../../src/core.js'
import {
  applyPreferenceChange,
  getSetting,
  preferenceKey,
  type PreferenceTarget,
} from '../../../src/core/preferences/preferences.js'
import { everythingOff, type Fault } from '../world.fixture.js'

/** A request that the service has not answered. */
export interface ServiceRequest {
  readonly userId: string
  readonly tab: string
  readonly changes: readonly PreferenceChange[] | undefined
  /** Whether its page sent it while it was being closed. */
  readonly isClosing: boolean
  /** Applies the request at the service. */
  arrive(): void
  /** Answers it; it arrives first. */
  answer(): void
  /** Answers it: one of several changes is refused, the others are applied. */
  refuse(change: PreferenceChange): void
  /** Fails it: with `lost` after it arrived. */
  fail(fault: Fault): void
}

const errors: Readonly<Record<Fault, () => IdentikitError>> = {
  refused: () => new IdentikitError('invalid', 'Refused.', { status: 422 }),
  failed: () => new IdentikitError('service', 'Failed.', { status: 500 }),
  busy: () => new IdentikitError('service', 'Busy.', { status: 503 }),
  'told-when': () =>
    new IdentikitError('rate-limited', 'Later.', { status: 429, retryAfter: 3000 }),
  unreachable: () => new IdentikitError('network', 'Gone.'),
  lost: () => new IdentikitError('network', 'Gone.'),
}

/**
 * Creates a service for several tabs in which the test decides when each request arrives and is answered. With an order, a write that
 * its page gave up may arrive at any later time.
 */
export function createService(userIds: readonly string[], isOrdered: boolean) {
  const saved = new Map<string, Preferences>(userIds.map((id) => [id, everythingOff]))
  /** The last `seq` of each writer by setting, the latest writer last. */
  const orders = new Map<string, Map<string, number>>()
  let pending: (ServiceRequest & { readonly drop: () => void })[] = []
  let strays: (() => void)[] = []
  let mostWrites = 0

  function apply(
    userId: string,
    changes: readonly PreferenceChange[],
    { order, onReport }: RequestOptions,
    refusedChange?: PreferenceChange,
  ): void {
    const superseded: string[] = []
    const refused: { index: number; error: IdentikitError }[] = []
    for (const [index, change] of changes.entries()) {
      if (change === refusedChange) {
        refused.push({ index, error: errors.refused() })
        continue
      }
      const key = preferenceKey(change)
      const orderKey = JSON.stringify([userId, key])
      const seqs = orders.get(orderKey) ?? new Map<string, number>()
      orders.set(orderKey, seqs)
      if (isOrdered && order) {
        const { writer, seq } = order
        const last = seqs.get(writer) ?? 0
        // A repeat counts as late where another writer wrote since.
        if (last > seq || (last === seq && [...seqs.keys()].at(-1) !== writer)) {
          superseded.push(key)
          continue
        }
        seqs.delete(writer)
        seqs.set(writer, seq)
      }
      saved.set(userId, applyPreferenceChange(saved.get(userId) as Preferences, change))
    }
    if (superseded.length > 0 || refused.length > 0) onReport?.({ superseded, refused })
  }

  function send(
    tab: string,
    userId: string,
    changes: readonly PreferenceChange[] | undefined,
    options: RequestOptions = {},
  ): Promise<Preferences> {
    return new Promise((resolve, reject) => {
      let result: Preferences | undefined
      const end = (finish: () => void) => {
        pending = pending.filter((other) => other !== request)
        finish()
      }
      const arrive = (refused?: PreferenceChange) => {
        if (result) return
        if (changes) apply(userId, changes, options, refused)
        result = saved.get(userId)
      }
      const request = {
        userId,
        tab,
        changes,
        isClosing: options.closing === true,
        arrive: () => arrive(),
        answer() {
          arrive()
          end(() => resolve(structuredClone(result as Preferences)))
        },
        refuse(change: PreferenceChange) {
          if (changes?.length === 1 && !result) return request.fail('refused')
          arrive(change)
          request.answer()
        },
        fail(fault: Fault) {
          if (fault === 'lost') arrive()
          // A request that arrived was applied: only its answer can be lost.
          end(() => reject(errors[result ? 'lost' : fault]()))
        },
        /** Ends the request without an answer, as when its page is gone. */
        drop() {
          if (changes && isOrdered && !result) strays.push(arrive)
          end(() => {})
        },
      }
      pending.push(request)
      options.signal?.addEventListener('abort', () => request.drop())
      const writes = pending.filter(
        (other) =>
          other.changes && !other.isClosing && other.tab === tab && other.userId === userId,
      )
      mostWrites = Math.max(mostWrites, writes.length)
    })
  }

  return {
    /** Opens the connection of a tab. */
    connect(tab: string) {
      let isConnected = true
      const sendHere: typeof send = (...input) =>
        isConnected ? send(...input) : new Promise(() => {})
      const adapter: UserAdapter = {
        id: 'service',
        fields: {},
        traits: { values: 'json', merge: 'deep', clear: true },
        preferences: {
          rules: { write: 'setting', parents: 'unknown', order: isOrdered, frequency: true },
          get: (id, options) => sendHere(tab, id, undefined, options),
          update: (id, change, options) => sendHere(tab, id, [change].flat(), options),
        },
      }
      return {
        client: createUserClient(adapter),
        /** Ends the connection: writes in flight may still arrive, and nobody receives answers. */
        close() {
          isConnected = false
          for (const request of pending) if (request.tab === tab) request.drop()
        },
      }
    },
    pending: (): readonly ServiceRequest[] => pending,
    /** Lets one write arrive that its page gave up. */
    arriveLate(index: number): void {
      const [stray] = strays.splice(index % Math.max(1, strays.length), 1)
      stray?.()
    },
    strayCount: () => strays.length,
    /** The most writes of one tab for one user at once, without those of a closing page. */
    mostWrites: () => mostWrites,
    getState: (userId: string, target: PreferenceTarget) =>
      getSetting(saved.get(userId), target)?.state,
    /** Returns what is saved of a user. */
    getSaved: (userId: string) => saved.get(userId),
    /** Makes a change from another browser. */
    change: (userId: string, change: PreferenceChange) =>
      void saved.set(userId, applyPreferenceChange(saved.get(userId) as Preferences, change)),
  }
}
