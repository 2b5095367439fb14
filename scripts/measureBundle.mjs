// @ts-check
/** Measures what code adds to a host's bundle, minified and gzipped, with Vite (Rolldown) and with esbuild. */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build as esbuild } from 'esbuild'
import { build } from 'vite'

/**
 * What a host loads: `size` counts the bytes of an entry and its static imports, `modules` lists their sources, and `onDemand` holds the chunks
 * that only a dynamic import loads. Peers are not counted.
 *
 * @typedef {{ size: number, modules: string[], onDemand: { name: string, size: number }[] }} Bundle
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const pkg = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const peers = Object.keys(pkg.peerDependencies)
const entry = 'size-entry'

/** @param {string} id */
function isExternal(id) {
  return id.startsWith('node:') || peers.some((peer) => id === peer || id.startsWith(`${peer}/`))
}

/**
 * Returns the built file of an entry of this package.
 *
 * @param {string} id @returns {string | undefined}
 */
function builtFile(id) {
  const target = pkg.exports[id.replace(pkg.name, '.')]
  return target?.default && root + target.default.slice(2)
}

/** @param {string} code @returns {import('vite').Plugin} */
function host(code) {
  return {
    name: 'identikit:size',
    enforce: 'pre',
    resolveId: (id) => (id === entry ? id : builtFile(id)),
    load: (id) => (id === entry ? code : undefined),
  }
}

/**
 * Bundles code as Vite does.
 *
 * @param {string} code @param {string} [folder] Where the packages of the code are installed. @returns {Promise<Bundle>}
 */
export async function measureWithVite(code, folder = root) {
  const built = await build({
    root: folder,
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
        external: isExternal,
      },
    },
  })
  if (!('output' in built)) throw new Error('Vite returned several builds.')
  const chunks = built.output.filter((part) => part.type === 'chunk')
  return summarize(
    chunks.map((chunk) => ({
      file: chunk.fileName,
      name: chunk.name,
      isEntry: chunk.isEntry,
      code: chunk.code,
      imports: chunk.imports,
      modules: Object.entries(chunk.modules).flatMap(([id, { renderedLength }]) =>
        renderedLength > 0 && id !== entry ? [id] : [],
      ),
    })),
  )
}

/**
 * Bundles code as esbuild does.
 *
 * @param {string} code @param {string} [folder] Where the packages of the code are installed. @returns {Promise<Bundle>}
 */
export async function measureWithEsbuild(code, folder = root) {
  const { outputFiles, metafile } = await esbuild({
    absWorkingDir: folder,
    stdin: { contents: code, resolveDir: folder },
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
  const texts = new Map(outputFiles.map(({ path, text }) => [relative(folder, path), text]))
  const scripts = Object.entries(metafile.outputs).filter(([file]) => file.endsWith('.js'))
  return summarize(
    scripts.map(([file, output]) => ({
      file,
      name: output.entryPoint ?? file,
      isEntry: file === 'out/stdin.js',
      code: texts.get(file) ?? '',
      imports: output.imports.flatMap(({ kind, external, path }) =>
        kind === 'import-statement' && !external ? [path] : [],
      ),
      modules: Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) =>
        bytesInOutput > 0 && path !== '<stdin>' ? [path] : [],
      ),
    })),
  )
}

/**
 * @param {{ file: string, name: string, isEntry: boolean, code: string, imports: string[], modules: string[] }[]} chunks
 * @returns {Bundle}
 */
function summarize(chunks) {
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]))
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry))
  for (const { imports } of loaded) {
    for (const file of imports) {
      const chunk = byFile.get(file)
      if (chunk) loaded.add(chunk)
    }
  }
  const initial = [...loaded]
  return {
    size: gzip(initial.map(({ code }) => code).join('')),
    modules: initial.flatMap(({ modules }) => modules),
    onDemand: chunks.flatMap((chunk) =>
      loaded.has(chunk) ? [] : [{ name: chunk.name, size: gzip(chunk.code) }],
    ),
  }
}

/** @param {string | Uint8Array} content */
export function gzip(content) {
  return gzipSync(content, { level: 9 }).length
}

export const kb = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`
