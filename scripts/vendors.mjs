// @ts-check
/** Writes the table of the adapters' capabilities into the README: `npm run vendors`. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

/** @type {{ module: typeof import('../test/docs/vendorTable.js') }} */
const { module } = await runnerImport(at('../test/docs/vendorTable.ts'))
const readme = at('../README.md')
const marks = /(<!-- vendors -->)[^]*(<!-- \/vendors -->)/
const text = readFileSync(readme, 'utf8')
if (!marks.test(text)) throw new Error('README.md has no <!-- vendors --> marks.')
writeFileSync(
  readme,
  text.replace(marks, (_, before, after) => `${before}\n\n${module.vendorTable()}\n\n${after}`),
)
execFileSync(at('../node_modules/.bin/oxfmt'), [readme])
