// @ts-check
/** Rules on files as a whole, which a linter that reads one file's code cannot see. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const maxLines = 300
const maxDepth = 2
const vagueNames = ['types', 'utils', 'constants', 'helpers']

/** @param {string} path */
function* faultsOf(path) {
  const name = basename(path, extname(path))
  const depth = path.split('/').length - 2
  const isCode = /\.tsx?$/.test(path)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n').length

  if (lines > maxLines && !path.includes('.generated.')) {
    yield `${lines} lines, and ${maxLines} is the most. Split it by what its parts are about.`
  }
  if (depth > maxDepth) {
    yield `${depth} folders below src, and ${maxDepth} is the most. Move it up.`
  }
  if (isCode && name === 'index' && depth > 0) {
    yield 'no folder has an index. Import the files; public names stand in the entries under src.'
  }
  if (isCode && vagueNames.includes(name)) {
    yield 'the name says nothing. Name the file after its main export.'
  }
  if (/^src\/components\/.+\.tsx$/.test(path)) {
    const folder = basename(dirname(path))
    for (const needed of [
      `stories/${folder}/${name}.stories.tsx`,
      `test/components/${folder}/${name}.test.tsx`,
    ]) {
      if (!existsSync(needed)) yield `every component has ${needed}. Write it.`
    }
  }
}

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
const faults = files.flatMap((path) => [...faultsOf(path)].map((fault) => `${path}: ${fault}`))

for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
