// @ts-check
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** @typedef {Map<string, { type: string, gzipped: Buffer }>} Files Maps the path of a file to its content. */

const shared = /** @satisfies {import('esbuild').BuildOptions} */ ({
  bundle: true,
  minify: true,
  target: 'es2022',
  jsx: /** @type {const} */ ('automatic'),
  write: /** @type {const} */ (false),
  define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  conditions: ['production'],
  logLevel: /** @type {const} */ ('error'),
})

/**
 * Bundles the page of a contender with the React of its folder, as a host does.
 *
 * @param {string} page A module that exports `App`, relative to `bench`. @returns {Promise<Files>}
 */
export async function bundlePage(page) {
  const path = fileURLToPath(new URL(`../${page}`, import.meta.url))
  const folder = path.slice(0, path.lastIndexOf('/'))
  const { outputFiles } = await build({
    ...shared,
    stdin: {
      contents: `
        import { createElement } from 'react'
        import { createRoot, hydrateRoot } from 'react-dom/client'
        import * as contender from ${JSON.stringify(path)}
        window.bench.register({
          ...contender,
          mount(root) {
            const app = createElement(contender.App)
            const onRecoverableError = (error) => { throw error }
            if (root.firstElementChild) hydrateRoot(root, app, { onRecoverableError })
            else createRoot(root).render(app)
          },
        })`,
      resolveDir: folder,
    },
    entryNames: 'page',
    outdir: '/',
    format: 'esm',
    splitting: true,
  })
  return new Map(
    outputFiles.map(({ path: file, contents }) => [
      file,
      {
        type: file.endsWith('.css') ? 'text/css' : 'text/javascript',
        gzipped: gzipSync(contents, { level: 9 }),
      },
    ]),
  )
}

/** Bundles the script that measures the page. */
export async function bundleHarness() {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: [fileURLToPath(new URL('./harness.ts', import.meta.url))],
    outdir: '/',
    format: 'iife',
  })
  return outputFiles[0]?.text ?? ''
}
