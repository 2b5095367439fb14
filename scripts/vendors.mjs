// @ts-check
/** Writes the table of the adapters' capabilities into docs/vendors.md: `npm run vendors`. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

/** @type {{ module: typeof import('../test/docs/vendorTable.js') }} */
const { module } = await runnerImport(at('../test/docs/vendorTable.ts'))
const page = at('../docs/vendors.md')
const marks = /(<!-- vendors -->)[^]*(<!-- \/vendors -->)/
const text = readFileSync(page, 'utf8')
if (!marks.test(text)) throw new Error('docs/vendors.md has no <!-- vendors --> marks.')
writeFileSync(
  page,
  text.replace(marks, (_, before, after) => `${before}\n\n${module.vendorTable()}\n\n${after}`),
)
execFileSync(at('../node_modules/.bin/oxfmt'), [page])
