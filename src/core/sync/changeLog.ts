import type { IdentikitError } from '../errors.js'

/** One act of a person: what it changes, and how far it got. */
export interface ChangeEntry<Change> {
  readonly id: number
  readonly changes: readonly Change[]
  /** `waiting` and `sending` entries are shown over the saved data; `failed` and `saved` ones only tell how it went. */
  readonly state: 'waiting' | 'sending' | 'saved' | 'failed'
  readonly error?: IdentikitError
}

export type ChangeEvent<Change> =
  | { readonly type: 'waiting'; readonly id: number; readonly changes: readonly Change[] }
  | { readonly type: 'sending' | 'saved' | 'forgotten'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly error: IdentikitError }
  | { readonly type: 'dismissed'; readonly changes: readonly Change[] }

/** Names the leaf that a change is about, e.g. `preferenceKey`. */
export type KeyOf<Change> = (change: Change) => string

export type ChangeLog<Change> = readonly ChangeEntry<Change>[]

/**
 * The log after an event. The newest word on a leaf replaces the older ones, but never what is on its way, so a failure
 * removes only its own change and can undo no neighbor.
 */
export function reduceChanges<Change>(
  log: ChangeLog<Change>,
  event: ChangeEvent<Change>,
  keyOf: KeyOf<Change>,
): ChangeLog<Change> {
  if (event.type === 'waiting') {
    const changes = newestByLeaf(event.changes, keyOf)
    const older = log.flatMap((entry) =>
      entry.state === 'sending' ? [entry] : without(entry, changes, keyOf),
    )
    return [...older, { id: event.id, changes, state: 'waiting' }]
  }
  if (event.type === 'dismissed') {
    return log.flatMap((entry) =>
      entry.state === 'failed' ? without(entry, event.changes, keyOf) : [entry],
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
    return without({ id, changes, ...settled }, later, keyOf)
  })
}

/** What the person sees: the saved data with every change applied that is still on its way. */
export function showChanges<Data, Change>(
  saved: Data,
  log: ChangeLog<Change>,
  apply: (data: Data, change: Change) => Data,
): Data {
  return log
    .filter(({ state }) => state === 'waiting' || state === 'sending')
    .flatMap(({ changes }) => changes)
    .reduce(apply, saved)
}

/** The newest entry about a leaf. */
export function entryOf<Change>(
  log: ChangeLog<Change>,
  leaf: string,
  keyOf: KeyOf<Change>,
): ChangeEntry<Change> | undefined {
  return log.filter(({ changes }) => changes.some((change) => keyOf(change) === leaf)).at(-1)
}

function newestByLeaf<Change>(changes: readonly Change[], keyOf: KeyOf<Change>): readonly Change[] {
  return [...new Map(changes.map((change) => [keyOf(change), change])).values()]
}

function without<Change>(
  entry: ChangeEntry<Change>,
  others: readonly Change[],
  keyOf: KeyOf<Change>,
): ChangeEntry<Change>[] {
  const leaves = new Set(others.map(keyOf))
  const changes = entry.changes.filter((change) => !leaves.has(keyOf(change)))
  if (changes.length === 0) return []
  return [changes.length === entry.changes.length ? entry : { ...entry, changes }]
}
