/**
 * Creates the assertions of the conformance suite: the part of the `expect` of Jest and Vitest that the suite uses, so that it runs in
 * every test runner.
 * @throws AssertionError with `actual` and `expected`, from which test runners print a difference
 */
export function expect(received: unknown): Assertions & Asynchronous {
  return {
    ...createAssertions(received, false),
    rejects: settle(received, 'rejected'),
    resolves: settle(received, 'fulfilled'),
  }
}

type Check = (expected?: unknown) => void

interface Matchers<Result> {
  toBe(expected: unknown): Result
  toBeUndefined(): Result
  toEqual(expected: unknown): Result
  toMatchObject(expected: unknown): Result
  toContain(item: unknown): Result
  toHaveLength(length: number): Result
  toBeGreaterThan(limit: number): Result
  toBeLessThanOrEqual(limit: number): Result
}

interface Assertions extends Matchers<void> {
  readonly not: Matchers<void>
}

interface Asynchronous {
  readonly rejects: Matchers<Promise<void>>
  readonly resolves: Matchers<Promise<void>>
}

/** An expected value that matches more than one value. */
class Pattern {
  readonly description: string
  readonly matches: (value: unknown) => boolean
  constructor(description: string, matches: (value: unknown) => boolean) {
    this.description = description
    this.matches = matches
  }
}

expect.any = (type: Function): unknown =>
  new Pattern(
    `any ${type.name}`,
    (value) => value !== null && value !== undefined && Object(value) instanceof type,
  )
expect.stringMatching = (pattern: RegExp): unknown =>
  new Pattern(
    `text matching ${String(pattern)}`,
    (value) => typeof value === 'string' && pattern.test(value),
  )
expect.arrayContaining = (items: readonly unknown[]): unknown =>
  new Pattern(
    `a list with ${print(items)}`,
    (value) =>
      Array.isArray(value) && items.every((item) => value.some((found) => isEqual(found, item))),
  )
expect.objectContaining = (part: object): unknown =>
  new Pattern(`an object with ${print(part)}`, (value) => isEqual(value, part, true))

/** The error of a failed assertion. */
class AssertionError extends Error {
  override readonly name = 'AssertionError'
  readonly actual: unknown
  readonly expected: unknown
  constructor(message: string, actual: unknown, expected: unknown) {
    super(message)
    this.actual = actual
    this.expected = expected
  }
}

function createAssertions(received: unknown, isNegated: boolean): Assertions {
  const create =
    (name: string, matches: (expected: unknown) => boolean): Check =>
    (expected) => {
      if (matches(expected) !== isNegated) return
      const message = `expected ${print(received)} ${isNegated ? 'not ' : ''}${name} ${print(expected)}`
      throw new AssertionError(message, received, expected)
    }
  const size = (): unknown => (received as { readonly length?: unknown } | undefined)?.length
  return {
    toBe: create('to be', (expected) => Object.is(received, expected)),
    toBeUndefined: create('to be', () => received === undefined),
    toEqual: create('to equal', (expected) => isEqual(received, expected)),
    toMatchObject: create('to match', (expected) => isEqual(received, expected, true)),
    toContain: create('to contain', (item) => {
      if (typeof received === 'string') return received.includes(String(item))
      return Array.isArray(received) && received.includes(item)
    }),
    toHaveLength: create('to have the length', (length) => size() === length),
    toBeGreaterThan: create('to be more than', (limit) => Number(received) > Number(limit)),
    toBeLessThanOrEqual: create('to be at most', (limit) => Number(received) <= Number(limit)),
    get not() {
      return createAssertions(received, !isNegated)
    },
  }
}

/** Creates assertions of the value of a promise, or of the error of its rejection. */
function settle(received: unknown, status: 'fulfilled' | 'rejected'): Matchers<Promise<void>> {
  const create =
    (name: keyof Matchers<void>) =>
    async (expected?: unknown): Promise<void> => {
      const [result] = await Promise.allSettled([received])
      const value: unknown = result.status === 'fulfilled' ? result.value : result.reason
      if (result.status !== status) {
        const message = `expected a ${status} promise, which was ${result.status} with ${print(value)}`
        throw new AssertionError(message, result.status, status)
      }
      ;(createAssertions(value, false)[name] as Check)(expected)
    }
  return {
    toBe: create('toBe'),
    toBeUndefined: create('toBeUndefined'),
    toEqual: create('toEqual'),
    toMatchObject: create('toMatchObject'),
    toContain: create('toContain'),
    toHaveLength: create('toHaveLength'),
    toBeGreaterThan: create('toBeGreaterThan'),
    toBeLessThanOrEqual: create('toBeLessThanOrEqual'),
  }
}

/**
 * Compares two values by content. A key with the value `undefined` counts as absent.
 * @param isPart whether objects may have more keys than expected
 */
function isEqual(value: unknown, expected: unknown, isPart = false): boolean {
  if (expected instanceof Pattern) return expected.matches(value)
  if (Object.is(value, expected)) return true
  if (!isObject(value) || !isObject(expected)) return false
  if (Array.isArray(expected)) {
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((item, index) => isEqual(value[index], item, isPart))
    )
  }
  if (expected instanceof Set) {
    const items = value instanceof Set ? [...(value as Set<unknown>)] : []
    return (
      value instanceof Set &&
      items.length === expected.size &&
      [...expected].every((item) => items.some((found) => isEqual(found, item, isPart)))
    )
  }
  if (Array.isArray(value) || value instanceof Set) return false
  const keys = new Set([...Object.keys(expected), ...(isPart ? [] : Object.keys(value))])
  return [...keys].every((key) => isEqual(getOwn(value, key), getOwn(expected, key), isPart))
}

type AnyObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is AnyObject => typeof value === 'object' && value !== null

/** Returns a property. Of an error, also an inherited one, such as its name; a key `__proto__` is data of other objects. */
const getOwn = (value: AnyObject, key: string): unknown =>
  Object.hasOwn(value, key) || value instanceof Error ? value[key] : undefined

function print(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (value instanceof Pattern) return value.description
  if (value instanceof Set) return `Set ${print([...value])}`
  const text = JSON.stringify(value, (_key, item: unknown) =>
    item instanceof Pattern || item instanceof Error ? print(item) : item,
  ) as string | undefined
  return text ?? String(value)
}
