// @ts-check
import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import sirv from 'sirv'

/**
 * Opens the page of a bundle, changes a setting in the component and in a table of own markup, which the entry for shadcn shows, too, and
 * uses the other entries.
 *
 * @param {import('playwright').Browser} browser
 * @param {string} folder of the bundle
 */
export async function tryBundle(browser, folder) {
  const sheet = existsSync(join(folder, 'main.css'))
    ? '<link rel="stylesheet" href="main.css">'
    : ''
  const head = `<meta charset="utf-8"><link rel="icon" href="data:,">${sheet}`
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><head>${head}</head><body><div id="root"></div><script type="module" src="main.js"></script></body></html>`,
  )
  const server = createServer(sirv(folder)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const page = await browser.newPage()
  /** @type {string[]} */
  const reports = []
  page.on('pageerror', (error) => reports.push(String(error)))
  page.on('console', (message) => reports.push(message.text()))
  try {
    await page.goto(`http://127.0.0.1:${port}/`)
    const recap = page.getByRole('switch', { name: 'Weekly recap, Email' })
    assert.equal(await recap.getAttribute('aria-checked'), 'false')
    await recap.click()
    await page.getByText('Weekly recap, Email: on. Saved').waitFor()
    assert.equal(await recap.getAttribute('aria-checked'), 'true')
    const box = await recap.boundingBox()
    assert.ok(box && box.width > box.height && box.height >= 16, 'The style sheet is not applied.')

    const news = page.getByRole('checkbox', { name: 'News, Email' })
    await news.check()
    await page.getByRole('status').filter({ hasText: 'Saved' }).last().waitFor()
    assert.ok(await news.isChecked())
    const copied = page.getByRole('switch', { name: 'News, Email' })
    assert.equal(await copied.getAttribute('aria-checked'), 'true')

    const profile = page.getByRole('form', { name: 'Profile' })
    await profile.getByRole('textbox', { name: 'Name' }).fill('Grace')
    await profile.getByRole('button', { name: 'Save' }).click()
    await profile.getByText('Saved').waitFor()
    const streak = page.getByRole('switch', { name: 'Keep a streak' })
    await streak.click()
    await page.getByText(/^Keep a streak: o(?:n|ff)\. Saved$/).waitFor()
    assert.equal(await page.getByRole('combobox', { name: 'Zone' }).inputValue(), 'Europe/Oslo')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByText('Enter your name.').waitFor()
    assert.deepEqual(reports, [])
  } finally {
    await page.close()
    server.close()
  }
}
