// @ts-check
/** Checks the size, the files and the texts of the tarball. */
import { execFileSync } from 'node:child_process'
import { kb } from './measureBundle.mjs'
import { findForbiddenTexts, findWrongFiles } from './packageFiles.mjs'
import { findPathClashes } from './pathClashes.mjs'

// Documentation is about 80 kB of it, and the languages 50 kB.
const maxSize = 710_000

const output = execFileSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], {
  encoding: 'utf8',
})
/** @type {[{ size: number, files: { path: string }[] }]} */
const [{ size, files }] = JSON.parse(output)
const paths = files.map(({ path }) => path)
const problems = [...findPathClashes(paths), ...findWrongFiles(paths), ...findForbiddenTexts(paths)]
if (size > maxSize) problems.push(`The tarball has ${kb(size)}, more than ${kb(maxSize)}.`)

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
else console.log(`${files.length} files, ${kb(size)}: all belong to the package.`)
