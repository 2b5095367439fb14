// @ts-check
import assert from 'node:assert/strict'

/**
 * @typedef {{ url: string, servers: readonly import('./runCommand.mjs').Server[] }} RunningApp `url` of the page with the button to sign in
 * @typedef {{ name: string, isServerRendered: boolean, modes: Record<string, (variables?: Readonly<Record<string, string>>) => Promise<RunningApp>> }} App
 */

/** The switches of the page's catalog with their defaults. */
const defaults = {
  'Comments and mentions, Email': true,
  'Comments and mentions, Push': true,
  'Comments and mentions, In-app': true,
  'Weekly recap, Email': true,
  'Weekly recap, Push': false,
  'Security alerts, Email': true,
  'Security alerts, SMS': false,
}

/**
 * Signs a new user in, changes one setting, and checks that it is saved and that nothing was reported.
 *
 * @param {import('playwright').Browser} browser
 * @param {RunningApp} app
 * @param {boolean} isServerRendered
 */
export async function tryApp(browser, { url, servers }, isServerRendered) {
  const context = await browser.newContext()
  // A development server compiles a page when it is requested, which takes long on a busy machine.
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  /** @type {string[]} */
  const reports = []
  page.on('pageerror', (error) => reports.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) reports.push(message.text())
  })
  try {
    await page.goto(url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expectSwitches(page, defaults)
    await waitForHydration(page)
    const saved = page.waitForResponse(
      (response) =>
        response.request().method() !== 'GET' && response.url().includes('/preferences'),
    )
    await page.getByRole('switch', { name: 'Weekly recap, Push' }).click()
    assert.equal((await saved).status(), 200)
    await page.reload()
    await expectSwitches(page, { ...defaults, 'Weekly recap, Push': true })
    if (isServerRendered) {
      const html = await (await page.request.get(page.url())).text()
      assert.equal(html.match(/role="switch"/g)?.length, Object.keys(defaults).length)
      assert.match(html, /aria-checked="true"[^>]*aria-label="Weekly recap, Push"/)
    }
    assert.deepEqual(reports, [])
    for (const { output } of servers) assert.doesNotMatch(output(), /\[identikit\]|error/i)
  } catch (error) {
    console.error([...reports, ...servers.map(({ output }) => output())].join('\n'))
    throw error
  } finally {
    await context.close()
  }
}

/**
 * @param {import('playwright').Page} page
 * @param {Record<string, boolean>} expected
 */
async function expectSwitches(page, expected) {
  await page.getByRole('switch').first().waitFor()
  const shown = await page
    .getByRole('switch')
    .evaluateAll((list) =>
      list.map((item) => [
        item.getAttribute('aria-label'),
        item.getAttribute('aria-checked') === 'true',
      ]),
    )
  assert.deepEqual(Object.fromEntries(shown), expected)
}

/**
 * Waits until React handles the clicks of HTML that the server rendered.
 *
 * @param {import('playwright').Page} page
 */
async function waitForHydration(page) {
  await page.waitForFunction(() => {
    const button = document.querySelector('[role="switch"]')
    return Object.keys(button ?? {}).some((key) => key.startsWith('__reactProps'))
  })
}
