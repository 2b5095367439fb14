// @ts-check
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** @typedef {Map<string, { type: string, content: Buffer, gzipped: Buffer }>} Files Maps the path of a file to its content. */

const shared = /** @satisfies {import('esbuild').BuildOptions} */ ({
  bundle: true,
  minify: true,
  target: 'es2022',
  jsx: 'automatic',
  write: false,
  define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  conditions: ['production'],
  logLevel: 'error',
})

/**
 * Bundles the module `/page.js` of a page, with its chunks, as a host does.
 *
 * @param {string} contents @param {string} resolveDir Where its packages are installed. @returns {Promise<Files>}
 */
export async function bundlePage(contents, resolveDir) {
  const { outputFiles } = await build({
    ...shared,
    stdin: { contents, resolveDir },
    entryNames: 'page',
    outdir: '/',
    format: 'esm',
    splitting: true,
  })
  return new Map(
    outputFiles.map(({ path, contents: bytes }) => [
      path,
      {
        type: path.endsWith('.css') ? 'text/css' : 'text/javascript',
        content: Buffer.from(bytes),
        gzipped: gzipSync(bytes, { level: 9 }),
      },
    ]),
  )
}

/** Bundles a classic script. @param {string} path */
export async function bundleScript(path) {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: [path],
    outdir: '/',
    format: 'iife',
  })
  return outputFiles[0]?.text ?? ''
}
