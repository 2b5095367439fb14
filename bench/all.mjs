// @ts-check
/** `npm run bench`: runs every benchmark of this folder, one after the other; exits 1 if one is above a target. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'

/** @type {Record<string, string[]>} */
const quickArguments = {
  clicks: ['--trials', '5'],
  postgres: ['--users', '10000', '--rounds', '5'],
  profile: ['--trials', '2'],
  runtime: ['--rounds', '1'],
  server: ['--rounds', '3', '--types', '12'],
  timezones: ['--trials', '3'],
}

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.mjs') && file !== 'all.mjs')
  .map((file) => file.slice(0, -'.mjs'.length))
const chosen = values.only?.split(',') ?? names

/** @type {string[]} */
const failed = []
for (const name of chosen) {
  console.log(`\n## ${name}\n`)
  const quick = values.quick ? (quickArguments[name] ?? []) : []
  const { status } = spawnSync(process.execPath, [`${import.meta.dirname}/${name}.mjs`, ...quick], {
    stdio: 'inherit',
  })
  if (status !== 0) failed.push(name)
}
if (failed.length > 0) {
  console.error(`\nbench: ${failed.join(', ')}: above a target, or failed.`)
  process.exitCode = 1
}
