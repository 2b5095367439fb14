import * as fc from 'fast-check'
import { afterAll, afterEach, inject } from 'vitest'

fc.configureGlobal({ seed: inject('seed') })

/*
 * A console.error or console.warn that a test did not ask for fails that test. A test that expects
 * one puts its own spy there: `vi.spyOn(console, 'error').mockImplementation(() => {})`.
 */
const unexpected: string[] = []

for (const level of ['error', 'warn'] as const) {
  const print = console[level]
  const guard = (...values: unknown[]): void => {
    // A spy that calls through ends here too, and is the test's own.
    if (console[level] === guard) unexpected.push(`console.${level}: ${describe(values)}`)
    print.apply(console, values)
  }
  console[level] = guard
}

function describe(values: readonly unknown[]): string {
  return values.map((value) => (value instanceof Error ? value.stack : String(value))).join(' ')
}

function check(): void {
  const found = unexpected.splice(0)
  if (found.length > 0) throw new Error(`Nobody expected this on the console:\n${found.join('\n')}`)
}

afterEach(check)
afterAll(check)
