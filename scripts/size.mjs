// @ts-check
/** Compares the size that an import adds to a host's bundle with size-budgets.json, built by Vite; prints the size by esbuild too. */
import { readFileSync } from 'node:fs'
import { gzipped, gzippedByEsbuild, kb } from './gzipped.mjs'

/**
 * Sizes in bytes of the build by Vite. The command fails above `limit`; `target` is only printed.
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
  console.log(
    `${isOver ? 'OVER' : 'ok  '} ${name.padEnd(62)} ${kb(size)} of ${kb(limit)}${aim}, esbuild ${kb(await gzippedByEsbuild(code))}`,
  )
  if (isOver) process.exitCode = 1
}
