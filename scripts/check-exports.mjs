// @ts-check
/**
 * Checks the build: every entry loads in Node without a DOM, exports what exports.snapshot.json
 * says (`--update` writes it), keeps 'use client', names no folder of this machine, and holds no key.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {Record<string, { values: string[], types: string[] }>} Snapshot */

const root = fileURLToPath(new URL('..', import.meta.url))
const snapshotFile = join(root, 'exports.snapshot.json')
const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const text = (/** @type {string} */ path) => readFileSync(path, 'utf8')

/** @type {string[]} */
const faults = []

/** @param {string} folder @param {RegExp} ending */
function filesIn(folder, ending) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => ending.test(path))
}

/**
 * The names that a declaration file exports, types among them.
 *
 * @param {string} declarations
 */
function declaredNames(declarations) {
  const own = declarations.matchAll(
    /^export (?:declare )?(?:abstract )?(?:async )?(?:function|const|let|class|interface|type|enum|namespace) (\w+)/gm,
  )
  const lists = declarations.matchAll(/^export (?:type )?\{([^}]*)\}/gm)
  const listed = [...lists].flatMap(([, list = '']) => list.split(',').map(publicName))
  return new Set([...[...own].map(([, name = '']) => name), ...listed].filter(Boolean))
}

/** `type A as B` is seen as `B`. @param {string} item */
function publicName(item) {
  return (item.trim().split(/\s+/).at(-1) ?? '').trim()
}

/** @returns {Promise<Snapshot>} */
async function currentExports() {
  /** @type {Snapshot} */
  const found = {}
  for (const [path, target] of Object.entries(pkg.exports)) {
    if (!target.default?.endsWith('.js')) continue
    const entry = pkg.name + path.slice(1)
    const module = await import(entry).catch((/** @type {unknown} */ error) => {
      faults.push(`${entry} does not load in Node without a DOM: ${String(error)}`)
      return {}
    })
    const declarations = text(join(root, target.types))
    if (/^export \*/m.test(declarations)) {
      faults.push(`${entry} has an \`export *\`: exports are named by hand.`)
    }
    const values = Object.keys(module).sort()
    const types = [...declaredNames(declarations)].filter((name) => !values.includes(name))
    found[entry] = { values, types: types.sort() }
  }
  return found
}

/** @param {Snapshot} snapshot */
function lines(snapshot) {
  return Object.entries(snapshot).flatMap(([entry, { values, types }]) => [
    ...values.map((name) => `${entry}: ${name}`),
    ...types.map((name) => `${entry}: type ${name}`),
  ])
}

/** @param {Snapshot} now */
function compareWithSnapshot(now) {
  /** @type {Snapshot} */
  const before = existsSync(snapshotFile) ? JSON.parse(text(snapshotFile)) : {}
  const [old, current] = [new Set(lines(before)), new Set(lines(now))]
  const gone = [...old].filter((line) => !current.has(line)).map((line) => `- ${line}`)
  const added = [...current].filter((line) => !old.has(line)).map((line) => `+ ${line}`)
  if (gone.length + added.length > 0) {
    faults.push(
      `The public names changed. If that is meant: npm run check:exports -- --update\n` +
        [...gone, ...added].map((line) => `    ${line}`).join('\n'),
    )
  }
}

function checkUseClient() {
  for (const source of filesIn('src', /\.tsx?$/)) {
    const built = join(root, 'dist', source.replace(/\.tsx?$/, '.js'))
    const directive = /^\s*(?:\/\*[\s\S]*?\*\/\s*|\/\/.*\n\s*)*['"]use client['"]/
    if (!directive.test(text(join(root, 'src', source))) || !existsSync(built)) continue
    if (!/^['"]use client['"]/.test(text(built))) {
      faults.push(`dist/${source.replace(/\.tsx?$/, '.js')} lost the 'use client' of its source.`)
    }
  }
}

function checkMachinePaths() {
  for (const file of filesIn('dist', /\.(?:js|css|map|ts)$/)) {
    const content = text(join(root, 'dist', file))
    for (const folder of [root, homedir()]) {
      const isFolder = folder.length > 1 && content.includes(folder.replace(/\/$/, '') + '/')
      if (isFolder) faults.push(`dist/${file} names a folder of this machine: ${folder}`)
    }
  }
}

/** Keys of services, and the word that stands in every key and every secret of the tests; source maps hold whole sources. */
const secrets = /sentinel|\b[rsp]k_(?:live|test|prod)?_?[\w-]{8,}|-----BEGIN [A-Z ]*PRIVATE KEY/i

function checkSecrets() {
  for (const folder of ['dist', 'src']) {
    for (const file of filesIn(folder, /\.\w+$/)) {
      const found = secrets.exec(text(join(root, folder, file)))
      if (found)
        faults.push(`${folder}/${file} holds what looks like a key: ${found[0].slice(0, 8)}...`)
    }
  }
}

const now = await currentExports()
if (process.argv.includes('--update')) {
  writeFileSync(snapshotFile, `${JSON.stringify(now, null, 2)}\n`)
} else {
  compareWithSnapshot(now)
}
checkUseClient()
checkMachinePaths()
checkSecrets()

for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
else
  console.log(
    `${Object.keys(now).length} entries: exports, directives, paths and keys are as they should be.`,
  )
