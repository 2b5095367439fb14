import {
  QueryObserver,
  type QueryClient,
  type QueryKey,
  type QueryObserverOptions,
  type QueryState,
} from '@tanstack/react-query'
import {
  reduceChanges,
  applyPendingChanges,
  findNextEntry,
  isPending,
  isReplaced,
  type ChangeEvent,
  type ChangeLog,
} from '../../core/sync/changeLog.js'
import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { createWriteWithRetry } from './writeWithRetry.js'
import { isOfFormerUser } from './loadError.js'
import type { StoreSnapshot } from './storeSnapshot.js'
import type { PendingWrites } from './pendingWrites.js'

/** How one act ended; `replaced` means that a later one on the same leaves took its place. */
export type SaveResult =
  | { readonly status: 'saved' | 'replaced' }
  | { readonly status: 'failed'; readonly error: IdentikitError }

export interface StoreOptions<Data, Change> {
  readonly queryClient: QueryClient
  readonly query: QueryObserverOptions<Data, Error, Data, Data, QueryKey>
  readonly keyOf: (change: Change) => string
  readonly apply: (data: Data, change: Change) => Data
  /** What the host lays over the data. */
  readonly transform?: (data: Data) => Data
  /** @throws IdentikitError `invalid` */
  readonly check?: (changes: readonly Change[]) => void
  /** Whether the answer is as the change wanted it. */
  readonly wasApplied?: (data: Data, change: Change) => boolean
  /** Why a change must not be made, if it must not. */
  readonly reject?: (change: Change, shown: Data) => IdentikitError | undefined
  /** Reads the whole beside the cache, whose reads end when nobody watches any more. */
  readonly read: (options: RequestOptions) => Promise<Data>
  /** Sends one act and returns the new whole. */
  readonly send: (changes: readonly Change[], shown: Data, options: RequestOptions) => Promise<Data>
  readonly onSaved: (changes: readonly Change[]) => void
  readonly onError: (error: IdentikitError) => void
  /** Takes in what is accepted, until it ended. */
  readonly pendingWrites?: PendingWrites | undefined
}

export type Store<Data, Change> = ReturnType<typeof createStore<Data, Change>>

/** What the service holds, without what is on its way there. */
export function savedOf<Data>({ data, query }: StoreSnapshot<Data, unknown>): Data | undefined {
  return data && query?.data
}

const page = typeof window === 'undefined' ? undefined : window

/** How long a leaf says "saved", in milliseconds. */
const savedFor = 2000

/**
 * Saved data (TanStack's) and the log of changes over it (ours), for one resource of one user. One write is in flight at a
 * time. It outlives the components that show it: what was accepted is sent, whether they are still mounted or not.
 */
export function createStore<Data, Change>(options: StoreOptions<Data, Change>) {
  const { queryClient, query, keyOf, apply, onError } = options
  const observer = new QueryObserver(queryClient, query)
  const listeners = new Set<() => void>()
  const results = new Map<number, (result: SaveResult) => void>()
  let log: ChangeLog<Change> = []
  let lastId = 0
  let stop: (() => void) | undefined
  let snapshot: StoreSnapshot<Data, Change> = { data: undefined, query: undefined, log }
  let isStale = true
  /** A host may clear the cache while changes wait; they are sent all the same. */
  let lastShown: Data | undefined
  let needsRefetch = false
  let isPageHiding = false
  /** The cache as the log left it. */
  let lastSeen: QueryState<Data> | undefined
  const first = getSnapshot()
  const deliver = createWriteWithRetry<Data, Change>({
    send: options.send,
    read: async (request) => {
      const whole = await options.read(request)
      await keep(whole)
      return whole
    },
    holds: (data, changes) =>
      changes.every((change) => replaceEqualDeep(data, apply(data, change)) === data),
    isOutdated: (changes) => isReplaced(log, changes, keyOf),
  })

  // The cache is asked, not the observer: that one sleeps while nothing is mounted.
  function cached(): QueryState<Data> | undefined {
    return queryClient.getQueryState<Data>(query.queryKey)
  }

  async function keep(whole: Data): Promise<void> {
    noteReads()
    // A read that began before would bring the old value back.
    await queryClient.cancelQueries({ queryKey: query.queryKey })
    queryClient.setQueryData(query.queryKey, whole)
    lastSeen = cached()
  }

  /** A read that ended meanwhile, or is still under way, may know of something newer than the answer to a write. */
  function noteReads(): void {
    needsRefetch ||= cached() !== lastSeen
  }

  function getSnapshot(): StoreSnapshot<Data, Change> {
    const state = cached()
    if (!isStale && snapshot.query === state && snapshot.log === log) return snapshot
    isStale = false
    // What was the former person's is given to nobody once somebody else is signed in.
    const saved = isOfFormerUser(state) ? undefined : state?.data
    const pending = saved === undefined ? undefined : applyPendingChanges(saved, log, apply)
    const shown = pending === undefined || !options.transform ? pending : options.transform(pending)
    // Settings that did not change stay the same objects, so that only the cells that did are rendered.
    snapshot = { data: replaceEqualDeep(snapshot.data, shown), query: state, log }
    lastShown = snapshot.data ?? lastShown
    return snapshot
  }

  function notify(): void {
    for (const listener of listeners) listener()
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    // The first subscriber loads: in an effect, never in render or on the server.
    stop ??= observer.subscribe(notify)
    return () => {
      listeners.delete(listener)
      // Not at once: StrictMode unmounts and mounts again, which must not be a second request.
      queueMicrotask(() => {
        if (listeners.size > 0) return
        stop?.()
        stop = undefined
      })
    }
  }

  function dispatch(event: ChangeEvent<Change>): void {
    log = reduceChanges(log, event, keyOf)
    for (const [id, resolve] of results) {
      if (log.some((entry) => entry.id === id)) continue
      results.delete(id)
      resolve({ status: 'replaced' })
    }
    notify()
  }

  function settle(id: number, result: SaveResult): void {
    results.get(id)?.(result)
    results.delete(id)
  }

  function refuse(error: IdentikitError): Promise<SaveResult> {
    onError(error)
    return Promise.resolve({ status: 'failed', error })
  }

  /** Changes what is shown at once and sends it when its turn comes. Never rejects. */
  function update(changes: readonly Change[]): Promise<SaveResult> {
    const { data } = getSnapshot()
    try {
      if (changes.length > 0) options.check?.(changes)
    } catch (error) {
      return refuse(toIdentikitError(error))
    }
    if (changes.length === 0) return Promise.resolve({ status: 'saved' })
    if (data === undefined)
      return refuse(new IdentikitError('not-loaded', 'A change was made before the first load.'))
    const refused = changes
      .map((change) => options.reject?.(change, data))
      .find((error) => error !== undefined)
    if (refused) return refuse(refused)
    const id = ++lastId
    const result = new Promise<SaveResult>((resolve) => results.set(id, resolve))
    options.pendingWrites?.add(result)
    dispatch({ type: 'waiting', id, changes })
    page?.addEventListener('pagehide', flush)
    if (isPageHiding) flush()
    else void send()
    return result
  }

  /** One write is in flight; the next one goes when it has ended. */
  async function send(): Promise<void> {
    const next = findNextEntry(log)
    if (!next) return undefined
    await transmit([next])
    return send()
  }

  /** The page goes away: what still waits goes out with it, in one request; so does what a part says as it hears of it later. */
  function flush(): void {
    isPageHiding = true
    setTimeout(() => (isPageHiding = false))
    const waiting = log.filter(({ state }) => state === 'waiting')
    if (waiting.length > 0) void transmit(waiting)
  }

  async function transmit(entries: ChangeLog<Change>): Promise<void> {
    const changes = entries.flatMap((entry) => entry.changes)
    for (const { id } of entries) dispatch({ type: 'sending', id })
    lastSeen = cached()
    const before = lastSeen
    try {
      const whole = await deliver(changes, lastShown as Data)
      await keep(whole)
      const laid = options.transform ? options.transform(whole) : whole
      if (!changes.every((change) => options.wasApplied?.(laid, change) ?? true))
        throw new IdentikitError(
          'conflict',
          'The service answered well, but did not take the change.',
        )
      for (const { id } of entries) {
        settle(id, { status: 'saved' })
        dispatch({ type: 'saved', id })
        setTimeout(() => dispatch({ type: 'forgotten', id }), savedFor)
      }
      options.onSaved(changes)
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      noteReads()
      // Unless it was looked up, nobody knows how it stands there.
      needsRefetch ||= lastSeen === before
      for (const { id } of entries) {
        dispatch({ type: 'failed', id, error })
        settle(id, { status: 'failed', error })
      }
      // What a later word replaced is nobody's failure any more.
      if (log.some((entry) => entry.error === error)) onError(error)
    }
    if (log.some(isPending)) return
    page?.removeEventListener('pagehide', flush)
    // Where nobody watches now, it is read when somebody does.
    if (needsRefetch) void queryClient.invalidateQueries({ queryKey: query.queryKey })
    needsRefetch = false
  }

  /** Sends the failed changes again: all of them, or those that were made together with one of a key. */
  function retry(key?: string): Promise<SaveResult> {
    const failed = log.filter(
      ({ state, changes }) =>
        state === 'failed' &&
        (key === undefined || changes.some((change) => keyOf(change) === key)),
    )
    const changes = failed.flatMap((entry) => entry.changes)
    return failed.length > 0 ? update(changes) : Promise.resolve({ status: 'replaced' })
  }

  /** Nobody wants any more what failed about these. */
  function dismiss(changes: readonly Change[]): void {
    dispatch({ type: 'dismissed', changes })
  }

  async function reload(): Promise<void> {
    if (query.enabled !== false) await observer.refetch()
  }

  /** Tells that something beside the data and the log changed, such as the host's catalog. */
  function refresh(): void {
    isStale = true
    notify()
  }

  return {
    getSnapshot,
    getServerSnapshot: () => first,
    subscribe,
    update,
    refuse,
    retry,
    dismiss,
    reload,
    refresh,
  }
}
