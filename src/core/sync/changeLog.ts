import type { IdentikitError } from '../errors.js'

/** One update of a person: its changes and their state. */
export interface ChangeEntry<Change> {
  readonly id: number
  readonly changes: readonly Change[]
  /** Changes of `waiting` and `sending` entries are applied over the saved data; `saved` and `failed` report a result. */
  readonly state: 'waiting' | 'sending' | 'saved' | 'failed'
  /** The reason of a `failed` entry. */
  readonly error?: IdentikitError
}

/** An event that changes the log. */
export type ChangeEvent<Change> =
  | { readonly type: 'waiting'; readonly id: number; readonly changes: readonly Change[] }
  | { readonly type: 'sending' | 'saved' | 'forgotten'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly error: IdentikitError }
  | { readonly type: 'dismissed'; readonly changes: readonly Change[] }

/** Returns the key of the setting that a change is about, like `preferenceKey`. */
export type GetKey<Change> = (change: Change) => string

/** The entries of one resource of one user, oldest first. */
export type ChangeLog<Change> = readonly ChangeEntry<Change>[]

/**
 * Returns the log after an event. A new change replaces older changes of the same setting, except those being sent. A failure
 * removes only its own changes, so other pending changes stay.
 */
export function reduceChanges<Change>(
  log: ChangeLog<Change>,
  event: ChangeEvent<Change>,
  getKey: GetKey<Change>,
): ChangeLog<Change> {
  if (event.type === 'waiting') {
    // The last change of a key wins.
    const changes = [...new Map(event.changes.map((change) => [getKey(change), change])).values()]
    const older = log.flatMap((entry) =>
      entry.state === 'sending' ? [entry] : without(entry, changes, getKey),
    )
    return [...older, { id: event.id, changes, state: 'waiting' }]
  }
  if (event.type === 'dismissed') {
    return log.flatMap((entry) =>
      entry.state === 'failed' ? without(entry, event.changes, getKey) : [entry],
    )
  }
  return log.flatMap((entry, index) => {
    if (entry.id !== event.id) return [entry]
    if (event.type === 'forgotten') return []
    const { id, changes } = entry
    if (event.type === 'sending') return [{ id, changes, state: 'sending' as const }]
    const settled =
      event.type === 'failed' ? { state: event.type, error: event.error } : { state: event.type }
    const later = log.slice(index + 1).flatMap((next) => next.changes)
    return without({ id, changes, ...settled }, later, getKey)
  })
}

/** Returns the saved data with every pending change applied. */
export function applyPendingChanges<Data, Change>(
  saved: Data,
  log: ChangeLog<Change>,
  apply: (data: Data, change: Change) => Data,
): Data {
  return log
    .filter(isPending)
    .flatMap(({ changes }) => changes)
    .reduce(apply, saved)
}

/** Returns whether an entry is waiting or being sent. */
export function isPending({ state }: Pick<ChangeEntry<unknown>, 'state'>): boolean {
  return state === 'waiting' || state === 'sending'
}

/** Returns the entry to send next; `undefined` while another one is being sent. */
export function findNextEntry<Change>(log: ChangeLog<Change>): ChangeEntry<Change> | undefined {
  const isSending = log.some(({ state }) => state === 'sending')
  return isSending ? undefined : log.find(({ state }) => state === 'waiting')
}

/** Returns whether waiting changes replace all of these changes. */
export function isReplaced<Change>(
  log: ChangeLog<Change>,
  changes: readonly Change[],
  getKey: GetKey<Change>,
): boolean {
  const waiting = log.filter(({ state }) => state === 'waiting').flatMap((entry) => entry.changes)
  const keys = new Set(waiting.map(getKey))
  return changes.every((change) => keys.has(getKey(change)))
}

/** Returns the newest entry with a change of the setting with this key. */
export function findEntry<Change>(
  log: ChangeLog<Change>,
  key: string,
  getKey: GetKey<Change>,
): ChangeEntry<Change> | undefined {
  return log.filter(({ changes }) => changes.some((change) => getKey(change) === key)).at(-1)
}

function without<Change>(
  entry: ChangeEntry<Change>,
  others: readonly Change[],
  getKey: GetKey<Change>,
): ChangeEntry<Change>[] {
  const keys = new Set(others.map(getKey))
  const changes = entry.changes.filter((change) => !keys.has(getKey(change)))
  if (changes.length === 0) return []
  return [changes.length === entry.changes.length ? entry : { ...entry, changes }]
}
