import type { Json } from '../json.js'
import type { RequestOptions } from '../requestOptions.js'

/** A change of a user's data. */
export interface HistoryEntry {
  /** Identifies the entry among those of the user, for `before`. */
  readonly id: string
  /** The called member, e.g. `preferences.update`. */
  readonly member: string
  /** The part of the patch, changes or device that changed something. */
  readonly change: Json
  /** The `scope` option of the call, for preferences and schedules. */
  readonly scope?: string | undefined
  /** The `source` option of the call: the page or the program that made the change. */
  readonly source?: string | undefined
  /** The time in ISO 8601, in UTC. */
  readonly at: string
}

/** Options of `history.get`. */
export interface HistoryOptions extends RequestOptions {
  /**
   * The maximum number of entries, at most 1,000.
   * @default 50
   */
  readonly limit?: number | undefined
  /** Returns the entries before the one with this id. */
  readonly before?: string | undefined
}

/** Reads what a user's data were, when and where they were changed. */
export interface HistoryMember {
  /** Returns the changes of a user in all scopes, newest first; empty for an unknown user. */
  readonly get: (id: string, options?: HistoryOptions) => Promise<readonly HistoryEntry[]>
}
