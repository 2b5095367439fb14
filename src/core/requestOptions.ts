import type { IdentikitError } from './errors.js'

/** The order of a write among the writes of one browser and user. */
export interface WriteOrder {
  /** The id of the browser, at most 64 characters; one per browser and user. */
  readonly writer: string
  /** An integer that is higher for each later choice of the writer. */
  readonly seq: number
}

/** A change of a batch that was refused while others were saved. */
export interface RefusedChange {
  /** The index of the change in the batch. */
  readonly index: number
  /** The reason. */
  readonly error: IdentikitError
}

/** What a write did besides saving. */
export interface WriteReport {
  /** The refused changes of a batch of preferences. */
  readonly refused?: readonly RefusedChange[] | undefined
  /**
   * The settings that hold a later change of the same writer, so that this write did not change them: `preferenceKey` of the target for
   * preferences, the keys of the patch for users (`traits.plan` for a trait) and streak settings.
   */
  readonly superseded?: readonly string[] | undefined
}

/** Options of every method of an adapter. */
export interface RequestOptions {
  /** Aborts the request. */
  readonly signal?: AbortSignal | undefined
  /** Keeps the request alive after the page closes. */
  readonly keepalive?: boolean | undefined
  /** Whether the page is closing: the request is sent at once, with the credentials of the last one. */
  readonly closing?: boolean | undefined
  /** The origin of a change for the service's history, e.g. `preference-center`: any text, of which at most 128 characters are kept. */
  readonly source?: string | undefined
  /** The tenant or workspace whose preferences these are. @default none */
  readonly scope?: string | undefined
  /** The order of a write. Adapters with `order` ignore a write of a setting that holds a later one of the same writer. */
  readonly order?: WriteOrder | undefined
  /** Receives what a write did besides saving. Without it, a batch with a refused change is refused whole. */
  readonly onReport?: ((report: WriteReport) => void) | undefined
  /**
   * Receives an error that names the parts of a service's answer that could not be read and were left out. The call itself succeeds.
   * @default a warning in development
   */
  readonly onUnreadable?: ((error: IdentikitError) => void) | undefined
}
