import { expect } from 'vitest'

/** Checks that two values are identical. A model test makes millions of checks, and `expect` would take half of its time. */
export function expectSame<Value>(actual: Value, expected: Value, message: string): void {
  if (!Object.is(actual, expected)) expect(actual, message).toBe(expected)
}
