import type { QueryState } from '@tanstack/react-query'
import type { ChangeLog } from '../../core/sync/changeLog.js'

/** The state of a store at one moment. */
export interface StoreSnapshot<Data, Change> {
  /** The saved data with every pending change applied; `undefined` before the first load. */
  readonly data: Data | undefined
  readonly query: QueryState<Data> | undefined
  readonly log: ChangeLog<Change>
}
