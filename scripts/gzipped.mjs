// @ts-check
/** Measures what code adds to a host's bundle, minified and gzipped, with Vite (Rolldown) and with esbuild. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build as esbuild } from 'esbuild'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const pkg = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const peers = Object.keys(pkg.peerDependencies)
const entry = 'size-entry'

/**
 * Resolves the imports of the entry to the built files.
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
 * Returns the bytes of an entry and its static imports as Vite builds it. Peers and chunks loaded on demand are not counted.
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
  if (!('output' in built)) throw new Error('Vite returned several builds.')
  const chunks = new Map(
    built.output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part]] : [])),
  )
  const entries = [...chunks.values()].filter(({ isEntry }) => isEntry)
  const loaded = reach(
    entries.map(({ fileName }) => fileName),
    (name) => chunks.get(name)?.imports ?? [],
  )
  return gzip(loaded.map((name) => chunks.get(name)?.code ?? ''))
}

/**
 * Returns the bytes of an entry and its static imports as esbuild builds it.
 *
 * @param {string} code
 */
export async function gzippedByEsbuild(code) {
  const { outputFiles, metafile } = await esbuild({
    absWorkingDir: root,
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'out',
    write: false,
    metafile: true,
    external: ['node:*', ...peers.flatMap((peer) => [peer, `${peer}/*`])],
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const loaded = reach(['out/stdin.js'], (name) =>
    (metafile.outputs[name]?.imports ?? [])
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .map(({ path }) => path),
  )
  return gzip(
    loaded.map((name) => outputFiles.find(({ path }) => path === root + name)?.text ?? ''),
  )
}

/**
 * Returns the entries and everything that they import, directly or indirectly.
 *
 * @param {string[]} entries @param {(name: string) => string[]} imports
 */
function reach(entries, imports) {
  const found = new Set(entries)
  for (const name of found) imports(name).forEach((other) => found.add(other))
  return [...found]
}

/** @param {string[]} sources */
function gzip(sources) {
  return gzipSync(sources.join(''), { level: 9 }).length
}

export const kb = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`
