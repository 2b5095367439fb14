import type { IdentikitError } from '../../core/errors.js'
import {
  addEntries,
  isPending,
  patchEntries,
  type ChangeEntry,
  type ChangeLog,
  type EntryPatch,
} from '../../core/sync/changeLog.js'
import type { SaveResult } from './saveState.js'

/** How long an entry stays `saved`, in milliseconds. */
const savedDuration = 2000

/** A change that is added to the queue. */
export type NewEntry<Change> = Omit<ChangeEntry<Change>, 'id' | 'update' | 'state'>

/** The result of `createChangeQueue`. */
export type ChangeQueue<Change> = ReturnType<typeof createChangeQueue<Change>>

interface Update {
  readonly resolve: (result: SaveResult) => void
  readonly error?: IdentikitError | undefined
  readonly isSaved?: true
}

/**
 * Creates the change log of one resource, with a promise for the result of each update.
 * @param onChange receives the changes whose entries were added, changed or removed
 */
export function createChangeQueue<Change>(onChange: (changes: readonly Change[]) => void) {
  const updates = new Map<number, Update>()
  let log: ChangeLog<Change> = []
  let lastId = 0

  function set(next: ChangeLog<Change>, ended: ChangeLog<Change> = []): void {
    const before = new Set(log)
    const kept = new Set(next)
    const changed = [
      ...log.filter((entry) => !kept.has(entry)),
      ...next.filter((entry) => !before.has(entry)),
    ]
    log = next
    settle(ended)
    onChange(changed.map(({ change }) => change))
  }

  /** Resolves the updates of which nothing is pending. */
  function settle(ended: ChangeLog<Change>): void {
    for (const { update, state, error } of ended) {
      const known = updates.get(update)
      if (!known) continue
      updates.set(update, state === 'failed' ? { ...known, error } : { ...known, isSaved: true })
    }
    const pending = new Set(log.filter(isPending).map(({ update }) => update))
    for (const [id, { resolve, error, isSaved }] of updates) {
      if (pending.has(id)) continue
      updates.delete(id)
      resolve(error ? { status: 'failed', error } : { status: isSaved ? 'saved' : 'replaced' })
    }
  }

  function patch(patches: ReadonlyMap<number, EntryPatch | undefined>): void {
    if (patches.size > 0) set(patchEntries(log, patches))
  }

  return {
    getLog: () => log,
    /** Adds the changes of one update. Never rejects. */
    add(entries: readonly NewEntry<Change>[]): Promise<SaveResult> {
      const update = ++lastId
      return new Promise<SaveResult>((resolve) => {
        updates.set(update, { resolve })
        const added = entries.map((entry) => ({
          ...entry,
          id: ++lastId,
          update,
          state: 'waiting' as const,
        }))
        set(addEntries(log, added))
      })
    },
    patch,
    /**
     * Ends pending entries: without an error they are saved, and removed after two seconds.
     * @returns those that were pending
     */
    end(entries: ChangeLog<Change>, error?: IdentikitError): ChangeLog<Change> {
      const pending = new Set(log.filter(isPending).map(({ id }) => id))
      const ending = entries.filter(({ id }) => pending.has(id))
      const ids = ending.map(({ id }) => id)
      if (ids.length === 0) return []
      const result: EntryPatch = error ? { state: 'failed', error } : { state: 'saved' }
      const next = patchEntries(log, new Map(ids.map((id) => [id, result])))
      // A saved change counts as saved even where a later one follows; the failure of such a change doesn't matter.
      const ended = (error ? next : entries.map((entry) => ({ ...entry, ...result }))).filter(
        ({ id }) => ids.includes(id),
      )
      set(next, ended)
      if (!error) setTimeout(() => patch(new Map(ids.map((id) => [id, undefined]))), savedDuration)
      return ending
    },
    /** Removes entries: their updates count as replaced. */
    remove(entries: ChangeLog<Change>): void {
      patch(new Map(entries.map(({ id }) => [id, undefined])))
    },
  }
}
