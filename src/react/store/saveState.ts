import type { IdentikitError } from '../../core/errors.js'
import { isPending, type ChangeEntry } from '../../core/sync/changeLog.js'

/** How the last save went; `saved` for two seconds, then `idle` again. */
export type SaveStatus = 'idle' | 'saving' | 'saved' | 'failed'

/** How one update ended; `replaced`: a later update of the same settings took its place. */
export type SaveResult =
  | { readonly status: 'saved' | 'replaced' }
  | { readonly status: 'failed'; readonly error: IdentikitError }

/** How an update ended that can be undone. */
export type UndoableSaveResult = SaveResult & {
  /**
   * Restores the settings of the update as they were before, except those that were changed again since. A setting without a choice gets
   * none again if the service can delete a choice, else the value that was shown. Never rejects; `replaced`: nothing was left to restore.
   */
  readonly undo: () => Promise<UndoableSaveResult>
}

/** The part of a hook's result that is about saving. */
export interface SaveState {
  /** How the last save went. */
  readonly saveStatus: SaveStatus
  /** Why the last save failed. */
  readonly saveError: IdentikitError | undefined
  /** Sends the failed changes again. Never rejects. */
  readonly retry: () => Promise<SaveResult>
}

/** Returns how several updates ended: failed if one of them failed. */
export function combineResults(results: readonly SaveResult[]): SaveResult {
  const failed = results.find(({ status }) => status === 'failed')
  const isReplaced = results.every(({ status }) => status === 'replaced')
  return failed ?? { status: isReplaced ? 'replaced' : 'saved' }
}

/** Returns the state of the changes in a log. */
export function toSaveState(
  log: Parameters<typeof getSaveProgress>[0],
  retry: SaveState['retry'],
): SaveState {
  return { ...getSaveProgress(log), retry }
}

/** Returns how the changes in a log were saved. */
export function getSaveProgress(
  log: readonly Pick<ChangeEntry<unknown>, 'state' | 'error'>[],
): Omit<SaveState, 'retry'> {
  const failed = log.find(({ state }) => state === 'failed')
  const isSaving = log.some(isPending)
  const ended = failed ? 'failed' : log.length > 0 ? 'saved' : 'idle'
  return { saveStatus: isSaving ? 'saving' : ended, saveError: failed?.error }
}
