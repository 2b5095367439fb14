// @ts-check
/** Seeds each bug of test/seededBugs.ts and checks that its test fails within 1,000 runs: `npm run bugs [name...]`. */
import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/** @typedef {typeof import('../test/seededBugs.js')} Module */
const { module } = await runnerImport(new URL('../test/seededBugs.ts', import.meta.url).pathname)
const { seededBugs } = /** @type {Module} */ (module)
const selected = process.argv.slice(2)
const queue = Object.keys(seededBugs).filter(
  (name) => selected.length === 0 || selected.includes(name),
)
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
let missed = 0

// More than the cores, because each run waits at times.
await Promise.all(Array.from({ length: availableParallelism() + 1 }, work))
console.log(missed === 0 ? 'Every seeded bug was caught.' : `${missed} seeded bugs were missed.`)
process.exitCode = missed === 0 ? 0 : 1

async function work() {
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const start = Date.now()
    const { hasFailed, output } = await runTest(name)
    const after = /failed after (\d+) test/.exec(output)?.[1]
    const isCaught = hasFailed && isFailureOfTest(output)
    if (!isCaught) {
      missed += 1
      console.log(output.split('\n').slice(-40).join('\n'))
    }
    const how = isCaught ? `caught${after ? ` in run ${after}` : ''}` : 'MISSED'
    console.log(`${how.padEnd(18)} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
  }
}

/**
 * Tells whether tests ran and failed. A bug that stops the file from loading is no failure of a test.
 * A test that `--bail` stopped counts as failed, because Vitest can stop before it has the result of the test that failed.
 * @param {string} output
 */
function isFailureOfTest(output) {
  return (
    /^ +Tests +\d+/m.test(output) &&
    /^vitest: \d+ passed, [1-9]/m.test(output) &&
    !output.includes('Failed Suites')
  )
}

/**
 * Runs the test of a bug with the bug in the code.
 * @param {string} name
 * @returns {Promise<{ hasFailed: boolean, output: string }>}
 */
function runTest(name) {
  const test = seededBugs[name]?.test ?? ''
  const project = test.endsWith('x') ? 'browser*' : 'unit*'
  const env = {
    ...process.env,
    IDENTIKIT_BUG: name,
    IDENTIKIT_RUNS: '1000',
    IDENTIKIT_SEED: '20',
    NO_COLOR: '1',
  }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [vitest, 'run', '--project', project, '--bail', '1', test],
      { env, maxBuffer: Infinity },
      (error, stdout, stderr) => resolve({ hasFailed: error !== null, output: stdout + stderr }),
    )
  })
}
