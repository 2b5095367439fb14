import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RequestOptions } from '../../../src/core/adapter.js'
import type { AdminClient } from '../../../src/core/adminClient.js'
import { courierCases } from './courier.cases.js'
import { engageCases } from './engage.cases.js'
import { knockCases } from './knock.cases.js'
import { createMutants, diff, type Mutant } from './mutants.js'
import { notiflowsCases } from './notiflows.cases.js'
import { onesignalCases } from './onesignal.cases.js'
import { remoteCases } from './remote.cases.js'
import { trophyCases } from './trophy.cases.js'

/** A call whose answer has one odd place. */
export interface OddCase {
  readonly name: string
  /** The valid answer. */
  readonly answer: unknown
  /** Opens a client whose service gives this answer. */
  readonly open: (answer: unknown) => AdminClient
  readonly call: (client: AdminClient, options: RequestOptions) => Promise<unknown>
  /**
   * Returns the path in the result that a place of the answer belongs to, `''` for no path, or `undefined` if the answer is useless
   * without the place.
   */
  readonly toResultPath: (path: string) => string | RegExp | undefined
  /** Places of which every value is shown as it is, or values that are documented, too. */
  readonly free?: RegExp | ((path: string, value: unknown) => boolean)
  /**
   * Whether an answer without the change, or with another value, means that the change was not saved: `documented` if the value is one of a
   * setting.
   */
  readonly canDeny?: 'documented' | 'any'
}

const cases: readonly OddCase[] = [
  ...knockCases,
  ...notiflowsCases,
  ...trophyCases,
  ...engageCases,
  ...courierCases,
  ...onesignalCases,
  ...remoteCases,
]

afterEach(() => vi.restoreAllMocks())

/** Returns what is wrong with the result of a mutant. */
async function check(odd: OddCase, base: unknown, mutant: Mutant): Promise<string | undefined> {
  const path = mutant.path.join('/')
  const expected = odd.toResultPath(path)
  const reports: string[] = []
  const options = { onUnreadable: ({ message }: Error) => void reports.push(message) }
  const [settled] = await Promise.allSettled([odd.call(odd.open(mutant.json), options)])
  const what = `${path} = ${JSON.stringify(mutant.value)}`
  if (settled.status === 'rejected') {
    const { code } = settled.reason as { code?: string }
    const canDeny = odd.canDeny === 'any' || (odd.canDeny && isDocumented(mutant.value))
    if (canDeny && code === 'conflict') return undefined
    if (code !== 'bad-answer') return `${what} rejects with ${code ?? String(settled.reason)}`
    return expected === undefined ? undefined : `${what} makes the answer unreadable`
  }
  if (expected === undefined) return undefined
  const changed = diff(base, settled.value)
  const others = changed.filter((place) =>
    expected instanceof RegExp
      ? !expected.test(place)
      : !`${place}/`.startsWith(`${expected}/`) || expected === '',
  )
  if (others.length > 0) return `${what} changes ${others.join(', ')}`
  const { free = () => false } = odd
  const isFree = typeof free === 'function' ? free(path, mutant.value) : free.test(path)
  if (mutant.isOdd && !isFree && changed.length > 0 && reports.length === 0)
    return `${what} is not reported`
  if (reports.some((message) => message.includes('odd-sentinel'))) return `${what} is quoted`
  return undefined
}

/** A setting may be a boolean, nothing, or a map of others. */
const isDocumented = (value: unknown) =>
  typeof (value ?? false) === 'boolean' || (typeof value === 'object' && !Array.isArray(value))

describe('an answer with one odd place', () => {
  it.each(
    cases.map((odd) => [`${odd.name} (${createMutants(odd.answer).length} answers)`, odd] as const),
  )('loses and reports this place only: %s', async (_, odd) => {
    const base = await odd.call(odd.open(odd.answer), {})
    const problems: string[] = []
    for (const mutant of createMutants(odd.answer)) {
      const problem = await check(odd, base, mutant)
      if (problem !== undefined) problems.push(problem)
    }
    expect(problems).toEqual([])
  })
})

describe('an odd place', () => {
  it('is a warning in development, without its value', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const [odd] = knockCases
    await odd?.call(odd.open({ ...(odd.answer as object), phone_number: 4711 }), {})
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining(
        'Knock GET /v1/users/{id} answered 200 with unreadable parts: phone_number is not string.',
      ),
    )
  })
})
