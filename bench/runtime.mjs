// @ts-check
/** `npm run bench:runtime`: compares the preference center with others in Chromium; exits 1 above a target. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { launchOptions, resolveBrowser } from '../scripts/browser.mjs'
import { contenders } from './runtime/contenders.mjs'
import { printTable, printTargets } from './runtime/table.mjs'
import { visitClicks, visitFirstClick, visitLoad } from './runtime/visits.mjs'
import { bundlePage, bundleScript } from './shared/bundle.mjs'
import { median } from './shared/median.mjs'

// Set before React loads, because the production build is measured.
process.env['NODE_ENV'] = 'production'

/** @typedef {import('./runtime/contenders.mjs').Contender} Contender */
/** @typedef {{ loads: number[], firstClick: number, elements: number } & Partial<Awaited<ReturnType<typeof visitClicks>>>} Round */

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    sizes: { type: 'string', default: '12x3,500x6' },
    only: { type: 'string', default: contenders.map(({ id }) => id).join(',') },
  },
})
const rounds = Number(values.rounds)
if (!Number.isSafeInteger(rounds) || rounds < 1)
  throw new Error('--rounds must be a positive integer.')
const sizes = values.sizes.split(',')
const chosen = contenders.filter(({ id }) => values.only.split(',').includes(id))

if (
  chosen.some(({ page }) => page.startsWith('peers/')) &&
  !existsSync(new URL('./peers/node_modules', import.meta.url))
)
  throw new Error('The peers are not installed. Run `npm ci --prefix bench/peers`.')

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

/** Bundles the page of a contender with the React of its folder. @param {string} page */
function bundleContender(page) {
  const path = at(`./${page}`)
  const contents = `
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
    })`
  return bundlePage(contents, dirname(path))
}

const pages = new Map(
  await Promise.all(
    chosen.map(
      async ({ page }) => /** @type {const} */ ([pageName(page), await bundleContender(page)]),
    ),
  ),
)
const { createBenchServer } = await import('./runtime/server.mjs')
const server = createBenchServer(pages, await bundleScript(at('./runtime/harness.ts')))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('The server has no port.')
const origin = `http://127.0.0.1:${address.port}`
const browser = await chromium.launch(launchOptions(resolveBrowser()))

/** @param {string} page */
function pageName(page) {
  return page.slice(page.indexOf('/') + 1, -'.tsx'.length)
}

/** @param {Contender} contender @param {string} size @returns {Promise<Round>} */
async function runRound({ page, isRendered }, size) {
  const visit = { page: pageName(page), size, isRendered }
  const { switches, elements, firstSwitch } = await visitLoad(browser, origin, visit)
  const { firstClick, ...load } = await visitFirstClick(browser, origin, visit)
  // A page from the server has its switches before it mounts.
  const mounted = isRendered ? {} : await visitClicks(browser, origin, visit, switches)
  return { loads: [firstSwitch, load.firstSwitch], firstClick, elements, ...mounted }
}

/** @param {Round[]} all @returns {import('./runtime/table.mjs').Figures} */
function summarize(all) {
  const clicks = all.flatMap((round) => round.clicks ?? [])
  return {
    firstSwitch: median(all.flatMap(({ loads }) => loads)),
    firstClick: median(all.map(({ firstClick }) => firstClick)),
    mount: median(all.map(({ mount }) => mount)),
    paint: median(clicks.map(({ paint }) => paint)),
    work: median(clicks.map(({ work }) => work)),
    script: median(clicks.map(({ script }) => script)),
    layouts: median(clicks.map(({ layouts }) => layouts)),
    elements: median(all.map(({ elements }) => elements)),
    heap: median(all.map(({ heap }) => heap)),
  }
}

console.log(
  `Chromium ${browser.version()}, medians of ${rounds} interleaved rounds. Others are multiples of ours: below x1 is less than ours.`,
)
/** @type {Map<string, import('./runtime/table.mjs').Results>} */
const runs = new Map()
for (const size of sizes) {
  /** @type {Map<Contender, Round[]>} */
  const measured = new Map(chosen.map((contender) => [contender, []]))
  for (let round = 0; round < rounds; round += 1) {
    // Each round starts with another client, so that none always follows the same one.
    const order = chosen.map((_, index) => chosen[(index + round) % chosen.length])
    for (const contender of order) {
      if (contender) measured.get(contender)?.push(await runRound(contender, size))
    }
  }
  const results = new Map([...measured].map(([{ id }, all]) => [id, summarize(all)]))
  runs.set(size, results)
  printTable(size, results)
}
await browser.close()
server.close()
if (!printTargets(runs)) process.exitCode = 1
