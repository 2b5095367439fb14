/* oxlint-disable vitest/expect-expect, vitest/valid-title -- the tests and their titles are those of the suite */
import { describe, inject, it } from 'vitest'
import type { AdapterUnderTest } from '../../../src/testing/conformance/adapterUnderTest.js'
import { listAdapterTests } from '../../../src/testing/conformance/listAdapterTests.js'

/** Runs the conformance suite with the seed of this run. */
export function testAdapter(name: string, under: AdapterUnderTest): void {
  describe(`${name} as an adapter`, () => {
    for (const { name: title, run } of listAdapterTests({ seed: inject('seed'), ...under }))
      it(title, run)
  })
}
