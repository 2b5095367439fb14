// @ts-check
/** Builds the style sheets of hosts with Tailwind CSS. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { compile } from 'tailwindcss'

const load = createRequire(import.meta.url)
/** Tailwind 3 has a copy of PostCSS as a dependency. */
const postcss = createRequire(load.resolve('tailwindcss3'))('postcss')
const tailwindcss = load('tailwindcss3')

/** The utilities that the host's own elements use. */
const utilities = ['p-4', 'm-2', 'border', 'bg-white', 'text-center', 'rounded-lg', 'ring-2']

/** The base rules of shadcn/ui, which most hosts with Tailwind 4 have. */
const shadcn = '@layer base { * { border-color: #e5e5e5; outline-color: rgb(161 161 161 / 0.5) } }'

/** @returns {Promise<string>} */
export async function tailwind4() {
  const base = dirname(load.resolve('tailwindcss/package.json'))
  const compiled = await compile(`@import 'tailwindcss';\n${shadcn}`, {
    base,
    loadStylesheet: async (id) => {
      const path = id === 'tailwindcss' ? `${base}/index.css` : `${base}/${id}`
      return { path, base, content: readFileSync(path, 'utf8') }
    },
  })
  return compiled.build(utilities)
}

/**
 * `forms` adds the plugin of that name. `layers` puts the base rules into a cascade layer.
 *
 * @param {{ forms?: boolean, layers?: boolean }} [options] @returns {Promise<string>}
 */
export async function tailwind3({ forms: hasForms = false, layers = false } = {}) {
  const source = layers
    ? '@layer tailwind-base { @tailwind base; }\n@tailwind utilities;'
    : '@tailwind base;\n@tailwind utilities;'
  const config = {
    content: [{ raw: utilities.join(' ') }],
    plugins: hasForms ? [load('@tailwindcss/forms')] : [],
  }
  const { css } = await postcss([tailwindcss(config)]).process(source, { from: undefined })
  return css
}
