// @ts-check
/** Checks paths, which a linter of single files can't. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { findPathClashes } from './pathClashes.mjs'

const maxFiles = 25
const maxDepth = 2
const vagueNames = /\/(?:index|types|utils|constants|helpers)\.tsx?$/

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => existsSync(path))

const problems = findPathClashes(files)
/** @type {Map<string, number>} */
const counts = new Map()
for (const path of files) {
  if (/^(?:src|test|stories)\//.test(path))
    counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  if (!path.startsWith('src/')) continue
  if (path.split('/').length - 2 > maxDepth)
    problems.push(`${path}: src has at most ${maxDepth} levels of folders. Move it up.`)
  if (/^src\/.+\//.test(path) && vagueNames.test(path))
    problems.push(`${path}: has a vague name. Name it after its main export.`)
}
for (const [folder, count] of counts)
  if (count > maxFiles)
    problems.push(`${folder}: has ${count} files; the limit is ${maxFiles}. Split it.`)

const entries = files.filter((path) => /^src\/[^/]+\.ts$/.test(path))
const exported = entries.map((path) => readFileSync(path, 'utf8')).join('\n')
const componentExport = /^export \{[^}]*\} from '\.\/components\/([\w-]+)\/([A-Z]\w*)\.js'/gm
for (const [, folder, name] of exported.matchAll(componentExport)) {
  for (const path of [
    `stories/${folder}/${name}.stories.tsx`,
    `test/components/${folder}/${name}.test.tsx`,
  ])
    if (!existsSync(path)) problems.push(`${path}: is missing. A public component has one.`)
}

for (const problem of new Set(problems)) console.error(problem)
if (problems.length > 0) process.exitCode = 1
