/* oxlint-disable vitest/valid-expect -- the assertion to call is a parameter */
import { AssertionError } from 'node:assert'
import { describe, expect, test } from 'vitest'
import { expect as ownExpect } from '../../src/testing/conformance/expect.js'

const error = Object.assign(new Error('Gone.'), { code: 'not-found', fields: { name: 'is long' } })

/** Values to compare with each other; each function creates one for the given `expect`. */
const values: readonly ((given: typeof ownExpect) => unknown)[] = [
  () => undefined,
  () => null,
  () => 0,
  () => -0,
  () => Number.NaN,
  () => '',
  () => 'ada',
  () => [],
  () => ['ada'],
  () => ['ada', undefined],
  () => ['ada', { id: 1 }],
  () => ({}),
  () => ({ id: 1 }),
  () => ({ id: 1, name: undefined }),
  () => ({ id: 1, name: { first: 'Ada' } }),
  () => ({ id: 1, name: { first: 'Ada', last: 'King' } }),
  () => JSON.parse('{"__proto__":{"id":1}}') as unknown,
  () => new Set(['ada', { id: 1 }]),
  () => new Set([{ id: 1 }, 'ada']),
  () => error,
  () => ({ code: 'not-found' }),
  () => ({ name: 'Error' }),
]

const patterns: typeof values = [
  (given) => given.any(String),
  (given) => ({ id: given.any(Number) }),
  (given) => given.stringMatching(/^a/),
  (given) => given.arrayContaining(['ada']),
  (given) => given.objectContaining({ id: 1 }),
]

const isPassed = (assert: () => void): boolean => {
  try {
    assert()
    return true
  } catch {
    return false
  }
}

/** What Vitest does otherwise and the suite doesn't need: an empty part matches all, and only lists and texts contain something. */
const isIgnored = (name: string, received: unknown, expected: unknown): boolean => {
  if (name === 'toContain') return typeof received !== 'string' && !Array.isArray(received)
  const isPlain = String(expected) === '[object Object]'
  const parts = isPlain ? Object.values(expected as object) : [0]
  return name === 'toMatchObject' && (parts.length === 0 || parts.includes(undefined))
}

describe('expect of the conformance suite', () => {
  test.each(['toEqual', 'toMatchObject', 'toBe', 'toContain'] as const)(
    '%s passes and fails as that of Vitest does',
    (name) => {
      const results = [...values, ...patterns].flatMap((createExpected) =>
        values.flatMap((createReceived) => {
          const [received, expected] = [createReceived(ownExpect), createExpected(ownExpect)]
          if (isIgnored(name, received, expected)) return []
          const own = isPassed(() => ownExpect(received)[name](expected))
          const inVitest = isPassed(() => {
            const assertions: Record<typeof name, (value: never) => void> = expect(
              createReceived(expect as never),
            )
            assertions[name](createExpected(expect as never) as never)
          })
          return { received, expected, own, inVitest }
        }),
      )
      expect(results.filter(({ own, inVitest }) => own !== inVitest)).toEqual([])
      expect(new Set(results.map(({ own }) => own))).toEqual(new Set([true, false]))
    },
  )

  test('compares numbers and lengths', () => {
    expect(isPassed(() => ownExpect(2).toBeGreaterThan(1))).toBe(true)
    expect(isPassed(() => ownExpect(1).toBeGreaterThan(1))).toBe(false)
    expect(isPassed(() => ownExpect(1).toBeLessThanOrEqual(1))).toBe(true)
    expect(isPassed(() => ownExpect(2).toBeLessThanOrEqual(1))).toBe(false)
    expect(isPassed(() => ownExpect([1]).toHaveLength(1))).toBe(true)
    expect(isPassed(() => ownExpect(undefined).toHaveLength(1))).toBe(false)
    expect(isPassed(() => ownExpect(1).not.toBe(1))).toBe(false)
    expect(isPassed(() => ownExpect(1).not.toBe(2))).toBe(true)
  })

  test('fails with what was expected and received', async () => {
    const failed = ownExpect(Promise.resolve({ id: 'ada' })).resolves.toEqual({ id: 'grace' })
    await expect(failed).rejects.toMatchObject({
      name: AssertionError.name,
      message: 'expected {"id":"ada"} to equal {"id":"grace"}',
      actual: { id: 'ada' },
      expected: { id: 'grace' },
    })
    const fulfilled = ownExpect(Promise.resolve(1)).rejects.toMatchObject({ code: 'invalid' })
    await expect(fulfilled).rejects.toThrow('a rejected promise, which was fulfilled with 1')
    const rejected = ownExpect(Promise.reject(error)).resolves.toBeUndefined()
    await expect(rejected).rejects.toThrow('which was rejected with Error: Gone.')
  })
})
