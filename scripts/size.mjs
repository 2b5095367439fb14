// @ts-check
/** What an import adds to a host's bundle, minified and gzipped, against size-budgets.json. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/**
 * `target` is what we aim at and only shown; above `limit` the command fails. Both in bytes.
 *
 * @typedef {{ name: string, code: string, target?: number, limit: number }} Budget
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(root + file, 'utf8'))
const pkg = read('package.json')
const peers = Object.keys(pkg.peerDependencies)
const entry = 'size-entry'

/**
 * A host's one import, resolved to the built files.
 *
 * @param {string} code @returns {import('vite').Plugin}
 */
function host(code) {
  return {
    name: 'identikit:size',
    enforce: 'pre',
    resolveId(id) {
      if (id === entry) return id
      const target = pkg.exports[id.replace(pkg.name, '.')]
      return target?.default && root + target.default
    },
    load: (id) => (id === entry ? code : undefined),
  }
}

/** @param {string} code */
async function gzipped(code) {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [host(code)],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: (id) =>
          id.startsWith('node:') || peers.some((peer) => id === peer || id.startsWith(`${peer}/`)),
      },
    },
  })
  if (!('output' in built)) throw new Error('Vite answered one build with several.')
  const chunks = built.output.map((part) => (part.type === 'chunk' ? part.code : ''))
  return gzipSync(chunks.join(''), { level: 9 }).length
}

const kb = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`

for (const { name, code, target, limit } of /** @type {Budget[]} */ (read('size-budgets.json'))) {
  const size = await gzipped(code)
  const isOver = size > limit
  const aim = target && size > target ? `, target ${kb(target)}` : ''
  console.log(`${isOver ? 'OVER' : 'ok  '} ${name.padEnd(40)} ${kb(size)} of ${kb(limit)}${aim}`)
  if (isOver) process.exitCode = 1
}
