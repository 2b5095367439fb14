// @ts-check
/**
 * Renders the kit with its built style sheets in pages with the style sheets of hosts, and checks that it looks as in a page without others:
 * `npm run check:hosts -- [--out folder] [--verbose] [part of a host's name]`.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { launchOptions, resolveBrowser } from './browser.mjs'
import { buildScripts, buildSheets, bundleSource } from './hosts/build.mjs'
import { listHosts } from './hosts/hosts.mjs'
import { openPage } from './hosts/openPage.mjs'
import { compare } from './screenshots/compare.mjs'

const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string' },
    page: { type: 'string', default: '' },
    verbose: { type: 'boolean' },
  },
  allowPositionals: true,
})
if (!existsSync(new URL('../dist/styles.css', import.meta.url)))
  throw new Error('Run `npm run build` before.')
if (values.out) mkdirSync(values.out, { recursive: true })

/** @type {import('./hosts/openPage.mjs').Variant[]} */
const variants = [
  { page: 'Screens', direction: 'ltr' },
  { page: 'Screens', direction: 'rtl' },
  { page: 'Screens', direction: 'ltr', isShadow: true },
  { page: 'Picker', direction: 'ltr' },
  { page: 'Dialog', direction: 'ltr' },
]

const folder = mkdtempSync(join(tmpdir(), 'identikit-hosts-'))
const browser = await chromium.launch(launchOptions(resolveBrowser()))
/** The part of the pixels that may differ: a page has many screens, so that it is less than in other pictures. */
const limit = 0.00005
let problems = 0

/** @param {string} place @param {string[]} lines */
function report(place, lines) {
  if (lines.length === 0) return console.log(`ok   ${place}`)
  problems += 1
  console.log(`FAIL ${place}: ${lines.length} differences`)
  for (const line of lines.slice(0, values.verbose ? undefined : 8)) console.log(`       ${line}`)
}

/** @param {Buffer} before @param {Buffer} after @returns {string[]} */
function comparePictures(before, after) {
  const { ratio } = compare(before, after)
  if (ratio === 1) return ['The pictures have different sizes.']
  return ratio > limit ? [`${(ratio * 100).toFixed(3)} % of the pixels differ.`] : []
}

/** The picture of the screens as a page has them. @type {Promise<Buffer> | undefined} */
let outside

/**
 * Checks all hosts in one page.
 *
 * @param {import('./hosts/openPage.mjs').Variant} variant @param {string} id @param {Awaited<ReturnType<typeof prepare>>} prepared
 */
async function checkPage(variant, id, { hosts, scripts, source, sheets }) {
  const opened = openPage(browser, scripts, sheets.get('plain page') ?? '', variant)
  const shown = opened.then((page) => page.screenshot({ fullPage: true }))
  outside ??= shown
  const page = await opened
  const picture = await shown
  // In a shadow root, the screens must look as outside.
  const before = variant.isShadow ? await outside : picture
  /** @type {[place: string, lines: string[]][]} */
  const results = []
  await page.evaluate((css) => globalThis.hostCheck.apply(css), source)
  // Minified numbers have fewer digits, and a page of many screens adds up the differences, so that pictures can't be compared.
  results.push([`${id}: sources`, await page.evaluate(() => globalThis.hostCheck.compare())])
  const isSpecial = variant.direction === 'rtl' || variant.isShadow
  for (const { name, isEverywhere } of hosts) {
    if (isSpecial && !isEverywhere) continue
    await page.evaluate((css) => globalThis.hostCheck.apply(css), sheets.get(name) ?? '')
    const lines = await page.evaluate(() => globalThis.hostCheck.compare())
    const rings = await page.evaluate(() => globalThis.hostCheck.compareRings())
    const after = await page.screenshot({ fullPage: true })
    results.push([`${id}: ${name}`, [...lines, ...rings, ...comparePictures(before, after)]])
    if (values.out) writeFileSync(join(values.out, `${id} - ${name}.png`), after)
  }
  if (values.out) writeFileSync(join(values.out, `${id}.png`), picture)
  await page.close()
  return results
}

async function prepare() {
  const all = await listHosts()
  const hosts = all.filter(({ name }) => positionals.every((part) => name.includes(part)))
  const [scripts, source, sheets] = await Promise.all([
    buildScripts(),
    bundleSource(),
    buildSheets(all, folder),
  ])
  return { hosts, scripts, source, sheets }
}

try {
  const prepared = await prepare()
  const pages = variants.flatMap((variant) => {
    const id = `${variant.page} ${variant.direction}${variant.isShadow ? ' in a shadow root' : ''}`
    return id.includes(values.page) ? [checkPage(variant, id, prepared)] : []
  })
  for (const results of await Promise.all(pages))
    for (const [place, lines] of results) report(place, lines)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
if (problems > 0) process.exitCode = 1
