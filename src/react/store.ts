import {
  QueryObserver,
  replaceEqualDeep,
  type QueryClient,
  type QueryKey,
  type QueryObserverOptions,
  type QueryState,
} from '@tanstack/react-query'
import { reduceChanges, showChanges, type ChangeEvent, type ChangeLog } from '../core/changes.js'
import { IdentikitError, toIdentikitError } from '../core/errors.js'

/** How one act ended; `replaced` means that a later one on the same leaves took its place. */
export type SaveResult =
  | { readonly status: 'saved' | 'replaced' }
  | { readonly status: 'failed'; readonly error: IdentikitError }

export interface StoreSnapshot<Data, Change> {
  /** The saved data with every pending change applied; `undefined` before the first load. */
  readonly data: Data | undefined
  readonly query: QueryState<Data> | undefined
  readonly log: ChangeLog<Change>
}

export interface StoreOptions<Data, Change> {
  readonly queryClient: QueryClient
  readonly query: QueryObserverOptions<Data, Error, Data, Data, QueryKey>
  readonly leafOf: (change: Change) => string
  readonly apply: (data: Data, change: Change) => Data
  /** What the host lays over the data. */
  readonly lay?: (data: Data) => Data
  /** Why a change must not be made, if it must not. */
  readonly refuse?: (change: Change, shown: Data) => IdentikitError | undefined
  /** Sends one act and returns the new whole. */
  readonly send: (changes: readonly Change[], shown: Data) => Promise<Data>
  readonly onSaved: (changes: readonly Change[]) => void
  readonly onError: (error: IdentikitError) => void
}

export type Store<Data, Change> = ReturnType<typeof createStore<Data, Change>>

/** How long a leaf says "saved", in milliseconds. */
const savedFor = 2000
/** After these nobody knows whether the change was made, so it is read again. */
const unclear = new Set(['network', 'timeout', 'service', 'bad-answer'])

/**
 * Saved data (TanStack's) and the log of changes over it (ours), for one noun of one user. One write is in flight at a
 * time. It outlives the components that show it: what was accepted is sent, whether they are still mounted or not.
 */
export function createStore<Data, Change>(options: StoreOptions<Data, Change>) {
  const { queryClient, query, leafOf, onError } = options
  const observer = new QueryObserver(queryClient, query)
  const listeners = new Set<() => void>()
  const results = new Map<number, (result: SaveResult) => void>()
  let log: ChangeLog<Change> = []
  let lastId = 0
  let stop: (() => void) | undefined
  let snapshot: StoreSnapshot<Data, Change> = { data: undefined, query: undefined, log }
  let isStale = true
  const first = getSnapshot()

  function getSnapshot(): StoreSnapshot<Data, Change> {
    // The cache is asked, not the observer: that one sleeps while nothing is mounted.
    const state = queryClient.getQueryState<Data>(query.queryKey)
    if (!isStale && snapshot.query === state && snapshot.log === log) return snapshot
    isStale = false
    const pending =
      state?.data === undefined ? undefined : showChanges(state.data, log, options.apply)
    const shown = pending === undefined || !options.lay ? pending : options.lay(pending)
    // Settings that did not change stay the same objects, so that only the cells that did are rendered.
    snapshot = { data: replaceEqualDeep(snapshot.data, shown), query: state, log }
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
    log = reduceChanges(log, event, leafOf)
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
    if (data === undefined)
      return refuse(new IdentikitError('not-loaded', 'A change was made before the first load.'))
    const refused = changes
      .map((change) => options.refuse?.(change, data))
      .find((error) => error !== undefined)
    if (refused) return refuse(refused)
    const id = ++lastId
    const result = new Promise<SaveResult>((resolve) => results.set(id, resolve))
    dispatch({ type: 'waiting', id, changes })
    void send()
    return result
  }

  async function send(): Promise<void> {
    const next = log.find(({ state }) => state === 'waiting')
    const shown = getSnapshot().data
    if (!next || shown === undefined || log.some(({ state }) => state === 'sending')) return
    const { id, changes } = next
    dispatch({ type: 'sending', id })
    try {
      const whole = await options.send(changes, shown)
      // A read that began before would bring the old value back.
      await queryClient.cancelQueries({ queryKey: query.queryKey })
      queryClient.setQueryData(query.queryKey, whole)
      settle(id, { status: 'saved' })
      dispatch({ type: 'saved', id })
      options.onSaved(changes)
      setTimeout(() => dispatch({ type: 'forgotten', id }), savedFor)
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      settle(id, { status: 'failed', error })
      dispatch({ type: 'failed', id, error })
      onError(error)
      if (unclear.has(error.code)) void reload()
    }
    return send()
  }

  /** Sends again what failed about a leaf. */
  function retry(leaf: string): Promise<SaveResult> {
    const failed = log.find(
      ({ state, changes }) =>
        state === 'failed' && changes.some((change) => leafOf(change) === leaf),
    )
    return failed ? update(failed.changes) : Promise.resolve({ status: 'replaced' })
  }

  async function reload(): Promise<void> {
    if (query.enabled !== false) await observer.refetch()
  }

  /** Tells that something beside the data and the log changed, such as the host's catalogue. */
  function refresh(): void {
    isStale = true
    notify()
  }

  return { getSnapshot, getServerSnapshot: () => first, subscribe, update, retry, reload, refresh }
}
