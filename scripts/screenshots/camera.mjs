// @ts-check
import { createServer } from 'node:http'
import { chromium } from 'playwright'
import sirv from 'sirv'
import { launchOptions, resolveBrowser } from '../browser.mjs'

/** The time of every picture, so that clocks and "last seen" never differ. */
const now = new Date('2026-03-11T09:41:00Z')

/** Arguments that make pixels the same on every computer. */
const args = [
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--disable-font-subpixel-positioning',
  '--disable-partial-raster',
  '--disable-skia-runtime-opts',
  '--hide-scrollbars',
]

/** Hides what blinks, and ends animations at once. */
const calm = `
*, ::before, ::after {
  animation-delay: -1ms !important;
  animation-duration: 1ms !important;
  animation-iteration-count: 1 !important;
  transition-delay: 0s !important;
  transition-duration: 0s !important;
  caret-color: transparent !important;
}`

/** @typedef {import('./pictures.mjs').Picture} Picture */
/** @typedef {import('playwright').Page} Page */

/**
 * Serves a built Storybook and opens a browser.
 *
 * @param {string} folder
 */
export async function openStudio(folder) {
  const serve = sirv(folder)
  const server = createServer((request, response) => serve(request, response))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const options = launchOptions(resolveBrowser())
  const browser = await chromium.launch({ ...options, args: [...options.args, ...args] })

  /**
   * Opens the story of a picture and waits until it's rendered and its play function has ended.
   *
   * @param {Picture} picture
   */
  async function open({ story, width, globals, forcedColors = false }) {
    const page = await browser.newPage({
      viewport: { width, height: 720 },
      colorScheme: globals['theme'] === 'dark' ? 'dark' : 'light',
      forcedColors: forcedColors ? 'active' : 'none',
      reducedMotion: 'reduce',
      timezoneId: 'Europe/London',
      locale: 'en-US',
    })
    await page.clock.setFixedTime(now)
    await page.addInitScript((css) => {
      addEventListener('DOMContentLoaded', () => {
        const sheet = document.createElement('style')
        sheet.textContent = css
        document.head.append(sheet)
      })
    }, calm)
    const values = Object.entries({ ...globals, 'a11y.manual': '!true' })
    const query = values.map((entry) => entry.join(':')).join(';')
    await page.goto(
      `http://127.0.0.1:${port}/iframe.html?viewMode=story&id=${story}&globals=${query}`,
    )
    await page.waitForFunction(
      () => {
        const { currentRender } = /** @type {any} */ (globalThis).__STORYBOOK_PREVIEW__ ?? {}
        return /^(?:completed|finished|errored|aborted)$/.test(currentRender?.phase)
      },
      undefined,
      { timeout: 30_000 },
    )
    const error = await page.evaluate(() =>
      document.body.classList.contains('sb-show-errordisplay')
        ? document.querySelector('#error-message')?.textContent
        : undefined,
    )
    if (error !== undefined) throw new Error(`${story} fails: ${error}`)
    await page.evaluate(() => document.fonts.ready)
    return page
  }

  /**
   * Takes a picture of an open page, when two in a row are equal.
   *
   * @param {Page} page
   * @returns {Promise<Buffer>}
   */
  async function take(page) {
    let last = await shoot(page)
    for (let tries = 0; tries < 20; tries += 1) {
      await page.waitForTimeout(50)
      const next = await shoot(page)
      if (next.equals(last)) return next
      last = next
    }
    return last
  }

  return {
    version: browser.version(),
    open,
    take,
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** @param {Page} page */
function shoot(page) {
  return page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide', scale: 'css' })
}
