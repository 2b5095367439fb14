import type { Browser, BrowserContextOptions, Locator, Page, Request } from 'playwright'
import type { Capabilities } from '../../src/core/capabilities.js'

export interface Visitor {
  readonly page: Page
  /** The preference center. */
  readonly center: Locator
  /** The requests to the kit's API so far, such as `PATCH /preferences`. */
  readonly sent: readonly string[]
  /** Errors of the page: console errors, exceptions, and requests to other hosts. */
  readonly faults: readonly string[]
  /** Expects answers such as 500, which the browser prints as errors. */
  readonly expectStatus: (...statuses: readonly number[]) => void
  /** Allows requests to another host. */
  readonly expectOrigin: (origin: string) => void
  readonly signUp: (name: string, options?: { readonly news?: boolean }) => Promise<void>
  readonly openSettings: () => Promise<void>
  /** Returns a switch of the center by type and channel. */
  readonly switch: (name: string) => Locator
  /** Reads from the server with this user's cookies. */
  readonly readServer: (resources?: string) => Promise<ServerAnswer>
  /** Opens another page of the same user in the same browser. */
  readonly openTab: () => Promise<Visitor>
  readonly close: () => Promise<void>
}

export interface ServerAnswer {
  readonly capabilities: Capabilities
  readonly user: { readonly data: Readonly<Record<string, unknown>> }
  readonly preferences: { readonly data: unknown }
}

export type VisitorOptions = Pick<BrowserContextOptions, 'viewport' | 'timezoneId' | 'locale'>

const api = '/api/identikit'

/** Opens a browser context without cookies and watches its pages for errors. */
export async function openVisitor(
  browser: Browser,
  url: string,
  options: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: url, ...options })
  context.setDefaultTimeout(10_000)
  return visit(await context.newPage(), url)
}

function visit(page: Page, url: string): Visitor {
  const faults: string[] = []
  const sent: string[] = []
  const expected = new Set<string>()
  const center = page.getByRole('region', { name: 'Notifications' })

  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    const status = /the server responded with a status of (\d+)/.exec(message.text())?.[1]
    if (status !== undefined && expected.has(status)) return
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('request', (request) => {
    const { origin } = new URL(request.url())
    if (origin !== new URL(url).origin && !expected.has(origin)) {
      faults.push(`a request to ${origin}`)
    }
    const name = describeRequest(request)
    if (name !== undefined) sent.push(name)
  })

  async function isReady(): Promise<void> {
    await page.waitForURL('**/settings')
    await page.locator('.ik-preference-center[data-status="ready"]').waitFor()
  }

  return {
    page,
    center,
    sent,
    faults,
    expectStatus: (...statuses) => statuses.forEach((status) => expected.add(String(status))),
    expectOrigin: (origin) => void expected.add(origin),
    async signUp(name, { news = false } = {}) {
      await page.goto('/')
      await page.getByLabel('Name').fill(name)
      await page.getByLabel('Email', { exact: true }).fill(toEmail(name))
      if (news) await page.getByLabel('Send me product news').check()
      await page.getByRole('button', { name: 'Sign up' }).click()
      await isReady()
    },
    async openSettings() {
      await page.goto('/settings')
      await isReady()
    },
    switch: (name) => center.getByRole('switch', { name, exact: true }),
    async readServer(resources = 'user,preferences') {
      const response = await page.request.get(`${api}?read=${resources}`)
      return (await response.json()) as ServerAnswer
    },
    openTab: async () => visit(await page.context().newPage(), url),
    close: () => page.context().close(),
  }
}

/** Returns the same email for the same name. */
export const toEmail = (name: string): string =>
  `${name.toLowerCase().replaceAll(/\W+/g, '.')}@example.com`

function describeRequest(request: Request): string | undefined {
  const { pathname, searchParams } = new URL(request.url())
  if (!pathname.startsWith(api)) return undefined
  const rest = searchParams.get('read') ?? pathname.slice(api.length)
  return `${request.method()} ${rest}`
}
