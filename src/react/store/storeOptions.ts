import type { QueryClient } from '@tanstack/react-query'
import type { RequestOptions } from '../../core/adapter.js'
import type { IdentikitError } from '../../core/errors.js'
import type { GetKey } from '../../core/sync/changeLog.js'
import type { QueryOptions } from './observedQuery.js'
import type { PendingWrites } from './pendingWrites.js'

/** Options of `createStore`. */
export interface StoreOptions<Data, Change> {
  readonly queryClient: QueryClient
  readonly query: QueryOptions<Data>
  readonly getKey: GetKey<Change>
  readonly apply: (data: Data, change: Change) => Data
  /** Adds what the host configures to the data, such as the catalog. */
  readonly transform?: (data: Data) => Data
  /** @throws IdentikitError `invalid` */
  readonly check?: (changes: readonly Change[]) => void
  /** Returns whether the answer contains the change. */
  readonly wasApplied?: (data: Data, change: Change) => boolean
  /** Returns the error of a change that must not be made. */
  readonly reject?: (change: Change, data: Data) => IdentikitError | undefined
  /** Reads the data without the cache, whose reads are canceled when nothing subscribes. */
  readonly read: (options: RequestOptions) => Promise<Data>
  /** Sends changes and returns the new data. `shown` is the data when they were made. */
  readonly send: (changes: readonly Change[], shown: Data, options: RequestOptions) => Promise<Data>
  readonly onSaved: (changes: readonly Change[]) => void
  readonly onError: (error: IdentikitError) => void
  /** Receives the result of each update. */
  readonly pendingWrites: PendingWrites
}
