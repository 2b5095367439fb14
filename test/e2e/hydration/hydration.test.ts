import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium, type Browser } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchOptions, resolveBrowser } from '../../../scripts/browser.mjs'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const serverZones = ['UTC', 'America/Sao_Paulo', 'Asia/Kolkata']
const devices = [
  { timezoneId: 'America/Los_Angeles', locale: 'en-US' },
  { timezoneId: 'Pacific/Kiritimati', locale: 'ja-JP' },
  { timezoneId: 'Africa/Cairo', locale: 'ar-EG' },
]
const languages = ['en-GB', 'ja', 'ar']

let browser: Browser
/** The scripts of the page by path. */
let scripts: ReadonlyMap<string, string>
let entry = ''
/** HTML by the zone of the server and the language. */
const pages = new Map<string, Readonly<Record<string, string>>>()

beforeAll(async () => {
  const built = build({
    root: at('../../..'),
    configFile: false,
    logLevel: 'error',
    // The development build of React says what differs.
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: { input: at('./allParts.page.tsx') },
    },
  })
  browser = await chromium.launch(launchOptions(resolveBrowser()))
  const render = promisify(execFile)
  const printed = serverZones.map(async (zone) => {
    const env = { ...process.env, TZ: zone, LANG: 'fr_FR.UTF-8' }
    const { stdout } = await render(process.execPath, [at('./allParts.server.mjs')], { env })
    pages.set(zone, JSON.parse(stdout) as Record<string, string>)
  })
  await Promise.all(printed)
  const bundle = await built
  if (!('output' in bundle)) throw new Error('Vite answered one build with several.')
  const chunks = bundle.output.filter((part) => part.type === 'chunk')
  scripts = new Map(chunks.map((chunk) => [`/${chunk.fileName}`, chunk.code]))
  entry = chunks.find((chunk) => chunk.isEntry)?.fileName ?? ''
})

afterAll(() => browser.close())

/** Each zone with each language and each device once; the campaigns run all combinations. */
const cases = serverZones.flatMap((zone, i) =>
  languages.flatMap((language, j) =>
    devices
      .filter((_, k) => process.env['IDENTIKIT_CAMPAIGN'] || (i + j + k) % 3 === 0)
      .map((device) => [zone, language, device.timezoneId, device] as const),
  ),
)

test.each(cases)(
  'every component hydrates without an error: server in %s, language %s, device in %s',
  async (zone, language, _, device) => {
    const html = pages.get(zone)?.[language] ?? ''
    expect(html).not.toMatch(/\sstyle=/)
    const context = await browser.newContext(device)
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.route('http://localhost/**', (route) => {
      const script = scripts.get(new URL(route.request().url()).pathname)
      const body =
        script ??
        `<!doctype html><html lang="${language}"><meta charset="utf-8"><style>:root{--ik-accent:#00796b}</style><link rel="icon" href="data:,"><main>${html}</main><script type="module" src="/${entry}"></script>`
      return route.fulfill({ contentType: script ? 'text/javascript' : 'text/html', body })
    })
    await page.goto('http://localhost/')
    const handle = await page.waitForFunction(
      () => (window as { recoverable?: string[] }).recoverable,
    )
    expect(await handle.jsonValue()).toEqual([])
    expect(errors).toEqual([])
    // The page is alive: what only a browser knows is shown.
    expect(await page.getByRole('switch').count()).toBeGreaterThan(10)
    await context.close()
  },
)

test('the HTML of a server does not depend on its zone', () => {
  const [first, ...others] = serverZones.map((zone) => pages.get(zone))
  for (const other of others) expect(other).toEqual(first)
})
