import * as fc from 'fast-check'
import { afterAll, afterEach, inject } from 'vitest'

fc.configureGlobal({ seed: inject('seed') })

/*
 * An unexpected console.error or console.warn fails the test. A test that expects one replaces it
 * by a spy: `vi.spyOn(console, 'error').mockImplementation(() => {})`.
 */
const unexpected: string[] = []

for (const level of ['error', 'warn'] as const) {
  const print = console[level]
  const guard = (...values: unknown[]): void => {
    // The kit's own warnings for developers have tests of their own.
    const isAdvice = level === 'warn' && String(values[0]).startsWith('Identikit: ')
    if (isAdvice) return
    // A spy of the test may call this guard.
    if (console[level] === guard) unexpected.push(`console.${level}: ${describe(values)}`)
    print.apply(console, values)
  }
  console[level] = guard
}

function describe(values: readonly unknown[]): string {
  return values.map((value) => (value instanceof Error ? value.stack : String(value))).join(' ')
}

function check(): void {
  const messages = unexpected.splice(0)
  if (messages.length > 0) throw new Error(`Unexpected console messages:\n${messages.join('\n')}`)
}

afterEach(check)
afterAll(check)
