import type { MemoryAdapter } from '../../../src/adapters/memory/memory.js'
import type { UserHandlerOptions } from '../../../src/server.js'
import type { Sent } from '../mounts.fixture.js'
import { bodies, lists } from './rules.bodies.fixture.js'
import { failures } from './rules.failures.fixture.js'
import { guests } from './rules.guests.fixture.js'
import { origins, people, reading } from './rules.people.fixture.js'

/** One thing that the handler does wherever it is mounted. */
export interface Rule {
  readonly name: string
  readonly send: Partial<Omit<Sent, 'body'>> & { readonly body?: unknown }
  /** Whether the mount's own origin and the cookie of Ada come with it. */
  readonly bare?: true
  readonly options?: Partial<UserHandlerOptions>
  readonly prepare?: (adapter: MemoryAdapter) => void
  readonly status: number
  /** The code of the error. */
  readonly code?: string
  readonly fields?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** How many writes reach the service. */
  readonly writes?: number
  /** Part of what is answered. */
  readonly data?: unknown
  /** Who may answer before the handler, in its own words: a body parser that stands in front, or the router. */
  readonly orBy?: 'parser' | 'router'
  /** How often it is sent before it counts. */
  readonly before?: number
}

export const rules: readonly Rule[] = [
  ...reading,
  ...people,
  ...origins,
  ...bodies,
  ...lists,
  ...failures,
  ...guests,
]
