// @ts-check
/** Opens a page of the check and brings it into the state that is compared. */

/** @typedef {{ page: string, direction: 'ltr' | 'rtl', isShadow?: boolean }} Variant */

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Hosts</title>
<body>
<div class="stage" id="wide"></div>
<div class="stage" id="narrow"></div>
</body>`

/** What the kit inherits from a page by design: the font, its size, and the colors. */
const stageCss = `
  html, body { display: block !important; margin: 0 !important; padding: 0 !important; border: 0 !important; background: #fff !important; }
  body { position: relative; }
  .stage { font-family: sans-serif !important; font-size: 16px !important; color: #1c2024; background: #fff; display: block !important; box-sizing: content-box !important;
    position: absolute; inset-block-start: 0; inset-inline-start: 0; inline-size: 720px; padding: 16px !important; }
  #narrow { inset-inline-start: 784px; inline-size: 320px; }
  * { caret-color: transparent !important; }
  .screen { display: block !important; margin: 0 0 32px !important; padding: 0 !important; }
`

/**
 * @param {import('playwright').Browser} browser @param {{ page: string, script: string }} scripts
 * @param {string} css the sheet to begin with @param {Variant} variant
 */
export async function openPage(browser, scripts, css, variant) {
  const { page: name, direction, isShadow = false } = variant
  const page = await browser.newPage({
    viewport: { width: 1200, height: 900 },
    reducedMotion: 'reduce',
  })
  page.on('pageerror', (error) => console.error(error))
  const url = `http://localhost/?page=${name}${isShadow ? '&shadow' : ''}`
  await page.route('http://localhost/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: html }),
  )
  await page.clock.setFixedTime('2026-03-02T09:58:00Z')
  await page.goto(url)
  await page.addScriptTag({ content: scripts.script })
  await page.evaluate(
    ({ dir, text }) => {
      document.documentElement.dir = dir
      document.head.append(
        Object.assign(document.createElement('style'), { id: 'stage', textContent: text }),
      )
      document.head.append(Object.assign(document.createElement('style'), { id: 'host' }))
    },
    { dir: direction, text: stageCss },
  )
  await page.addScriptTag({ content: scripts.page })
  await page.evaluate((text) => globalThis.hostCheck.apply(text), css)
  await states[name]?.(page)
  await settle(page)
  // A focus loads parts of some controls, and closes the list of the picker.
  if (name !== 'Picker') {
    await page.evaluate(() => globalThis.hostCheck.keepRings())
    await settle(page)
  }
  await hover(page)
  await page.evaluate(() => globalThis.hostCheck.keep())
  return page
}

/** Shows one button of each kind as under the pointer. @param {import('playwright').Page} page */
async function hover(page) {
  const client = await page.context().newCDPSession(page)
  await client.send('DOM.enable')
  await client.send('CSS.enable')
  const { root } = await client.send('DOM.getDocument', { depth: -1, pierce: true })
  const kinds = new Set()
  for (const nodes = [root]; nodes.length > 0;) {
    const {
      nodeName,
      nodeId,
      attributes = [],
      children = [],
      shadowRoots = [],
    } = nodes.pop() ?? root
    nodes.push(...children, ...shadowRoots)
    const kind = attributes[attributes.indexOf('class') + 1] ?? ''
    if (nodeName !== 'BUTTON' || kinds.has(kind)) continue
    kinds.add(kind)
    await client.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses: ['hover'] })
  }
}

/** Waits until nothing changes any more. @param {import('playwright').Page} page */
async function settle(page) {
  await page.waitForLoadState('networkidle')
  for (let before = ''; ;) {
    await page.waitForTimeout(1000)
    const now = await page.evaluate(() =>
      [...document.querySelectorAll('.stage')]
        .map((stage) => (stage.shadowRoot ?? stage).innerHTML)
        .join(''),
    )
    if (now === before) return
    before = now
  }
}

/** @type {Record<string, (page: import('playwright').Page) => Promise<void>>} */
const states = {
  async Screens(page) {
    for (const stage of ['#wide', '#narrow']) {
      const screens = page.locator(`${stage} .screen`)
      await screens.nth(1).getByRole('switch').first().waitFor({ state: 'attached' })
      await screens.nth(3).getByRole('switch').first().waitFor({ state: 'attached' })
      const email = page.locator(stage).getByRole('textbox', { name: 'Email' })
      await email.first().waitFor()
      await email.first().fill('no address')
      await email.last().fill('no address')
      await email.last().blur()
      await page.locator(stage).getByRole('button', { name: 'Create account' }).click()
    }
    const switches = page.locator('#wide .screen').nth(1).getByRole('switch')
    for (const index of [1, 2]) await switches.nth(index).click()
    const rows = page.locator('#narrow .screen').nth(1).locator('button[aria-expanded="false"]')
    if ((await rows.count()) > 0) await rows.first().click()
  },
  async Picker(page) {
    const input = page.locator('#wide').getByRole('combobox')
    await input.click()
    await page.locator('#wide').getByRole('option').nth(5).waitFor()
    await page.keyboard.press('ArrowDown')
  },
  async Dialog(page) {
    await page.locator('#wide').getByRole('button').first().click()
    await page.locator('#wide').getByRole('dialog').waitFor()
    // The ring of the first control is compared by `compareRings`.
    await page.evaluate(
      () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
    )
  },
}
