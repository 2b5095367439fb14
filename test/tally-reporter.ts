import type { Reporter, TestModule } from 'vitest/node'

/** Prints the seed at the start of a run, and the results of all projects in one line at its end: `vitest: N passed, N failed, N skipped`. */
export default class TallyReporter implements Reporter {
  onTestRunStart(): void {
    process.stdout.write(`IDENTIKIT_SEED=${process.env['IDENTIKIT_SEED']}\n`)
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1
      // A file that fails to load has no tests, so it counts as one failure.
      if (module.errors().length > 0) count.failed += 1
    }
    const failed = count.failed + count.pending
    process.stdout.write(
      `vitest: ${count.passed} passed, ${failed} failed, ${count.skipped} skipped\n`,
    )
  }
}
