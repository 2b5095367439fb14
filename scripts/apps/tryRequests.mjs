// @ts-check
import assert from 'node:assert/strict'

/**
 * Checks the session cookie of a starter, and that it refuses the requests that it must refuse.
 *
 * @param {import('playwright').Browser} browser
 * @param {string} url
 */
export async function tryRequests(browser, url) {
  const context = await browser.newContext()
  const { origin } = new URL(url)
  const preferences = `${origin}/api/identikit/preferences`
  const data = { changes: [{ type: 'comments', channel: 'email', enabled: false }] }
  /** @param {Record<string, string>} headers */
  const save = async (headers, body = data) =>
    (await context.request.patch(preferences, { headers, data: body })).status()
  const read = async (headers = {}) =>
    (await context.request.get(`${origin}/api/identikit`, { headers })).status()
  try {
    assert.equal(await read(), 401)
    assert.equal(await read({ cookie: 'session=demo' }), 401)

    const page = await context.newPage()
    await page.goto(url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('switch').first().waitFor()
    const [cookie, ...others] = await context.cookies()
    assert.ok(cookie)
    assert.deepEqual(others, [])
    const { httpOnly, sameSite, secure } = cookie
    assert.deepEqual(
      { httpOnly, sameSite, secure },
      { httpOnly: true, sameSite: 'Lax', secure: true },
    )
    assert.equal(await read(), 200)
    await context.addCookies([{ ...cookie, value: changeText(cookie.value) }])
    assert.equal(await read(), 401)
    await context.addCookies([cookie])

    assert.equal(await save({ origin }), 200)
    assert.equal(await save({}), 403)
    assert.equal(await save({ origin: 'https://other.example' }), 403)
    const changes = Array.from({ length: 2000 }, () => data.changes).flat()
    assert.equal(await save({ origin }, { changes }), 413)

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    assert.deepEqual(await context.cookies(), [])
  } finally {
    await context.close()
  }
}

/** Changes the first character of a signed value. */
const changeText = (/** @type {string} */ value) =>
  (value.startsWith('e') ? 'f' : 'e') + value.slice(1)
