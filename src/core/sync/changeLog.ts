import type { IdentikitError } from '../errors.js'
import type { WriteOrder } from '../requestOptions.js'

/**
 * The order of a choice. Between two choices of one `turn`, no other page of the browser made one. A turn is named by the `seq` of its first
 * choice, so that two pages never have the same one.
 */
export type ChoiceOrder = WriteOrder & { readonly turn: number }

/** One change of one setting and its state. */
export interface ChangeEntry<Change> {
  readonly id: number
  /** The key of the setting. */
  readonly key: string
  readonly change: Change
  /** The id that the changes of one update share. */
  readonly update: number
  /** The `waiting` and `sending` changes are applied over the saved data; `saved` and `failed` report a result. */
  readonly state: 'waiting' | 'sending' | 'saved' | 'failed'
  /** The order of the choice, the same for all tries. */
  readonly order: ChoiceOrder
  /** When the choice was made, in milliseconds since 1970. */
  readonly at: number
  /** The saved and the shown value of the setting when the user made the choice. */
  readonly seen: readonly unknown[]
  /** Whether a try may have been done, so that the data is read before the next one. */
  readonly isUnknown?: boolean | undefined
  /** Whether an earlier page made the choice: it is sent only where the service holds a value of `seen`. */
  readonly isRestored?: boolean | undefined
  /** The tries that ended. */
  readonly tries?: number | undefined
  /** When the first try began, in milliseconds since 1970. */
  readonly triedAt?: number | undefined
  /** When the next try may begin, in milliseconds since 1970. */
  readonly notBefore?: number | undefined
  /** Changes with different numbers are sent apart, to find the one that was refused. */
  readonly group?: number | undefined
  /** The reason of a `failed` entry. */
  readonly error?: IdentikitError | undefined
}

/** What changes in an entry. */
export type EntryPatch = Partial<Omit<ChangeEntry<unknown>, 'id' | 'key' | 'change' | 'update'>>

/** The entries of one resource of one user, oldest first. Of each setting, at most one is being sent and at most one follows it, but for a page that is closing. */
export type ChangeLog<Change> = readonly ChangeEntry<Change>[]

/** Returns whether a change is waiting or being sent. */
export function isPending({ state }: Pick<ChangeEntry<unknown>, 'state'>): boolean {
  return state === 'waiting' || state === 'sending'
}

/** Returns the log with new entries. Each replaces older entries of its setting, except one that is being sent. */
export function addEntries<Change>(
  log: ChangeLog<Change>,
  entries: ChangeLog<Change>,
): ChangeLog<Change> {
  const last = new Map(entries.map((entry) => [entry.key, entry]))
  return [
    ...log.filter(({ key, state }) => state === 'sending' || !last.has(key)),
    ...last.values(),
  ]
}

/**
 * Returns the log with patched entries; `undefined` removes one. An entry that is no longer being sent is removed where a later change
 * of its setting follows.
 */
export function patchEntries<Change>(
  log: ChangeLog<Change>,
  patches: ReadonlyMap<number, EntryPatch | undefined>,
): ChangeLog<Change> {
  const last = new Map(log.map(({ key, id }) => [key, id]))
  return log.flatMap((entry) => {
    if (!patches.has(entry.id)) return [entry]
    const patch = patches.get(entry.id)
    const next = { ...entry, ...patch }
    const isReplaced = next.state !== 'sending' && last.get(entry.key) !== entry.id
    return patch === undefined || isReplaced ? [] : [next]
  })
}

/** Returns the saved data with every pending change applied. */
export function applyPendingChanges<Data, Change>(
  saved: Data,
  log: ChangeLog<Change>,
  apply: (data: Data, change: Change) => Data,
): Data {
  return log.filter(isPending).reduce((data, { change }) => apply(data, change), saved)
}

/** Returns the newest entry of a setting. */
export function findEntry<Change>(
  log: ChangeLog<Change>,
  key: string,
): ChangeEntry<Change> | undefined {
  return log.filter((entry) => entry.key === key).at(-1)
}
