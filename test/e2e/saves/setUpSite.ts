import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { launchOptions, resolveBrowser } from '../../../scripts/browser.mjs'
import { readSwitchStates } from '../switchStates.js'
import { startSite, type Site } from './site.js'

/** A page of the site in a tab of Chromium. */
export interface Tab {
  readonly page: Page
  readonly center: Locator
  /** Opens a page, e.g. `/center?initial`, and waits until it shows its switches. */
  readonly open: (path?: string) => Promise<void>
  /** Navigates to a page without the kit. */
  readonly leave: () => Promise<void>
  readonly switch: (name: string) => Locator
  /** Returns whether a switch is shown as on. */
  readonly isOn: (name: string) => Promise<boolean>
  readonly readScreen: () => Promise<Record<string, boolean>>
}

/** A browser profile: tabs with the same storage and cookies. */
export interface Profile {
  readonly context: BrowserContext
  /** Opens a tab, by default with the preference center. */
  readonly openTab: (path?: string) => Promise<Tab>
}

/** One site and one browser per test file. */
export interface SiteSetup {
  readonly site: Site
  /** Opens a new profile that is signed in as `ada`. The functions run in each of its pages before their scripts. */
  readonly openProfile: (...prepare: readonly (() => void)[]) => Promise<Profile>
}

/** Starts a site and a browser, and expects that no page throws. */
export function setUpSite(): SiteSetup {
  const contexts: BrowserContext[] = []
  const faults: string[] = []
  let browser: Browser
  let site: Site

  beforeAll(async () => {
    const launched = chromium.launch(launchOptions(resolveBrowser()))
    site = await startSite()
    browser = await launched
  })
  beforeEach(() => {
    site.network.reset()
    site.serve({})
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await site.close()
  })

  function watch(page: Page): Tab {
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      // The browser prints each failed request.
      const isNetwork = message.text().startsWith('Failed to load resource')
      if (['error', 'warning'].includes(message.type()) && !isNetwork) faults.push(message.text())
    })
    // A prompt of `beforeunload` would stop a test that leaves.
    page.on('dialog', (dialog) => void dialog.accept())
    const center = page.getByRole('region', { name: 'Notifications' })
    const find = (name: string) => center.getByRole('switch', { name, exact: true })
    return {
      page,
      center,
      async open(path = '/center') {
        await page.goto(path)
        if (path.startsWith('/center')) await find('Recap, Email').waitFor()
      },
      leave: async () => void (await page.goto('/elsewhere')),
      switch: find,
      isOn: async (name) => (await find(name).getAttribute('aria-checked')) === 'true',
      readScreen: () => readSwitchStates(center),
    }
  }

  return {
    get site() {
      return site
    },
    async openProfile(...prepare) {
      const context = await browser.newContext({ baseURL: site.url })
      contexts.push(context)
      context.setDefaultTimeout(10_000)
      await context.addCookies([{ name: 'user', value: 'ada', url: site.url }])
      for (const script of prepare) await context.addInitScript(script)
      return {
        context,
        async openTab(path) {
          const tab = watch(await context.newPage())
          await tab.open(path)
          return tab
        },
      }
    },
  }
}
