// @ts-check
/**
 * Checks the build: each entry loads in Node without a DOM and exports by name, modules keep
 * 'use client', and no file holds a path of this machine or a key.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8')

/** @type {string[]} */
const problems = []

/** @param {string} folder @param {RegExp} ending */
function findFiles(folder, ending) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => ending.test(path))
}

for (const [path, target] of Object.entries(pkg.exports)) {
  if (!target.default?.endsWith('.js')) continue
  const entry = pkg.name + path.slice(1)
  await import(entry).catch((/** @type {unknown} */ error) => {
    problems.push(`${entry} does not load in Node without a DOM: ${String(error)}`)
  })
  if (/^export \* from '(?!\.\/[\w-]+\.js')/m.test(read(target.types)))
    problems.push(`${entry} has an \`export *\`. List its exports by name.`)
}

const directive = /^\s*(?:\/\*[\s\S]*?\*\/\s*|\/\/.*\n\s*)*['"]use client['"]/
for (const source of findFiles('src', /\.tsx?$/)) {
  const built = source.replace(/^src/, 'dist').replace(/\.tsx?$/, '.js')
  if (
    directive.test(read(source)) &&
    existsSync(join(root, built)) &&
    !/^['"]use client/.test(read(built))
  )
    problems.push(`${built} lost the 'use client' of ${source}.`)
}

/** Matches keys of services, and the word "sentinel", which every secret of the tests contains. */
const secret = /sentinel|\b[rsp]k_(?:live|test|prod)?_?[\w-]{8,}|-----BEGIN [A-Z ]*PRIVATE KEY/i
const machineFolders = [root, homedir()].filter((folder) => folder.length > 1)
for (const file of findFiles('dist', /\.\w+$/)) {
  const content = read(file)
  const [key] = secret.exec(content) ?? []
  if (key) problems.push(`${file} holds what looks like a key: ${key.slice(0, 8)}...`)
  for (const folder of machineFolders)
    if (content.includes(`${folder}/`))
      problems.push(`${file} holds a path of this machine: ${folder}`)
}

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
else
  console.log(
    'The entries load, and the files of the build hold no path of this machine and no key.',
  )
