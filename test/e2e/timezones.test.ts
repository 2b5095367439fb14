import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchOptions, resolveBrowser } from '../../scripts/browser.mjs'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
let browser: Browser
/** The built scripts by path. */
let scripts: ReadonlyMap<string, string>
let entry = ''
let styles = ''
let html = ''

beforeAll(async () => {
  const server = promisify(execFile)(process.execPath, [at('./timezones.server.mjs')], {
    env: { ...process.env, TZ: 'America/Sao_Paulo', LANG: 'fr_FR.UTF-8' },
  })
  const built = build({
    root: at('../..'),
    configFile: false,
    logLevel: 'error',
    // The development build reports hydration errors.
    define: { 'process.env.NODE_ENV': '"development"' },
    build: { write: false, minify: false, rolldownOptions: { input: at('./timezones.page.tsx') } },
  })
  browser = await chromium.launch(launchOptions(resolveBrowser()))
  html = (await server).stdout
  const bundle = await built
  if (!('output' in bundle)) throw new Error('Vite answered one build with several.')
  const chunks = bundle.output.filter((part) => part.type === 'chunk')
  scripts = new Map(chunks.map((chunk) => [`/${chunk.fileName}`, chunk.code]))
  entry = chunks.find((chunk) => chunk.isEntry)?.fileName ?? ''
  styles = bundle.output
    .map((part) => (part.type === 'asset' ? String(part.source) : ''))
    .join('\n')
})

afterAll(() => browser.close())

interface Visit {
  readonly page: Page
  readonly errors: readonly string[]
}

/** Opens the server's HTML on a device with its own zone and language. */
async function open(options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (!message.text().includes('React DevTools')) errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.route('http://localhost/**', (route) => {
    const script = scripts.get(new URL(route.request().url()).pathname)
    const body =
      script ??
      `<!doctype html><meta name="viewport" content="width=device-width"><body><main>${html}</main><script type="module" src="/${entry}"></script>`
    return route.fulfill({ contentType: script ? 'text/javascript' : 'text/html', body })
  })
  await page.goto('http://localhost/')
  await page
    .getByText(/GMT[+−]/)
    .first()
    .waitFor({ state: 'attached' })
  return { page, errors }
}

test.each([
  ['Asia/Kolkata', 'de-DE', 'indien'],
  ['Asia/Kolkata', 'hi-IN', 'भारत'],
  ['Asia/Seoul', 'en-US', 'mumbai'],
  ['Pacific/Chuuk', 'fr-FR', 'inde'],
  ['Europe/Kiev', 'ar-EG', 'الهند'],
  ['UTC', 'en-GB', '+5:30'],
  ['America/New_York', 'en-IN', 'ist'],
])(
  'TimezonePicker: in %s with %s, "%s" finds Kolkata, and hydration has no errors',
  async (timezoneId, locale, query) => {
    const { page, errors } = await open({ timezoneId, locale })
    await expect.poll(() => page.locator('[role=combobox]').inputValue()).toBe('Los Angeles')
    await page.locator('[role=combobox]').focus()
    await page.keyboard.type(query)
    await page.locator('[data-active]', { hasText: 'Kolkata' }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('[name=timezone]').inputValue()).toBe('Asia/Kolkata')
    expect(await page.locator('[name=plain]').inputValue()).toBe('Europe/Kiev')
    expect(errors).toEqual([])
    await page.context().close()
  },
)

test('TimezonePicker: server HTML names the saved zones and no local time', () => {
  expect(html).toContain('value="Los Angeles"')
  expect(html).toContain('value="US/Pacific"')
  expect(html).toContain('Kyiv')
  expect(html).not.toMatch(/Sao|São|GMT|\d\d:\d\d/)
})

test("TimezonePicker: lists the device's zone first under its canonical name", async () => {
  const { page } = await open({ timezoneId: 'Asia/Calcutta', locale: 'en-US' })
  await page.locator('[role=combobox]').click()
  const rows = page.getByRole('option')
  await expect.poll(async () => (await rows.nth(0).textContent()) ?? '').toContain('Kolkata')
  expect(await rows.nth(1).textContent()).toContain('Los Angeles')
  await page.context().close()
})

test('TimezonePicker: announces its name, the number of results and the choice', async () => {
  const { page } = await open({ timezoneId: 'Asia/Seoul', locale: 'en-US' })
  const log = await page.evaluate(() =>
    (window as unknown as { listen: (query: string) => Promise<string[]> }).listen('mumbai'),
  )
  const all = log.join('\n')
  expect(all).toMatch(/combobox, Time zone/)
  expect(all).toMatch(/expanded/)
  expect(all).toMatch(/polite: 1 time zone/)
  expect(all).not.toMatch(/mumbai, GMT/)
  await expect.poll(() => page.locator('[role=combobox]').inputValue()).toBe('Kolkata')
  await page.context().close()
})

test('TimezonePicker: "Done" closes the sheet on a phone, clicks nothing below it, and keeps the tab order', async () => {
  const { page } = await open({
    timezoneId: 'Asia/Seoul',
    locale: 'en-US',
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 700 },
  })
  await page.addStyleTag({ content: styles })
  const input = page.locator('[role=combobox]')
  const isOpen = () => input.getAttribute('aria-expanded')
  const focus = () => page.evaluate(() => document.activeElement?.getAttribute('role'))
  await page.evaluate(() =>
    document.addEventListener('click', ({ target }) => {
      document.body.dataset['pressed'] = (target as Element).closest('button')?.className
    }),
  )
  await input.tap()
  await expect.poll(isOpen).toBe('true')
  await page.getByRole('button', { name: 'Done' }).tap()
  await expect.poll(isOpen).toBe('false')
  expect(await page.evaluate(() => document.body.dataset['pressed'])).toMatch(/-close$/)
  expect(await focus()).toBe('combobox')
  await input.tap()
  await expect.poll(isOpen).toBe('true')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT')
  await expect.poll(isOpen).toBe('false')
  await page.context().close()
})
