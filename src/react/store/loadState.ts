import type { QueryState } from '@tanstack/react-query'
import { isIdentikitError, type IdentikitError } from '../../core/errors.js'
import type { ChangeLog } from '../../core/sync/changeLog.js'
import type { UserId } from './queries.js'

/** The state of a store at one moment. */
export interface StoreSnapshot<Data, Change> {
  /** The saved data with every pending change applied; `undefined` before the first load. */
  readonly data: Data | undefined
  readonly query: QueryState<Data> | undefined
  readonly log: ChangeLog<Change>
}

/** The resources that can be read again. */
export type Resource = 'user' | 'preferences' | 'streak' | 'schedule'

/**
 * How the first read of a resource went. `signed-out`: the provider's `userId` is `null`; `loading`: it is being read, or `userId` is
 * `undefined`; `unsupported`: the service does not have this resource. Data that was read stays `ready` when a later read fails.
 */
export type LoadStatus = 'signed-out' | 'loading' | 'ready' | 'failed' | 'unsupported'

/** The part of a hook's result that is about reading. */
export interface LoadState {
  /** How the first read went. */
  readonly status: LoadStatus
  /** Why the last read failed. */
  readonly loadError: IdentikitError | undefined
  /** Reads again, together with every other resource whose read failed. */
  readonly reload: () => Promise<void>
}

/** The stores of a user, as far as reading is concerned. */
interface LoadContext {
  readonly userId: UserId
  readonly isSupported: (resource: Resource) => boolean
  readonly reload: (resource: Resource) => Promise<void>
}

/** Returns why the last read of a query failed, if it failed. */
export function toLoadError(query: QueryState | undefined): IdentikitError | undefined {
  return isIdentikitError(query?.error) ? query.error : undefined
}

/** Returns whether the service refused the read because another user is signed in by now. */
export function isOfFormerUser(query: QueryState | undefined): boolean {
  return toLoadError(query)?.code === 'user-changed'
}

/** Returns the status of a resource's read. */
export function toLoadStatus(
  { userId, isSupported }: Omit<LoadContext, 'reload'>,
  resource: Resource,
  { data, query }: Pick<StoreSnapshot<unknown, unknown>, 'data' | 'query'>,
): LoadStatus {
  if (userId === null) return 'signed-out'
  if (data !== undefined) return 'ready'
  if (!isSupported(resource)) return 'unsupported'
  if (query?.status !== 'error') return 'loading'
  return toLoadError(query)?.code === 'unsupported' ? 'unsupported' : 'failed'
}

/** Returns the part of a hook's result that is about reading a resource. */
export function getLoadState(
  stores: LoadContext,
  resource: Resource,
  snapshot: StoreSnapshot<unknown, unknown>,
): LoadState {
  return {
    status: toLoadStatus(stores, resource, snapshot),
    loadError: toLoadError(snapshot.query),
    reload: () => stores.reload(resource),
  }
}
