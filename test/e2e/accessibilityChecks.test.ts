import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callCheck } from '../../scripts/a11y/inPageChecks.mjs'
import { bundleChecks } from '../../scripts/a11y/storybook.mjs'
import { pressControls, walkKeyboard } from '../../scripts/a11y/walkKeyboard.mjs'
import { launchOptions, resolveBrowser } from '../../scripts/browser.mjs'

let browser: Browser
let page: Page
let code = ''

beforeAll(async () => {
  const options = launchOptions(resolveBrowser())
  const args = [...options.args, '--enable-blink-features=ComputedAccessibilityInfo']
  browser = await chromium.launch({ ...options, args })
  page = await browser.newPage({ viewport: { width: 320, height: 256 } })
  await page.clock.install()
  code = await bundleChecks()
})

afterAll(() => browser.close())

/** Runs a check over a page of 320 px. */
async function check(html: string, run: (page: Page) => Promise<string[]>): Promise<string[]> {
  await page.setContent(
    `<!doctype html><style>:focus-visible { outline: 2px solid blue }</style>${html}`,
  )
  await page.addScriptTag({ content: code })
  return run(page)
}

const findLayoutFaults = () => callCheck(page, 'findLayoutFaults')

test.each([
  ['a wide table', '<div style="inline-size: 400px">Text</div>', 'the page scrolls horizontally'],
  [
    'an ellipsis',
    '<div style="inline-size: 60px; overflow: hidden; white-space: nowrap">A long text</div>',
    'is cut by',
  ],
  [
    'a low box',
    '<div style="block-size: 20px; overflow: clip">One<br>Two<br>Three</div>',
    'is cut by',
  ],
  [
    'a text left of the window',
    '<div style="margin-inline-start: -40px">Text</div>',
    'outside of the window',
  ],
  [
    'one text over another',
    '<p style="margin: 0">First</p><p style="margin: -12px 0 0">Second</p>',
    'overlaps',
  ],
  [
    'a text over a switch',
    '<div style="white-space: nowrap; inline-size: 40px; display: inline-block">A long label</div><button role="switch" style="inline-size: 44px; block-size: 24px">',
    'overlaps',
  ],
  [
    'a broken word',
    '<div style="inline-size: 30px; overflow-wrap: anywhere">Default</div>',
    '"Default" breaks',
  ],
])('the layout check reports %s', async (_name, html, fault) => {
  expect(await check(html, findLayoutFaults)).toContainEqual(expect.stringContaining(fault))
})

test('the layout check accepts wrapped texts, scrolled lists, long broken words and texts of screen readers', async () => {
  const html = `
    <p>A text that wraps, since it's much longer than the window is wide.</p>
    <p style="overflow-wrap: anywhere">Rechtsschutzversicherungsgesellschaftsmitarbeiterbesprechung</p>
    <ul style="block-size: 40px; overflow: auto"><li>One<li>Two<li>Three</ul>
    <span style="position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%)">Hidden text</span>
    <label>Name <input value="A value that is longer than its input, which scrolls"></label>`
  expect(await check(html, findLayoutFaults)).toEqual([])
})

test('the target check reports a control that is smaller than the size, and none with a larger label or margin', async () => {
  const html = `
    <style>button { position: relative; margin: 30px; padding: 0; border: 0; inline-size: 20px; block-size: 20px }
      #large::before { content: ''; position: absolute; inset: -12px }</style>
    <button aria-label="Small"></button><button id="large" aria-label="Large"></button>
    <label style="display: block; padding: 20px"><input type="checkbox"> With a label</label>`
  const faults = await check(html, () => callCheck(page, 'findSmallTargets', 44))
  expect(faults).toEqual(['<button> "Small" is smaller than 44 px: 20 x 20'])
})

test.each([
  [
    'a control that Tab does not reach',
    '<button>One</button><button onfocus="this.blur()">Two</button>',
    `Tab doesn't reach <button> "Two"`,
  ],
  [
    'an order of its own',
    '<button tabindex="2">One</button><button tabindex="1">Two</button>',
    'Tab goes through the controls in the order',
  ],
  [
    'a focus that is not shown',
    '<button style="outline: none">One</button>',
    `<button> "One" doesn't show its focus`,
  ],
  [
    'a focus below a bar',
    '<button>One</button><div style="position: fixed; inset: 0; background: white"></div>',
    '<button> "One" is covered while it has focus',
  ],
  [
    'a focus that is not shown in a shadow root',
    '<div><template shadowrootmode="open"><button style="outline: none">One</button></template></div>',
    `<button> "One" doesn't show its focus`,
  ],
])('the keyboard check reports %s', async (_name, html, fault) => {
  expect(await check(html, walkKeyboard)).toContainEqual(expect.stringContaining(fault))
})

test('the keyboard check accepts a page with radio buttons, a dialog and a shadow root', async () => {
  const html = `
    <button>One</button>
    <fieldset><legend>Goal</legend><label><input type="radio" name="goal">3</label><label><input type="radio" name="goal" checked>5</label></fieldset>
    <div><template shadowrootmode="open"><style>:focus-visible { outline: 2px solid blue }</style><button>Two</button></template></div>
    <input aria-label="Name">`
  expect(await check(html, walkKeyboard)).toEqual([])
  expect(await check(html, pressControls)).toEqual([])
  const dialog = `${html}<dialog><button>Cancel</button><button>Delete</button></dialog><script>document.querySelector('dialog').showModal()</script>`
  expect(await check(dialog, walkKeyboard)).toEqual([])
})

test.each([
  [
    'a button that disappears with the focus',
    `<button onclick="setTimeout(() => this.remove(), 2000)">Dismiss</button>`,
    '<button> "Dismiss" loses the focus when it is used',
  ],
  [
    'a button whose name changes',
    `<button onclick="this.textContent = 'Hide'">Show</button>`,
    '<button> "Show" changes the name "Show" to "Hide"',
  ],
  [
    'a button that disappears in a shadow root',
    `<div><template shadowrootmode="open"><button onclick="this.remove()">Dismiss</button></template></div>`,
    '<button> "Dismiss" loses the focus when it is used',
  ],
])('the use of controls reports %s', async (_name, html, fault) => {
  expect(await check(html, pressControls)).toContain(fault)
})
