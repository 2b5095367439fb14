import type { Reporter, TestModule } from 'vitest/node'

/** Opens a run with its seed, and closes it with one line over all projects: `vitest: N passed, N failed, N skipped`. */
export default class TallyReporter implements Reporter {
  onTestRunStart(): void {
    process.stdout.write(`IDENTIKIT_SEED=${process.env['IDENTIKIT_SEED']}\n`)
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1
      // A file that does not load has no tests to count, and must not look like none failed.
      if (module.errors().length > 0) count.failed += 1
    }
    const failed = count.failed + count.pending
    process.stdout.write(
      `vitest: ${count.passed} passed, ${failed} failed, ${count.skipped} skipped\n`,
    )
  }
}
