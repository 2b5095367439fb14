import type { ChangeEntry } from '../../core/sync/changeLog.js'
import { isIdentikitError, type IdentikitError } from '../../core/errors.js'
import type { StoreSnapshot } from './storeSnapshot.js'

/** `loading` also while nobody is signed in; `unsupported`: the service does not have this. */
export type LoadStatus = 'loading' | 'ready' | 'failed' | 'unsupported'

/** How the last change of one leaf is doing. */
export type SaveState = 'idle' | 'saving' | 'saved' | 'failed'

/** Data that is there is shown, even if reading it again failed; the store gives none to somebody else who signed in meanwhile. */
export function toStatus(
  snapshot: StoreSnapshot<unknown, unknown>,
  isOffered: boolean,
): LoadStatus {
  const { data, query } = snapshot
  if (data !== undefined) return 'ready'
  if (!isOffered) return 'unsupported'
  if (query?.status !== 'error') return 'loading'
  return isIdentikitError(query.error) && query.error.code === 'unsupported'
    ? 'unsupported'
    : 'failed'
}

/** Whether somebody else is signed in by now. */
export function isOfAnother(snapshot: Pick<StoreSnapshot<unknown, unknown>, 'query'>): boolean {
  return toLoadError(snapshot)?.code === 'user-changed'
}

export function toLoadError({
  query,
}: Pick<StoreSnapshot<unknown, unknown>, 'query'>): IdentikitError | undefined {
  return isIdentikitError(query?.error) ? query.error : undefined
}

export function toSaveState(entry: ChangeEntry<unknown> | undefined): SaveState {
  if (!entry) return 'idle'
  return entry.state === 'saved' || entry.state === 'failed' ? entry.state : 'saving'
}
