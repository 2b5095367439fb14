import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callCheck } from '../../scripts/a11y/inPageChecks.mjs'
import { bundleChecks } from '../../scripts/a11y/storybook.mjs'
import { launchOptions, resolveBrowser } from '../../scripts/browser.mjs'
import { messages } from '../../src/core.js'
import { ar } from '../../src/locales/ar.js'
import { toNodeListener } from '../../src/server/nodeListener.js'
import {
  before,
  open,
  recap,
  recapName,
  withoutRecap,
} from '../server/unsubscribe/unsubscribe.fixture.js'

const { unsubscribe: t } = messages

let browser: Browser
let server: Server
let product: ReturnType<typeof open>
let code = ''
const requests: string[] = []

beforeAll(async () => {
  browser = await chromium.launch(launchOptions(resolveBrowser()))
  code = await bundleChecks()
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url?.split('?')[0]}`)
    return toNodeListener(product.handler)(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterAll(async () => {
  await browser.close()
  server.close()
})

/** Opens the page of a new link, and the problems that the browser reports. */
async function openPage(options: Parameters<Browser['newPage']>[0] = {}) {
  const { port } = server.address() as AddressInfo
  product = open({
    url: `http://127.0.0.1:${port}/unsubscribe`,
    locales: [{ tag: 'en', direction: 'ltr', messages }, ar],
    settingsUrl: 'https://example.com/settings',
  })
  const page = await browser.newPage(options)
  const problems: string[] = []
  page.on('console', (message) => problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  requests.length = 0
  await page.goto(await product.linkFor('ada', { ...recap, address: 'ada@example.com' }))
  return { page, problems }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('unsubscribe: stops and undoes without JavaScript', async () => {
  const { page, problems } = await openPage({ javaScriptEnabled: false })
  await page.getByText(recapName).waitFor()
  await page.getByText('a•••@example.com').waitFor()
  expect(await product.getStates()).toEqual(before)
  await press(page, t.stop)
  await page.getByRole('heading', { name: t.stopped }).waitFor()
  expect(await product.getStates()).toEqual(withoutRecap)
  await press(page, t.undo)
  await page.getByRole('heading', { name: t.undone }).waitFor()
  expect(await product.getStates()).toEqual(before)
  expect(problems).toEqual([])
  await page.close()
})

test('unsubscribe: loads nothing besides the page, and a scanner that follows its links changes nothing', async () => {
  const { page, problems } = await openPage()
  await page.waitForLoadState('networkidle')
  expect(requests.filter((request) => !request.endsWith('/favicon.ico'))).toEqual([
    'GET /unsubscribe',
  ])
  const links = await page
    .locator('[href], [src]')
    .evaluateAll((elements) =>
      elements.map((element) => element.getAttribute('href') ?? element.getAttribute('src')),
    )
  expect(links).toEqual(['https://example.com/settings'])
  for (const method of ['GET', 'HEAD', 'GET']) await page.request.fetch(page.url(), { method })
  expect(await product.getStates()).toEqual(before)
  expect(problems).toEqual([])
  await page.close()
})

test.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['Arabic', { locale: 'ar' }],
  ['forced colors', { forcedColors: 'active' }],
] as const)('unsubscribe: is accessible at 320 px, %s', async (name, options) => {
  const { page } = await openPage({
    ...options,
    viewport: { width: 320, height: 256 },
    bypassCSP: true,
  })
  const texts = name === 'Arabic' ? ar.messages : messages
  await page.addScriptTag({ content: code })
  const check = async () => [
    ...(await callCheck(page, 'runAxe', name === 'forced colors')),
    ...(await callCheck(page, 'findLayoutFaults')),
    ...(await callCheck(page, 'findSmallTargets', 24)),
  ]
  expect(await check()).toEqual([])
  const { stopAll, stopped } = texts.unsubscribe
  await press(page, texts.preferences.sameLabel(stopAll, texts.channels.email))
  await page.getByRole('heading', { name: stopped }).waitFor()
  await page.addScriptTag({ content: code })
  expect(await check()).toEqual([])
  await page.close()
})
