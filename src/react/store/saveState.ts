import { isPending, type ChangeLog } from '../../core/sync/changeLog.js'
import type { IdentikitError } from '../../core/errors.js'
import type { SaveResult } from './store.js'

/** How the last save went; `saved` for two seconds, then `idle` again. */
export type SaveStatus = 'idle' | 'saving' | 'saved' | 'failed'

/** The part of a hook's result that is about saving. */
export interface SaveState {
  /** How the last save went. */
  readonly saveStatus: SaveStatus
  /** Why the last save failed. */
  readonly saveError: IdentikitError | undefined
  /** Sends the failed changes again. Never rejects. */
  readonly retry: () => Promise<SaveResult>
}

/** Returns the state of the changes in a log. */
export function toSaveState(log: ChangeLog<unknown>, retry: SaveState['retry']): SaveState {
  const failed = log.find(({ state }) => state === 'failed')
  const isSaving = log.some(isPending)
  const ended = failed ? 'failed' : log.length > 0 ? 'saved' : 'idle'
  return { saveStatus: isSaving ? 'saving' : ended, saveError: failed?.error, retry }
}
