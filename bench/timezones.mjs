// @ts-check
/** `npm run bench:timezones`: compares the time zone picker with react-timezone-select; exits 1 if ours is slower. */
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { launchOptions, resolveBrowser } from '../scripts/browser.mjs'
import { median } from './shared/median.mjs'
import { bundleKeyPage, openKeyPage } from './shared/openKeyPage.mjs'

const query = 'tokyo'

const { values } = parseArgs({ options: { trials: { type: 'string', default: '11' } } })
const trials = Number(values.trials)
if (!Number.isSafeInteger(trials) || trials < 1)
  throw new Error('--trials must be a positive integer.')

const contenders = [
  { name: 'Identikit `TimezonePicker`', entry: 'ours.tsx' },
  { name: 'react-timezone-select', entry: 'reactTimezoneSelect.tsx' },
]

/**
 * Opens the list on a new page and types the query.
 *
 * @param {import('playwright').Browser} browser @param {import('./shared/bundle.mjs').Files} files
 */
async function visit(browser, files) {
  const { page, press, close } = await openKeyPage(browser, files)
  await page.locator('input[role=combobox]').focus()
  await page.waitForTimeout(200)
  const open = await press('ArrowDown')
  const rows = await page.locator('[role=option]').count()
  /** @type {number[]} */
  const letters = []
  for (const letter of query) letters.push((await press(letter)).last)
  const results = await page.locator('[role=option]').count()
  if (results === 0) throw new Error(`The list has no results for "${query}".`)
  /** @type {number[]} */
  const searches = await page.evaluate(() => /** @type {any} */ (globalThis).timeSearches?.() ?? [])
  await close()
  return { rows, open: open.first, all: open.last, letters, searches }
}

const browser = await chromium.launch(launchOptions(resolveBrowser()))
console.log(`Chromium ${browser.version()}, ${trials} alternating visits each; medians in ms.\n`)
const runs = await Promise.all(
  contenders.map(async (contender) => ({
    ...contender,
    files: await bundleKeyPage(`timezones/${contender.entry}`),
    visits: /** @type {Awaited<ReturnType<typeof visit>>[]} */ ([]),
  })),
)
for (let trial = 0; trial < trials; trial += 1) {
  for (const run of runs) run.visits.push(await visit(browser, run.files))
}
await browser.close()

console.log('| | rows | first open | all rows | first letter | next letters | search |')
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |')
const [ours, theirs] = runs.map(({ name, visits }) => {
  const figures = {
    'first open': median(visits.map(({ open }) => open)),
    'all rows': median(visits.map(({ all }) => all)),
    'first letter': median(visits.map(({ letters }) => letters[0])),
    'next letters': median(visits.flatMap(({ letters }) => letters.slice(1))),
    search: median(visits.flatMap(({ searches }) => searches)),
  }
  const cells = Object.values(figures).map((time) => (Number.isNaN(time) ? '' : time.toFixed(1)))
  console.log(`| ${[name, visits[0]?.rows, ...cells].join(' | ')} |`)
  return figures
})

console.log(
  '\n| ours to react-timezone-select | measured | at most | |\n| --- | ---: | ---: | --- |',
)
for (const figure of /** @type {const} */ (['first open', 'first letter', 'next letters'])) {
  const ratio = (ours?.[figure] ?? NaN) / (theirs?.[figure] ?? NaN)
  const isSlower = ratio > 1
  console.log(`| ${figure} | ${ratio.toFixed(2)} | 1 | ${isSlower ? 'above' : 'ok'} |`)
  if (isSlower) process.exitCode = 1
}
