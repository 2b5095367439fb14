// @ts-check
import assert from 'node:assert/strict'

const serverZones = ['UTC', 'Pacific/Auckland', 'America/St_Johns']
const browserZones = ['America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati']
const locales = ['en-US', 'de-DE', 'ar-EG']
/** In a language that the page doesn't have, it shows the time zone of the computer, which React must report. */
const wrong = { timezoneId: 'Asia/Kolkata', locale: 'fr-FR', index: undefined }

/** What React reports of a mismatch: words in development, and numbers in production. */
const mismatch = /hydrat|did not match|React error #(418|421|422|423|425)\b/i

/**
 * @typedef {object} Device
 * @property {string} locale
 * @property {string} timezoneId
 * @property {number | undefined} index the sum of the indexes of both
 * @property {(url: string) => Promise<readonly string[]>} open opens a page after the one before, and returns what it reports
 */

/**
 * Opens a browser for each time zone and language. All apps use them, because the process of each takes time.
 *
 * @param {import('playwright').Browser} browser
 * @returns {Promise<readonly Device[]>}
 */
export function openDevices(browser) {
  const devices = browserZones.flatMap((timezoneId, i) =>
    locales.map((locale, j) => ({ timezoneId, locale, index: i + j })),
  )
  return Promise.all(
    [...devices, wrong].map(async (device) => {
      const page = await browser.newPage(device)
      page.setDefaultTimeout(120_000)
      /** @type {Promise<unknown>} */
      let last = Promise.resolve()
      /** @param {string} url */
      function open(url) {
        const reports = last.then(() => readReports(page, url))
        last = reports.catch(() => {})
        return reports
      }
      return { ...device, open }
    }),
  )
}

/**
 * Opens the page of `writeHydrationFiles` on devices, rendered by servers in several time zones, and checks that React reports no mismatch and
 * that the servers report nothing.
 *
 * @param {readonly Device[]} devices
 * @param {import('./tryApp.mjs').App} app
 * @param {string} path of the page
 * @param {boolean} isFull whether production has all combinations, instead of each pair of two zones or of a zone and a language
 */
export async function tryHydration(devices, app, path, isFull) {
  /** @param {string} mode @param {number} index */
  async function tryServer(mode, index) {
    const TZ = serverZones[index] ?? ''
    const running = await app.modes[mode]?.({ TZ, LANG: 'fr_FR.UTF-8' })
    assert.ok(running)
    const { href } = new URL(path, running.url)
    const isAll = isFull && mode === 'production'
    const selected = devices.filter(
      (device) => isAll || ((device.index ?? -index) + index) % 3 === 0,
    )
    try {
      await Promise.all(
        selected.map(async ({ timezoneId, locale, open }) => {
          const reports = (await open(href)).join('\n')
          const where = `${app.name}, ${mode}, server in ${TZ}, ${locale} in ${timezoneId}`
          if (locale === wrong.locale) assert.match(reports, mismatch, where)
          else assert.equal(reports, '', `${where} reports:\n${reports}`)
        }),
      )
      // React 18 has warnings for what it renders on a server, too.
      for (const { output } of running.servers)
        assert.doesNotMatch(output(), /^Warning: |\[identikit\]/m)
    } catch (error) {
      console.error(running.servers.map(({ output }) => output()).join('\n'))
      throw error
    } finally {
      for (const server of running.servers) await server.stop()
    }
  }
  await Promise.all([
    ...serverZones.map((_, index) => tryServer('production', index)),
    tryServer('development', 2),
  ])
}

/**
 * Opens the page, and returns what it reports until React has hydrated it.
 *
 * @param {import('playwright').Page} page
 * @param {string} url
 */
async function readReports(page, url) {
  /** @type {string[]} */
  const reports = []
  /** @param {Error} error */
  const addError = (error) => reports.push(String(error))
  /** @param {import('playwright').ConsoleMessage} message */
  const addMessage = (message) => {
    if (['error', 'warning'].includes(message.type())) reports.push(message.text())
  }
  page.on('pageerror', addError).on('console', addMessage)
  const isHydrated = (/** @type {import('playwright').ConsoleMessage} */ message) =>
    message.text() === 'hydrated'
  await Promise.all([page.waitForEvent('console', isHydrated), page.goto(url)])
  page.off('pageerror', addError).off('console', addMessage)
  const language = await page.locator('[data-language]').getAttribute('data-language')
  assert.equal(language, await page.evaluate(() => navigator.language.slice(0, 2)))
  // A development server ends before the next page is opened.
  await page.goto('about:blank')
  return reports
}
