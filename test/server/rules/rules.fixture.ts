import type { MemoryAdapter } from '../../../src/adapters/memory/memory.js'
import type { UserHandlerOptions } from '../../../src/server.js'
import type { Sent } from '../mounts.fixture.js'
import { bodies, lists } from './rules.bodies.fixture.js'
import { failures } from './rules.failures.fixture.js'
import { guests } from './rules.guests.fixture.js'
import { order } from './rules.order.fixture.js'
import { origins, people, reading } from './rules.people.fixture.js'

/** A behavior of the handler that holds for every mount. */
export interface Rule {
  readonly name: string
  readonly send: Partial<Omit<Sent, 'body'>> & { readonly body?: unknown }
  /** Sends neither the mount's origin nor the cookie of the user `ada`. */
  readonly bare?: true
  readonly options?: Partial<UserHandlerOptions>
  readonly prepare?: (adapter: MemoryAdapter) => void
  readonly status: number
  /** The code of the error. */
  readonly code?: string
  readonly fields?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** The number of writes to the service. @default 0 */
  readonly writes?: number
  /** A part of the response's JSON. */
  readonly data?: unknown
  /** Another part that may answer before the handler with its own response. */
  readonly orBy?: 'parser' | 'router'
  /** How often the request is sent before the checked one. @default 0 */
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
  ...order,
]
