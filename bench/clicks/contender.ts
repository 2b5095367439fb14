import type { UserAdapter } from '../../src/core.js'
import type { Choices } from './plan.js'

/** The name of a page in `pages.tsx`. */
export type PageName = 'direct' | 'remote' | 'knock' | 'rollback'

/** The user of one trial. */
export interface Trial {
  readonly userId: string
  readonly initial: Choices
}

/** The service of one trial. */
export interface TrialService {
  /** The adapter of pages that call the service directly. */
  readonly adapter?: UserAdapter
  /** The server of pages that use `fetch`. */
  readonly serve?: (request: Request) => Response | Promise<Response>
  /** Reads from the service directly, without the link. */
  readonly saved: () => Promise<Choices>
}

/** A client of a service that renders six switches. */
export interface Contender {
  readonly name: string
  /** Whether the benchmark fails if one of its checked figures is not 0. */
  readonly isOurs: boolean
  readonly page: PageName
  readonly open: (trial: Trial) => Promise<TrialService>
}
