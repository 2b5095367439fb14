import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { applyPendingChanges } from '../../core/sync/changeLog.js'
import { createChangeQueue } from './changeQueue.js'
import { createChangeSender, type SenderOptions } from './changeSender.js'
import { isOfFormerUser, type StoreSnapshot } from './loadState.js'
import { createObservedQuery } from './observedQuery.js'
import type { SaveResult } from './saveState.js'
import type { StoreContext } from './storeContext.js'

/** Options of `createStore`. */
export interface StoreOptions<Data, Change> extends SenderOptions<Data, Change> {
  /** @throws IdentikitError if a change must not be made */
  readonly check?: (changes: readonly Change[], data: Data | undefined) => void
}

/** The result of `createStore`. */
export type Store<Data, Change> = ReturnType<typeof createStore<Data, Change>>

/** Returns the saved data without pending changes. */
export function getSavedData<Data>({ data, query }: StoreSnapshot<Data, unknown>) {
  return data && query?.data
}

/**
 * Creates the store of one resource of one user: the saved data is in the query cache, pending changes are applied over it. One write is sent
 * at a time.
 */
export function createStore<Data, Change>(
  context: StoreContext,
  options: StoreOptions<Data, Change>,
) {
  const { apply, transform } = options
  const observed = createObservedQuery(context, options.resource, options.read)
  const queue = createChangeQueue(options.getKey, observed.notify)
  let snapshot: StoreSnapshot<Data, Change> = { data: undefined, query: undefined, log: [] }
  let isStale = true
  /** Kept because a host may clear the cache while changes wait; they are sent all the same. */
  let lastShown: Data | undefined
  const initialSnapshot = getSnapshot()
  const send = createChangeSender(context, options, queue, () => lastShown as Data)

  function getSnapshot(): StoreSnapshot<Data, Change> {
    const state = observed.getState()
    const log = queue.getLog()
    if (!isStale && snapshot.query === state && snapshot.log === log) return snapshot
    isStale = false
    // Data of a former user is hidden as soon as the service reports another one.
    const saved = isOfFormerUser(state) ? undefined : state?.data
    const pending = saved === undefined ? undefined : applyPendingChanges(saved, log, apply)
    const shown = pending === undefined || !transform ? pending : transform(pending)
    // Equal settings keep their identity, so that only the controls of changed ones render.
    snapshot = { data: replaceEqualDeep(snapshot.data, shown), query: state, log }
    lastShown = snapshot.data ?? lastShown
    return snapshot
  }

  function refuse(error: IdentikitError): Promise<SaveResult> {
    context.onError(error)
    return Promise.resolve({ status: 'failed', error })
  }

  /** Applies changes at once and sends them after those before. Never rejects. */
  function update(changes: readonly Change[]): Promise<SaveResult> {
    if (changes.length === 0) return Promise.resolve({ status: 'saved' })
    const { data } = getSnapshot()
    try {
      options.check?.(changes, data)
      if (data === undefined) throw notLoaded()
    } catch (error) {
      return refuse(toIdentikitError(error))
    }
    const result = queue.add(changes)
    context.pendingWrites.add(result)
    send()
    return result
  }

  /** Sends the failed changes again: all of them, or those of the updates that contain a key. */
  function retry(key?: string): Promise<SaveResult> {
    const failed = queue
      .getLog()
      .filter(
        ({ state, changes }) =>
          state === 'failed' &&
          (key === undefined || changes.some((change) => options.getKey(change) === key)),
      )
    const changes = failed.flatMap((entry) => entry.changes)
    return failed.length > 0 ? update(changes) : Promise.resolve({ status: 'replaced' })
  }

  return {
    getSnapshot,
    getServerSnapshot: () => initialSnapshot,
    subscribe: observed.subscribe,
    watch: observed.watch,
    reload: observed.reload,
    update,
    refuse,
    retry,
    /** Dismisses the failed changes with the keys of these. */
    dismiss: (changes: readonly Change[]) => queue.dispatch({ type: 'dismissed', changes }),
    /** Transforms the data again, after the host's configuration changed. */
    refresh: () => {
      isStale = true
      observed.notify()
    },
  }
}

/** Returns the error of a change that was made before the first load. */
export function notLoaded(): IdentikitError {
  return new IdentikitError('not-loaded', 'A change was made before the first load.')
}
