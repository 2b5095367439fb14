import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { createReadOnlyError } from '../../core/readOnly/readOnlyCapabilities.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { applyPendingChanges, type ChangeLog } from '../../core/sync/changeLog.js'
import { createChangeQueue, type NewEntry } from './changeQueue.js'
import { createChangeSender } from './changeSender.js'
import type { TransmitterOptions } from './changeTransmitter.js'
import { isOfFormerUser, type StoreSnapshot } from './loadState.js'
import { createObservedQuery } from './observedQuery.js'
import { combineResults, type SaveResult } from './saveState.js'
import { maxAge } from './storedQueue.js'
import type { StoreContext } from './storeContext.js'
import { createTopics } from './topics.js'

/** Options of `createStore`. */
export interface StoreOptions<Data, Change> extends TransmitterOptions<Data, Change> {
  /** @throws IdentikitError if a change must not be made */
  readonly check?: (changes: readonly Change[], data: Data | undefined) => void
  /** Returns the topics of the subscribers that a change concerns; `undefined` for every subscriber. @default every subscriber */
  readonly getTopics?: (change: Change, data: Data | undefined) => readonly string[] | undefined
  /** Returns the topics of the subscribers that the difference of two states concerns. @default every subscriber */
  readonly compare?: (before: Data, after: Data) => readonly string[] | undefined
  /** Whether pending changes are stored in the browser until they are answered. @default false */
  readonly isStored?: boolean
}

/** The result of `createStore`. */
export type Store<Data, Change> = ReturnType<typeof createStore<Data, Change>>

/** Returns the saved data without pending changes. */
export function getSavedData<Data>({ data, query }: StoreSnapshot<Data, unknown>) {
  return data && query?.data
}

/**
 * Creates the store of one resource of one user: the saved data is in the query cache, pending changes are applied over it. Subscribers of a
 * topic are called only for what concerns it.
 */
export function createStore<Data, Change>(
  context: StoreContext,
  options: StoreOptions<Data, Change>,
) {
  const { transform, resource, getKey } = options
  const { nextOrder, onError, logs } = context
  const storedQueue = options.isStored === true ? context.storedQueue : undefined
  const topics = createTopics()
  const observed = createObservedQuery(context, resource, options.read)
  const queue = createChangeQueue<Change>(handleChanges)
  let snapshot: StoreSnapshot<Data, Change> = { data: undefined, query: undefined, log: [] }
  /** The saved data with the host's configuration, and what it was made of. */
  let base: { readonly saved: Data; readonly shown: Data } | undefined
  /** Kept because a host may clear the cache while changes wait; they are sent all the same. */
  let lastShown: Data | undefined
  let hasTakenOver = false
  /** The last choice of each setting that this page knows. What another page left behind may be older. */
  const lastChoices = new Map<string, { readonly seq: number; readonly change: Change }>()
  let subscribers = 0
  let stopReading: (() => void) | undefined
  const initialSnapshot = getSnapshot()
  /** The snapshot that subscribers know. Not `snapshot`, which a host's listener of the cache may read before they are called. */
  let notified = initialSnapshot
  const sender = createChangeSender(context, options, queue, () => lastShown as Data)
  let stopPrompt: (() => void) | undefined

  function getSnapshot(): StoreSnapshot<Data, Change> {
    const query = observed.getState()
    const log = queue.getLog()
    // Data of a former user is hidden as soon as the service reports another one.
    const saved = isOfFormerUser(query) ? undefined : query?.data
    const isSame = log === snapshot.log && saved === base?.saved
    if (isSame && query === snapshot.query) return snapshot
    snapshot = { data: isSame ? snapshot.data : getShown(saved, log), query, log }
    lastShown = snapshot.data ?? lastShown
    return snapshot
  }

  /** Returns the saved data with pending changes. Equal settings keep their identity, so that only the controls of changed ones render. */
  function getShown(saved: Data | undefined, log: ChangeLog<Change>): Data | undefined {
    const { data } = snapshot
    if (base?.saved !== saved)
      base = saved && {
        saved,
        shown: replaceEqualDeep(data, transform ? transform(saved) : saved),
      }
    return base && replaceEqualDeep(data, applyPendingChanges(base.shown, log, options.apply))
  }

  /** Calls the subscribers after the state of changes has changed. */
  function handleChanges(changes: readonly Change[]): void {
    const before = notified.data
    const { data } = (notified = getSnapshot())
    const pending = queue.getPending()
    storedQueue?.save(resource, pending)
    // Some browsers keep no page with this listener for the Back button, so it is there only while changes are not stored.
    if (pending.length > 0 && storedQueue?.isStored() !== true)
      stopPrompt ??= context.page.promptBeforeUnload(sender.wouldLose)
    else {
      stopPrompt?.()
      stopPrompt = undefined
    }
    const { getTopics = () => undefined } = options
    const lists = changes.flatMap((change) => [getTopics(change, before), getTopics(change, data)])
    topics.notify(lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []))
    logs.set(new Map([...logs.getSnapshot(), [resource, queue.getLog()]]))
  }

  /** Calls the subscribers after the state of the query has changed. */
  function handleQuery(): void {
    const before = notified
    const { data, query } = (notified = getSnapshot())
    if (data !== undefined) takeOver()
    if (before.data === undefined || data === undefined) return topics.notify(undefined)
    const changed = data === before.data ? [] : options.compare?.(before.data, data)
    topics.notify(changed && query?.status !== before.query?.status ? undefined : changed)
  }

  /** Adds the changes that a closed page left behind; each is sent only if the service still holds what the user saw then. */
  function takeOver(): void {
    if (!storedQueue || hasTakenOver || context.isReadOnly()) return
    hasTakenOver = true
    const { found, lookAfter } = storedQueue.takeOver(resource)
    if (lookAfter < Infinity)
      setTimeout(() => {
        hasTakenOver = false
        takeOver()
      }, lookAfter)
    const { data } = getSnapshot()
    const newestLast = [...found].sort((a, b) => a.order.seq - b.order.seq)
    const entries = newestLast.flatMap(({ change, ...rest }): NewEntry<Change>[] => {
      try {
        options.check?.([change as Change], data)
      } catch {
        return []
      }
      const key = getKey(change as Change)
      const { seq } = rest.order
      if (seq <= (lastChoices.get(key)?.seq ?? 0)) return []
      lastChoices.set(key, { seq, change: change as Change })
      // An old choice is not sent whatever the service holds.
      const seen = Date.now() - rest.at > maxAge ? [] : rest.seen
      return [{ ...rest, seen, key, change: change as Change, isUnknown: true, isRestored: true }]
    })
    if (entries.length === 0) return storedQueue.save(resource, queue.getPending())
    for (const result of queue.add([entries])) context.pendingWrites.add(result)
    sender.send()
  }

  function refuse(error: IdentikitError): Promise<SaveResult> {
    onError(error)
    return Promise.resolve({ status: 'failed', error })
  }

  /** Returns why changes can't be made. */
  function findProblem(changes: readonly Change[]): IdentikitError | undefined {
    if (context.isReadOnly()) return createReadOnlyError()
    const { data } = getSnapshot()
    try {
      options.check?.(changes, data)
      return data === undefined ? notLoaded() : undefined
    } catch (error) {
      return toIdentikitError(error)
    }
  }

  /** Applies the changes of some updates at once and sends them after those before. Never rejects. */
  function apply(updates: readonly (readonly Change[])[]): Promise<SaveResult> {
    const { data, query } = getSnapshot()
    const at = Date.now()
    const order = nextOrder()
    const shown = data as Data
    const saved = query?.data ?? shown
    const toEntry = (change: Change) => {
      const key = getKey(change)
      lastChoices.set(key, { seq: order.seq, change })
      const seen = [options.getValue(saved, change), options.getValue(shown, change)]
      return { key, change, order, at, seen }
    }
    const results = queue.add(updates.map((changes) => changes.map(toEntry)))
    const result = Promise.all(results).then(combineResults)
    context.pendingWrites.add(result)
    sender.send()
    return result
  }

  /**
   * Applies changes at once and sends them after those before. Never rejects.
   * @param isApart whether each change is an update of its own, so that a retry of one doesn't send the others
   */
  function update(changes: readonly Change[], isApart = false): Promise<SaveResult> {
    if (changes.length === 0) return Promise.resolve({ status: 'saved' })
    const problem = findProblem(changes)
    return problem ? refuse(problem) : apply(isApart ? changes.map((one) => [one]) : [changes])
  }

  /** Sends the failed changes of each update again: of all updates, or of those that contain one of the keys. */
  function retry(...keys: readonly string[]): Promise<SaveResult> {
    const failed = queue.getLog().filter(({ state }) => state === 'failed')
    const ids = failed.filter(({ key }) => keys.length === 0 || keys.includes(key))
    const results: Promise<SaveResult>[] = []
    const updates: Change[][] = []
    for (const id of new Set(ids.map((entry) => entry.update))) {
      const entries = failed.filter((entry) => entry.update === id)
      const changes = entries.map(({ change }) => change)
      const problem = findProblem(changes)
      if (problem) {
        // A setting can have become read-only since, which its row then says.
        queue.patch(entries, () => ({ error: problem }))
        results.push(refuse(problem))
      } else updates.push(changes)
    }
    if (updates.length > 0) results.push(apply(updates))
    return Promise.all(results).then(combineResults)
  }

  const store = {
    resource,
    getSnapshot,
    getServerSnapshot: () => initialSnapshot,
    /** Calls a listener after changes: of a topic, or all. */
    subscribe(listener: () => void, topic?: string): () => void {
      const stop = topics.subscribe(listener, topic)
      subscribers += 1
      stopReading ??= observed.subscribe(handleQuery)
      if (subscribers === 1 && getSnapshot().data !== undefined) queueMicrotask(takeOver)
      return () => {
        stop()
        subscribers -= 1
        if (subscribers > 0) return
        stopReading?.()
        stopReading = undefined
      }
    },
    /** Calls a listener after changes, without a read. */
    watch: (listener: () => void) => topics.subscribe(listener),
    reload: observed.reload,
    update,
    refuse,
    retry,
    /** Returns the changes after which no other change of their setting was made. A retry is no other change. */
    listLatest: (changes: readonly Change[]) =>
      changes.filter((change) => lastChoices.get(getKey(change))?.change === change),
    /** Returns the changes that didn't fail, and whose setting has their value. */
    listHeld(changes: readonly Change[]): readonly Change[] {
      const { data, log } = getSnapshot()
      // A setting may have the value of a failed change all the same: off, since it is unset.
      const failed = new Set(
        log.filter(({ state }) => state === 'failed').map(({ change }) => change),
      )
      return changes.filter(
        (change) => data && !failed.has(change) && options.wasApplied?.(data, change) !== false,
      )
    },
    /** Dismisses the failed changes with the keys of these. */
    dismiss: (changes: readonly Change[]) => {
      const keys = new Set(changes.map(getKey))
      const failed = queue.getLog().filter(({ key, state }) => state === 'failed' && keys.has(key))
      queue.patch(failed, () => undefined)
    },
    /** Sends pending changes one last time: the user signed out. */
    end: () => sender.end(),
    /** Accepts changes again after `end`. */
    resume: () => sender.resume(),
    /** Transforms the data again, after the host's configuration changed. */
    refresh: () => {
      if (!transform) return
      base = undefined
      topics.notify(undefined)
    },
  }
  context.usedStores.add(store)
  return store
}

/** Returns the error of a change that was made before the first load. */
export function notLoaded(): IdentikitError {
  return new IdentikitError('not-loaded', 'A change was made before the first load.')
}
