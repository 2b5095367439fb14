// @ts-check
/** Seeds each bug of test/seededBugs.ts and checks that its test fails within 1,000 runs: `npm run bugs [name...]`. */
import { spawnSync } from 'node:child_process'
import { runnerImport } from 'vite'

/** @typedef {typeof import('../test/seededBugs.js')} Module */
const { module } = await runnerImport(new URL('../test/seededBugs.ts', import.meta.url).pathname)
const { seededBugs } = /** @type {Module} */ (module)
const selected = process.argv.slice(2)
let missed = 0

for (const [name, { test }] of Object.entries(seededBugs)) {
  if (selected.length > 0 && !selected.includes(name)) continue
  const start = Date.now()
  const { status, stdout, stderr } = spawnSync(
    'npx',
    ['vitest', 'run', '--project', test.endsWith('x') ? 'browser*' : 'unit', test],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        IDENTIKIT_BUG: name,
        IDENTIKIT_RUNS: '1000',
        IDENTIKIT_SEED: '20',
        NO_COLOR: '1',
      },
    },
  )
  const output = stdout + stderr
  const after = /failed after (\d+) test/.exec(output)?.[1]
  const isCaught = status !== 0 && /AssertionError|Property failed|Test timed out/.test(output)
  if (!isCaught) missed += 1
  const how = isCaught ? `caught${after ? ` in run ${after}` : ''}` : 'MISSED'
  console.log(`${how.padEnd(18)} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
}
console.log(missed === 0 ? 'Every seeded bug was caught.' : `${missed} seeded bugs were missed.`)
process.exitCode = missed === 0 ? 0 : 1
