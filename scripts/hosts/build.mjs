// @ts-check
/** Builds the scripts and the style sheets of the pages that `npm run check:hosts` opens. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as esbuild } from 'esbuild'
import { build } from 'vite'

/** @typedef {import('./hosts.mjs').Host} Host */

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Bundles the page and the script that records it. @returns {Promise<{ page: string, script: string }>} */
export async function buildScripts() {
  const [page, script] = await Promise.all(
    ['hostPage.tsx', 'pageScript.js'].map(async (name) => {
      const { outputFiles } = await esbuild({
        entryPoints: [`${root}scripts/hosts/${name}`],
        bundle: true,
        minify: true,
        write: false,
        format: 'iife',
        jsx: 'automatic',
        // The packages of hosts have a React of their own.
        alias: { react: `${root}node_modules/react`, 'react-dom': `${root}node_modules/react-dom` },
        define: { 'process.env.NODE_ENV': '"production"' },
        logLevel: 'error',
      })
      return outputFiles[0]?.text ?? ''
    }),
  )
  return { page: page ?? '', script: script ?? '' }
}

/** Bundles the style sheets of the sources as they are, with which the built ones are compared. */
export async function bundleSource() {
  const { outputFiles } = await esbuild({
    entryPoints: [`${root}src/styles/index.css`],
    bundle: true,
    write: false,
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * Bundles and minifies the sheet of each host with Vite's defaults.
 *
 * @param {Host[]} hosts @param {string} folder @returns {Promise<Map<string, string>>} the sheets by the name of their host
 */
export async function buildSheets(hosts, folder) {
  const input = join(folder, 'sheets')
  mkdirSync(input)
  for (const [index, { sheets }] of hosts.entries()) {
    const names = sheets.map((_, part) => `part${index}-${part}.css`)
    for (const [part, name] of names.entries()) writeFileSync(join(input, name), sheets[part] ?? '')
    const imports = names.map((name) => `@import './${name}';\n`).join('')
    writeFileSync(join(input, `host${index}.css`), imports)
  }
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: 'built',
      rolldownOptions: {
        input: hosts.map((_, index) => join(input, `host${index}.css`)),
        output: { assetFileNames: '[name][extname]' },
      },
    },
  })
  const built = readdirSync(join(folder, 'built'))
  return new Map(
    hosts.map(({ name }, index) => {
      const file = built.find((path) => path === `host${index}.css`)
      if (!file) throw new Error(`Vite emitted no style sheet for ${name}.`)
      return [name, readFileSync(join(folder, 'built', file), 'utf8')]
    }),
  )
}
