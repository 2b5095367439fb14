import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { browserslistToTargets, bundle, Features } from 'lightningcss'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import pkg from './package.json' with { type: 'json' }

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Returns one input per entry of package.json's `exports` and `bin`: `dist/core.js` is built from `src/core.ts`. */
function entries(): Record<string, string> {
  const exported = Object.values(pkg.exports).map((target) =>
    typeof target === 'string' ? target : target.default,
  )
  const found: Record<string, string> = {}
  for (const path of [...exported, ...Object.values(pkg.bin)]) {
    const [, name] = /^(?:\.\/)?dist\/(.+)\.js$/.exec(path) ?? []
    if (name !== undefined) found[name] = at(`./src/${name}.ts`)
  }
  return found
}

const installed = Object.keys({ ...pkg.dependencies, ...pkg.peerDependencies })
const external = (id: string): boolean =>
  id.startsWith('node:') || installed.some((name) => id === name || id.startsWith(`${name}/`))

/** Browsers with `light-dark()`, `@starting-style`, popover and container queries built in. */
const targets = browserslistToTargets([
  'chrome 125',
  'edge 125',
  'firefox 129',
  'safari 17.5',
  'ios_saf 17.5',
])

/** Returns one style sheet per feature, and the whole under the name of the folder. */
function sheets(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.css'))
  return Object.fromEntries(
    files.map((name) => [
      name === 'index.css' ? 'styles' : `styles/${basename(name, '.css')}`,
      join(folder, name),
    ]),
  )
}

/** The layers of Tailwind CSS 3 and 4, so that its base rules lose and its utilities win also where this sheet is loaded first. */
const layerOrder =
  '@layer theme, tailwind-base, base, components, identikit, utilities, tailwind-utilities;'

/**
 * Rules of hosts for elements, such as `button { … }`, win over those of each layer when they are in none. This rule wins over them and
 * restores what the layers say. It has less specificity than a class, so the classes of hosts still win.
 */
const overHosts = ['', '::before', '::after', '::placeholder', '::backdrop']
  .map((pseudo) => `:where([class^='ik-'],[class*=' ik-']):not(x x x x)${pseudo}`)
  .join(',')
  .concat('{all:revert-layer}')

/**
 * Emits each style sheet twice, plain and in a cascade layer: no JavaScript module imports CSS.
 * The empty declarations are for TypeScript 6 and later, which resolves side-effect imports.
 */
function styles(folder: string): Plugin {
  return {
    name: 'identikit:styles',
    apply: 'build',
    generateBundle() {
      for (const [name, filename] of Object.entries(sheets(folder))) {
        const { code } = bundle({ filename, targets, include: Features.Nesting, minify: true })
        const layered = `${layerOrder}\n@import './${basename(name)}.css' layer(identikit);\n${overHosts}\n`
        const variants = { '.css': code, '.layered.css': layered }
        for (const [end, source] of Object.entries(variants)) {
          this.emitFile({ type: 'asset', fileName: name + end, source })
          this.emitFile({ type: 'asset', fileName: `${name}${end}.d.ts`, source: 'export {}\n' })
        }
      }
    },
  }
}

export default defineConfig({
  plugins: [react(), styles(at('./src/styles'))],
  build: {
    target: 'es2022',
    minify: false,
    lib: { entry: entries(), formats: ['es'] },
    rolldownOptions: {
      external,
      // An inlined constant leaves an import without names behind, of which esbuild warns the host.
      optimization: { inlineConst: false },
      experimental: { attachDebugInfo: 'none' },
      output: {
        preserveModules: true,
        preserveModulesRoot: at('./src'),
        entryFileNames: '[name].js',
        // The declarations hold the JSDoc.
        comments: { jsdoc: false },
      },
    },
  },
})
