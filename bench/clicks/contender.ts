import type { JSX } from 'react'
import type { Link } from './link.js'
import type { Choices } from './plan.js'

/** What a contender is given for one trial. */
export interface Visit {
  readonly link: Link
  /** A person of this trial only. */
  readonly userId: string
  readonly first: Choices
  /** The click that the running code is a consequence of; none outside a click. */
  readonly causingClick: () => number[]
  /** The newest click on each of these switches. */
  readonly newestClicks: (ids: readonly unknown[]) => number[]
}

/** One client over one service, that shows six switches. */
export interface Contender {
  readonly name: string
  /** Whether every figure that must be 0 must be 0. */
  readonly isOurs: boolean
  open(visit: Visit): Promise<Opened>
}

export interface Opened {
  /** Renders a `Switch` for each id, once they are loaded. */
  readonly Page: () => JSX.Element
  /** Asks the service itself, past the link. */
  readonly saved: () => Promise<Choices>
}
