// @ts-check
/** Checks the file list of the tarball. */
import { execFileSync } from 'node:child_process'
import { findPathClashes } from './pathClashes.mjs'

const output = execFileSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], {
  encoding: 'utf8',
})
/** @type {[{ files: { path: string }[] }]} */
const [{ files }] = JSON.parse(output)
const problems = findPathClashes(files.map(({ path }) => path))

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
else console.log(`${files.length} files: no two paths differ only in case.`)
