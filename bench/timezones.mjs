// @ts-check
/** `npm run bench:timezones`: compares the time zone picker with react-timezone-select; exits 1 if ours exceeds a limit. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { build } from 'vite'
import { launchOptions, resolveBrowser } from '../scripts/browser.mjs'
import { kb, measureWithVite } from '../scripts/measureBundle.mjs'

/** The limits of our medians, in milliseconds. */
const limits = { open: 100, key: 35, search: 8 }
const query = 'tokyo'

const { values } = parseArgs({ options: { trials: { type: 'string', default: '11' } } })
const trials = Number(values.trials)
if (!Number.isSafeInteger(trials) || trials < 1)
  throw new Error('--trials must be a positive integer.')

const contenders = [
  {
    name: 'Identikit `TimezonePicker`',
    entry: 'ours.tsx',
    code: "export { TimezonePicker } from 'identikit'",
  },
  {
    name: 'react-timezone-select',
    entry: 'reactTimezoneSelect.tsx',
    code: "export { default } from 'react-timezone-select'",
  },
]

/** Builds an entry as a host does. @param {string} entry */
async function bundle(entry) {
  const built = await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: fileURLToPath(new URL(`./timezones/${entry}`, import.meta.url)),
        // The page holds one script.
        output: { codeSplitting: false },
      },
    },
  })
  if (!('output' in built)) throw new Error('Vite returned several builds.')
  return built.output.map((part) => (part.type === 'chunk' ? part.code : '')).join('\n')
}

/** @param {import('playwright').Page} page @returns {Promise<{ first: number, last: number }>} */
async function keyToPaint(page) {
  await page.waitForTimeout(300)
  return page.evaluate(() => /** @type {any} */ (globalThis).keyToPaint())
}

/** @param {number[]} times */
function median(times) {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

/** Opens the list on a new page and types the query. @param {import('playwright').Browser} browser @param {string} script */
async function visit(browser, script) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
  await page.setContent('<!doctype html><html lang="en"><body></body></html>')
  await page.addStyleTag({ path: fileURLToPath(new URL('../dist/styles.css', import.meta.url)) })
  await page.addScriptTag({ content: script, type: 'module' })
  await page.locator('input[role=combobox]').focus()
  await page.waitForTimeout(200)
  await page.keyboard.press('ArrowDown')
  const open = await keyToPaint(page)
  const rows = await page.locator('[role=option]').count()
  const keys = []
  for (const letter of query) {
    await page.keyboard.press(letter)
    keys.push((await keyToPaint(page)).last)
  }
  const results = await page.locator('[role=option]').count()
  if (results === 0) throw new Error(`The list has no results for "${query}".`)
  const searches = await page.evaluate(() => /** @type {any} */ (globalThis).timeSearches?.() ?? [])
  await page.close()
  return { open, rows, keys, searches }
}

const browser = await chromium.launch(launchOptions(resolveBrowser()))
console.log(`Chromium ${browser.version()}, ${trials} alternating visits each; medians in ms.\n`)
const runs = await Promise.all(
  contenders.map(async (contender) => ({
    ...contender,
    script: await bundle(contender.entry),
    size: (await measureWithVite(contender.code)).size,
    visits: /** @type {Awaited<ReturnType<typeof visit>>[]} */ ([]),
  })),
)
for (let trial = 0; trial < trials; trial++) {
  for (const run of runs) run.visits.push(await visit(browser, run.script))
}
await browser.close()

console.log(
  '| | rows | first open | all rows | typed letter | search | minified, gzip, without React |',
)
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |')
const figures = runs.map(({ name, visits, size }) => {
  const open = median(visits.map((result) => result.open.first))
  const all = median(visits.map((result) => result.open.last))
  const key = median(visits.flatMap(({ keys }) => keys))
  const search = median(visits.flatMap(({ searches }) => searches))
  const cells = [open, all, key, search].map((time) => (Number.isNaN(time) ? '' : time.toFixed(1)))
  console.log(`| ${[name, visits[0]?.rows, ...cells, kb(size)].join(' | ')} |`)
  return { open, key, search }
})
for (const [name, limit] of Object.entries(limits)) {
  const ours = figures[0]?.[/** @type {keyof typeof limits} */ (name)] ?? NaN
  if (ours <= limit) continue
  console.error(`bench: ${name} takes ${ours.toFixed(1)} ms; the limit is ${limit} ms.`)
  process.exitCode = 1
}
