// @ts-check
/** What code adds to a host's bundle: built as a host builds it, minified and gzipped. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const pkg = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
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

/**
 * The bytes that an entry with this code loads at once; peers and what it imports on demand are not counted, and the kit is the one in dist.
 *
 * @param {string} code
 */
export async function gzipped(code) {
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
  const chunks = new Map(
    built.output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part]] : [])),
  )
  /** @type {Set<string>} */
  const loaded = new Set()
  const load = (/** @type {string} */ name) => {
    const chunk = chunks.get(name)
    if (!chunk || loaded.has(name)) return
    loaded.add(name)
    chunk.imports.forEach(load)
  }
  for (const { fileName, isEntry } of chunks.values()) if (isEntry) load(fileName)
  const sources = [...loaded].map((name) => chunks.get(name)?.code)
  return gzipSync(sources.join(''), { level: 9 }).length
}

export const kb = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`
