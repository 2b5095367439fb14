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
  /** How the update ends as far as its changes have ended. */
  result: SaveResult
}

/**
 * Creates the change log of one resource, with a promise for the result of each update.
 * @param onChange receives the changes whose entries were added, changed or removed
 */
export function createChangeQueue<Change>(onChange: (changes: readonly Change[]) => void) {
  const updates = new Map<number, Update>()
  let log: ChangeLog<Change> = []
  let lastId = 0

  const getPending = () => log.filter(isPending)

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
    for (const { update, error } of ended) {
      const known = updates.get(update)
      if (error && known) known.result = { status: 'failed', error }
      else if (known?.result.status === 'replaced') known.result = { status: 'saved' }
    }
    const pending = new Set(getPending().map(({ update }) => update))
    for (const [id, { resolve, result }] of updates) {
      if (pending.has(id)) continue
      updates.delete(id)
      resolve(result)
    }
  }

  /** Changes some entries; without a patch, it removes them, and their updates count as replaced. */
  function patch(
    entries: ChangeLog<Change>,
    toPatch: (entry: ChangeEntry<Change>) => EntryPatch | undefined,
  ): void {
    if (entries.length === 0) return
    set(patchEntries(log, new Map(entries.map((entry) => [entry.id, toPatch(entry)]))))
  }

  return {
    getLog: () => log,
    getPending,
    /** Adds the changes of updates and returns the result of each, which never rejects. */
    add(lists: readonly (readonly NewEntry<Change>[])[]): Promise<SaveResult>[] {
      const added: ChangeEntry<Change>[] = []
      const results = lists.map((entries) => {
        const update = ++lastId
        for (const entry of entries)
          added.push({ ...entry, id: ++lastId, update, state: 'waiting' })
        return new Promise<SaveResult>((resolve) => {
          updates.set(update, { resolve, result: { status: 'replaced' } })
        })
      })
      set(addEntries(log, added))
      return results
    },
    patch,
    /**
     * Ends pending entries: without an error they are saved, and removed after two seconds.
     * @returns those that were pending
     */
    end(entries: ChangeLog<Change>, error?: IdentikitError): ChangeLog<Change> {
      const ids = new Set(entries.map(({ id }) => id))
      const ending = getPending().filter(({ id }) => ids.has(id))
      if (ending.length === 0) return ending
      const result: EntryPatch = { state: error ? 'failed' : 'saved', error }
      const next = patchEntries(log, new Map(ending.map(({ id }) => [id, result])))
      // A saved change counts as saved even where a later one follows; the failure of such a change doesn't matter.
      const saved = ending.map((entry) => ({ ...entry, ...result }))
      set(next, error ? next.filter(({ id }) => ids.has(id)) : saved)
      if (!error) setTimeout(() => patch(ending, () => undefined), savedDuration)
      return ending
    },
  }
}
