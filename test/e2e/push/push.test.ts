import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchOptions, resolveBrowser } from '../../../scripts/browser.mjs'
import { createMemoryAdapter, type MemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { messages } from '../../../src/core.js'
import { createUserHandler, type UserHandler } from '../../../src/server.js'
import { toNodeListener } from '../../../src/server/nodeListener.js'
import { fakePush } from './fakePush.js'

const { push: t } = messages
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** The service worker of the documentation. */
const worker = /```js\n(\/\/ push-worker\.js[\s\S]+?)```/.exec(
  readFileSync(at('../../../docs/push.md'), 'utf8'),
)![1]

/** Two public VAPID keys. */
const [vapidKey, nextKey] = [1, 2].map((byte) =>
  Buffer.from([4, ...Array.from({ length: 64 }, () => byte)]).toString('base64url'),
) as [string, string]

let browser: Browser
let server: Server
let script = ''
let adapter: MemoryAdapter
let handler: UserHandler
let origin = ''

beforeAll(async () => {
  const built = await build({
    root: at('../../..'),
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: at('./push.page.tsx'), output: { codeSplitting: false } },
    },
  })
  if (!('output' in built)) throw new Error('Vite answered one build with several.')
  script = built.output.flatMap((part) => (part.type === 'chunk' ? part.code : [])).join('\n')
  browser = await chromium.launch(launchOptions(resolveBrowser()))
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost')
    if (pathname.startsWith('/api/')) return toNodeListener(handler)(request, response)
    const isScript = pathname.endsWith('.js')
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    const page = '<!doctype html><main></main><script type="module" src="/page.js"></script>'
    return response.end(isScript ? (pathname === '/page.js' ? script : worker) : page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await browser.close()
  server.close()
})

beforeEach(() => {
  adapter = createMemoryAdapter({ users: [{ id: 'ada' }] })
  handler = createUserHandler({ adapter, authenticate: () => 'ada', allow: ['devices'] })
})

interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** Opens the page again. */
  readonly visit: (key?: string) => Promise<void>
}

async function open(storage: Readonly<Record<string, string>> = {}): Promise<Visit> {
  const context = await browser.newContext({
    storageState: {
      cookies: [],
      origins: [
        { origin, localStorage: Object.entries(storage).map(([name, value]) => ({ name, value })) },
      ],
    },
  })
  context.setDefaultTimeout(10_000)
  await context.addInitScript(fakePush)
  const page = await context.newPage()
  const visit = async (key = vapidKey) => void (await page.goto(`${origin}/?key=${key}`))
  await visit()
  return { context, page, visit }
}

const getSwitch = (page: Page) => page.getByRole('switch', { name: t.title })
const readStorage = (page: Page, key: string) =>
  page.evaluate((name) => localStorage.getItem(name), key)
const isOn = (page: Page) => getSwitch(page).getAttribute('aria-checked')

async function turnOn(page: Page): Promise<void> {
  await getSwitch(page).click()
  await page.getByText(messages.savedOn(t.title)).waitFor({ state: 'attached' })
  await page.getByText(t.on).waitFor()
}

/** Returns the endpoints of the registered devices. */
async function getEndpoints(): Promise<unknown[]> {
  const { devices = [] } = await adapter.users!.get!('ada')
  return devices.map(({ token, platform }) => {
    expect(platform).toBe('web')
    const { endpoint, keys } = JSON.parse(token)
    expect(keys).toEqual({ p256dh: expect.any(String), auth: 'secret' })
    return endpoint
  })
}

/** Starts to record the notifications of the service worker, which the headless shell doesn't show. */
async function recordNotifications(context: BrowserContext) {
  const [running] = context.serviceWorkers()
  const started = running ?? (await context.waitForEvent('serviceworker'))
  await started.evaluate(() => {
    const shown: unknown[] = []
    const show = async (title: string, options: unknown) => void shown.push({ title, options })
    Object.assign(ServiceWorkerRegistration.prototype, { showNotification: show })
    Object.assign(self, { shown })
  })
  return {
    worker: started,
    getShown: () => started.evaluate(() => (self as unknown as { shown: unknown[] }).shown),
  }
}

test('PushDevice: asks for the permission only when it is pressed, then receives messages', async () => {
  const { context, page } = await open()
  await page.getByText(t.askable).waitFor()
  expect(await readStorage(page, 'asked')).toBeNull()
  expect(context.serviceWorkers()).toEqual([])
  await turnOn(page)
  expect(await readStorage(page, 'asked')).toBe('1')
  expect(await isOn(page)).toBe('true')
  expect(await getEndpoints()).toEqual(['https://push.example.com/1'])

  const { getShown } = await recordNotifications(context)
  const devTools = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const { registrationId } of registrations) resolve(registrationId)
    })
  })
  await devTools.send('ServiceWorker.enable')
  const registrationId = await registered
  const data = JSON.stringify({ title: 'Grace answered you', body: 'See you at 5', url: '/chat' })
  await devTools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
  await expect
    .poll(getShown)
    .toEqual([
      { title: 'Grace answered you', options: { body: 'See you at 5', data: { url: '/chat' } } },
    ])
  await context.close()
})

test('PushDevice: stays on after a reload, and removes the device and the subscription', async () => {
  const { context, page, visit } = await open()
  await turnOn(page)
  await visit()
  await page.getByText(t.on).waitFor()
  expect(await readStorage(page, 'asked')).toBe('1')
  expect(await readStorage(page, 'count')).toBe('1')
  await getSwitch(page).click()
  await page.getByText(t.off).waitFor()
  await expect.poll(getEndpoints).toEqual([])
  await expect.poll(() => readStorage(page, 'subscription')).toBeNull()
  await visit()
  await page.getByText(t.off).waitFor()
  // A choice to turn push off is kept.
  expect(await readStorage(page, 'count')).toBe('1')
  await context.close()
})

test('PushDevice: says how to unblock notifications, and shows when they are', async () => {
  const { context, page } = await open({ answer: 'denied' })
  await getSwitch(page).click()
  await page.getByText(t.deniedHelp).first().waitFor()
  expect(await getSwitch(page).getAttribute('aria-disabled')).toBe('true')
  expect(await page.getByRole('status').first().textContent()).toContain(t.deniedHelp)
  expect(await getSwitch(page).evaluate((control) => control === document.activeElement)).toBe(true)
  await page.evaluate(() => {
    localStorage['permission'] = 'granted'
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await page.getByText(t.off).waitFor()
  await turnOn(page)
  expect(await getEndpoints()).toEqual(['https://push.example.com/1'])
  await context.close()
})

test('usePushDevice: replaces the device when the key changes, without a question', async () => {
  const { context, page, visit } = await open()
  await turnOn(page)
  await visit(nextKey)
  await expect.poll(getEndpoints).toEqual(['https://push.example.com/2'])
  await page.getByText(t.on).waitFor()
  expect(await readStorage(page, 'asked')).toBe('1')
  await context.close()
})

test('usePushDevice: subscribes again when the browser dropped the subscription', async () => {
  const { context, page, visit } = await open()
  await turnOn(page)
  await page.evaluate(() => localStorage.removeItem('subscription'))
  await visit()
  await expect.poll(getEndpoints).toEqual(['https://push.example.com/2'])
  await page.getByText(t.on).waitFor()
  await context.close()
})

test('usePushDevice: stays off when the device was removed on another one', async () => {
  const { context, page, visit } = await open()
  await turnOn(page)
  const { devices = [] } = await adapter.users!.get!('ada')
  await adapter.devices!.remove('ada', devices[0]!.token)
  await visit(nextKey)
  await page.getByText(t.off).waitFor()
  expect(await getEndpoints()).toEqual([])
  await context.close()
})

test('push-worker.js: registers the subscription that replaces another one, and tells the page', async () => {
  const { context, page } = await open()
  await turnOn(page)
  const { worker: running } = await recordNotifications(context)
  // The browser has a new subscription, of which no page knows.
  const json = await page.evaluate(async () => {
    const { pushManager } = await navigator.serviceWorker.ready
    const old = (await pushManager.getSubscription())!
    const { applicationServerKey } = old.options
    await pushManager.subscribe({ applicationServerKey: new Uint8Array(applicationServerKey!) })
    const next = (await pushManager.getSubscription())!
    return { old: old.toJSON(), next: next.toJSON() }
  })
  await running.evaluate(({ old, next }) => {
    const event = Reflect.construct(Reflect.get(self, 'ExtendableEvent'), [
      'pushsubscriptionchange',
    ]) as Event
    Object.assign(event, {
      oldSubscription: { toJSON: () => old },
      newSubscription: { toJSON: () => next },
    })
    self.dispatchEvent(event)
  }, json)
  await expect.poll(getEndpoints).toEqual(['https://push.example.com/2'])
  // The list of devices arrives before the page has read its new subscription.
  await expect.poll(() => isOn(page)).toBe('true')
  await page.getByText(t.on).waitFor()
  await context.close()
})
