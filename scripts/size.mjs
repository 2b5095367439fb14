// @ts-check
/** What an import adds to a host's bundle, minified and gzipped, against size-budgets.json. */
import { readFileSync } from 'node:fs'
import { gzipped, kb } from './gzipped.mjs'

/**
 * `target` is what we aim at and only shown; above `limit` the command fails. Both in bytes.
 *
 * @typedef {{ name: string, code: string, target?: number, limit: number }} Budget
 */

const file = new URL('../size-budgets.json', import.meta.url)
/** @type {Budget[]} */
const budgets = JSON.parse(readFileSync(file, 'utf8'))

for (const { name, code, target, limit } of budgets) {
  const size = await gzipped(code)
  const isOver = size > limit
  const aim = target && size > target ? `, target ${kb(target)}` : ''
  console.log(`${isOver ? 'OVER' : 'ok  '} ${name.padEnd(40)} ${kb(size)} of ${kb(limit)}${aim}`)
  if (isOver) process.exitCode = 1
}
