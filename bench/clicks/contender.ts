import type { JSX } from 'react'
import type { Link } from './link.js'
import type { Choices } from './plan.js'

/** The input of a contender for one trial. */
export interface Visit {
  readonly link: Link
  /** A user of this trial only. */
  readonly userId: string
  readonly initial: Choices
  /** Returns the click that caused the running code; empty outside a click. */
  readonly causingClick: () => number[]
  /** Returns the newest click on each of these switches. */
  readonly newestClicks: (ids: readonly unknown[]) => number[]
}

/** A client of a service that renders six switches. */
export interface Contender {
  readonly name: string
  /** Whether the benchmark fails if one of its checked figures is not 0. */
  readonly isOurs: boolean
  open(visit: Visit): Promise<Opened>
}

/** An open page of a contender. */
export interface Opened {
  /** Renders a `Switch` for each id after the load. */
  readonly Page: () => JSX.Element
  /** Reads from the service directly, without the link. */
  readonly saved: () => Promise<Choices>
}
