// @ts-check
/** `npm run bench:profile`: compares a key in the profile form with one in two small forms. */
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { launchOptions, resolveBrowser } from '../scripts/browser.mjs'
import { median } from './shared/median.mjs'
import { bundleKeyPage, openKeyPage } from './shared/openKeyPage.mjs'

const text = 'countess'

const { values } = parseArgs({ options: { trials: { type: 'string', default: '7' } } })
const trials = Number(values.trials)
if (!Number.isSafeInteger(trials) || trials < 1)
  throw new Error('--trials must be a positive integer.')

const contenders = [
  { name: 'Identikit `ProfileEditor`', entry: 'ours.tsx' },
  { name: 'React Hook Form, five inputs', entry: 'reactHookForm.tsx' },
  { name: 'one state, five inputs', entry: 'controlled.tsx' },
]

/**
 * Types into the name on a new page.
 *
 * @param {import('playwright').Browser} browser @param {import('./shared/bundle.mjs').Files} files
 */
async function visit(browser, files) {
  const { page, press, close } = await openKeyPage(browser, files)
  const name = page.getByLabel('Name', { exact: true })
  await name.focus()
  await page.keyboard.press('End')
  await page.waitForTimeout(500)
  const keys = []
  for (const letter of text) keys.push(await press(letter))
  const value = await name.inputValue()
  if (!value.endsWith(text)) throw new Error(`The name is "${value}".`)
  await close()
  return keys
}

const browser = await chromium.launch(launchOptions(resolveBrowser()))
console.log(`Chromium ${browser.version()}, ${trials} alternating visits each; medians in ms.\n`)
const runs = await Promise.all(
  contenders.map(async (contender) => ({
    ...contender,
    files: await bundleKeyPage(`profile/${contender.entry}`),
    visits: /** @type {Awaited<ReturnType<typeof visit>>[]} */ ([]),
  })),
)
for (let trial = 0; trial < trials; trial += 1) {
  for (const run of runs) run.visits.push(await visit(browser, run.files))
}
await browser.close()

console.log('| | first key | next keys | script of a next key |\n| --- | ---: | ---: | ---: |')
for (const { name, visits } of runs) {
  const next = visits.flatMap((keys) => keys.slice(1))
  const cells = [
    median(visits.map(([first]) => first?.last)),
    median(next.map(({ last }) => last)),
    median(next.map(({ script }) => script)),
  ]
  console.log(`| ${[name, ...cells.map((time) => time.toFixed(1))].join(' | ')} |`)
}
