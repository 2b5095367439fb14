// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import pkg from '../package.json' with { type: 'json' }

/** Files that npm adds to those of `files` in package.json. */
const added = ['LICENSE', 'README.md', 'package.json']

/** Texts that are in no file of the tarball: the folder that it was built in, and links to source maps. */
const forbiddenTexts = [`${process.cwd()}/`, 'sourceMappingURL=']

const listedFiles = pkg.files.filter((name) => name.includes('.'))

/** Returns the four files that are built from each style sheet. */
function listSheets() {
  return readdirSync('src/styles')
    .filter((name) => name.endsWith('.css'))
    .map((name) => (name === 'index.css' ? 'dist/styles' : `dist/styles/${basename(name, '.css')}`))
    .flatMap((path) =>
      ['.css', '.layered.css'].flatMap((end) => [path + end, `${path + end}.d.ts`]),
    )
}

/** Returns the modules and declarations that package.json names. */
function listEntries() {
  const targets = Object.values(pkg.exports).flatMap((target) =>
    typeof target === 'string' ? [] : Object.values(target),
  )
  return [...targets, ...Object.values(pkg.bin)]
    .map((path) => path.replace(/^\.\//, ''))
    .filter((path) => !path.includes('*'))
}

/** @param {string} path */
function isModule(path) {
  const [, name] = /^dist\/(.+?)(?:\.d\.ts|\.js)$/.exec(path) ?? []
  return name !== undefined && ['.ts', '.tsx'].some((end) => existsSync(`src/${name}${end}`))
}

/**
 * Returns a message for each file of the tarball that belongs to nothing that is shipped, and for each that is missing: the files of
 * package.json, pages of `docs`, style sheets, entries for shadcn, and modules of `src`.
 *
 * @param {readonly string[]} paths
 * @returns {string[]}
 */
export function findWrongFiles(paths) {
  const pages = readdirSync('docs').map((name) => `docs/${name}`)
  const required = new Set([
    ...added,
    ...listedFiles,
    ...pages.filter((path) => path.endsWith('.md')),
    ...listSheets(),
    ...listEntries(),
    ...readdirSync('registry').map((name) => `dist/registry/${basename(name, '.tsx')}.json`),
  ])
  const unexpected = paths.filter((path) => !required.has(path) && !isModule(path))
  const missing = [...required].filter((path) => !paths.includes(path))
  return [
    ...unexpected.map((path) => `${path}: belongs to no module, page or sheet. Don't ship it.`),
    ...missing.map((path) => `${path}: is missing in the tarball.`),
  ]
}

/**
 * Returns a message for each file that contains a forbidden text.
 *
 * @param {readonly string[]} paths
 * @param {(path: string) => string} read
 * @returns {string[]}
 */
export function findForbiddenTexts(paths, read = (path) => readFileSync(path, 'utf8')) {
  return paths.flatMap((path) => {
    const content = read(path)
    const found = forbiddenTexts.filter((text) => content.includes(text))
    return found.map((text) => `${path}: contains ${JSON.stringify(text)}.`)
  })
}
