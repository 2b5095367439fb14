// @ts-check
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundlePage } from './bundle.mjs'

const origin = 'http://127.0.0.1'
const html = `<!doctype html><html lang="en"><head><link rel="stylesheet" href="/styles.css"></head>
  <body><script type="module" src="/page.js"></script></body></html>`
const sheet = readFileSync(new URL('../../dist/styles.css', import.meta.url))

/** Bundles a page for `openKeyPage`. @param {string} page A module that exports `App`, relative to `bench`. */
export function bundleKeyPage(page) {
  const path = fileURLToPath(new URL(`../${page}`, import.meta.url))
  const show = fileURLToPath(new URL('./showKeys.tsx', import.meta.url))
  const contents = `
    import { createElement } from 'react'
    import * as page from ${JSON.stringify(path)}
    import { show } from ${JSON.stringify(show)}
    show(createElement(page.App))
    Object.assign(window, page)`
  return bundlePage(contents, dirname(path))
}

/**
 * Opens a page of `bundleKeyPage` in a context of its own. Returns the page, and functions that press a key and measure it.
 *
 * @param {import('playwright').Browser} browser @param {import('./bundle.mjs').Files} files
 */
export async function openKeyPage(browser, files) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } })
  const page = await context.newPage()
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html })
    if (pathname === '/styles.css') return route.fulfill({ contentType: 'text/css', body: sheet })
    const file = files.get(pathname)
    if (!file) return route.fulfill({ status: 404 })
    return route.fulfill({ contentType: file.type, body: file.content })
  })
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(origin)

  async function readScript() {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN) * 1000
  }

  /**
   * Presses a key. Returns the milliseconds until its first and its last change of the page are painted, and those of its scripts.
   *
   * @param {string} key
   */
  const press = async (key) => {
    const before = await readScript()
    await page.keyboard.press(key)
    await page.waitForTimeout(300)
    const script = (await readScript()) - before
    /** @type {{ first: number, last: number }} */
    const painted = await page.evaluate(() => /** @type {any} */ (globalThis).keyToPaint())
    return { ...painted, script }
  }

  return { page, press, close: () => context.close() }
}
