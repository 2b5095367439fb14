// @ts-check
/**
 * Compares what an import adds to a host's bundle with size-budgets.json, and checks that nothing of a feature that the import doesn't use is
 * loaded with it. Exits with 1 above a limit.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { groupByFeature } from './features.mjs'
import { kb, measureWithEsbuild, measureWithVite } from './measureBundle.mjs'

/**
 * Sizes are bytes, gzipped. `budget` is the aim, and `limit` is today's size while that is above the budget.
 *
 * @typedef {{ code: string, budget?: number, limit: number }} Budget
 */

/**
 * `uses` names the features (scripts/features.mjs) or the paths below `dist` that may be loaded. Without it, features are not checked.
 *
 * @typedef {{ name: string, rolldown: Budget, esbuild?: Budget, uses?: string[] }} Entry
 */

/** @typedef {{ name: string, file: string, limit: number }} Sheet a style sheet below `dist` */

const file = new URL('../size-budgets.json', import.meta.url)
/** @type {(Entry | Sheet)[]} */
const entries = JSON.parse(readFileSync(file, 'utf8'))

let problems = 0

/** @param {string} name @param {number} size @param {{ budget?: number, limit: number }} budget */
function compare(name, size, { budget, limit }) {
  if (size > limit) problems += 1
  const verdict = size > limit ? 'OVER' : 'ok'
  const aim = budget !== undefined && size > budget ? `, budget ${kb(budget)}` : ''
  console.log(`  ${verdict.padEnd(4)} ${name}: ${kb(size)} of ${kb(limit)}${aim}`)
}

/** @param {Entry} entry @param {string[]} modules */
function checkFeatures({ uses }, modules) {
  if (!uses) return
  for (const [feature, paths] of groupByFeature(modules)) {
    if (uses.includes(feature)) continue
    const unused = paths.filter((path) => !uses.some((use) => path.startsWith(use)))
    if (unused.length === 0) continue
    problems += 1
    console.log(`  OVER loads ${feature}: ${unused.join(', ')}`)
  }
}

for (const entry of entries) {
  console.log(entry.name)
  if ('file' in entry) {
    const text = readFileSync(new URL(`../dist/${entry.file}`, import.meta.url))
    compare('gzip', gzipSync(text, { level: 9 }).length, entry)
    continue
  }
  const vite = await measureWithVite(entry.rolldown.code)
  compare('Rolldown', vite.size, entry.rolldown)
  const { code } = entry.esbuild ?? entry.rolldown
  const esbuild = await measureWithEsbuild(code)
  if (entry.esbuild) compare('esbuild', esbuild.size, entry.esbuild)
  else console.log(`       esbuild: ${kb(esbuild.size)}`)
  if (vite.onDemand.length > 0)
    console.log(
      `       on demand: ${vite.onDemand.map(({ name, size }) => `${name} ${kb(size)}`).join(', ')}`,
    )
  checkFeatures(entry, [...new Set([...vite.modules, ...esbuild.modules])])
}

if (problems > 0) process.exitCode = 1
