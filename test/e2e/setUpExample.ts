import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { launchOptions, resolveBrowser } from '../../scripts/browser.mjs'
import { startExample, type ExampleServer } from './exampleServer.js'
import { openVisitor, type Visitor, type VisitorOptions } from './visitor.js'

export interface Example {
  readonly url: string
  readonly open: (options?: VisitorOptions) => Promise<Visitor>
  /** Watches another visitor for page errors and closes it after the test. */
  readonly watch: (visitor: Visitor) => Visitor
  /** Sets the faults of the server; they are reset after each test. */
  readonly setFaults: (settings: Readonly<Record<string, unknown>>) => Promise<void>
  /** Kills the server (SIGKILL) and restarts it at the same address. */
  readonly killAndRestart: () => Promise<void>
}

/** Starts one server with its own data folder and one browser per test file, and expects no page errors after each test. */
export function setUpExample(env: Readonly<Record<string, string>> = {}): Example {
  const visitors: Visitor[] = []
  let folder = ''
  let browser: Browser
  let server: ExampleServer

  const start = (more: Readonly<Record<string, string>> = {}) =>
    startExample({
      IDENTIKIT_DATA: folder,
      IDENTIKIT_FAULTS: '1',
      IDENTIKIT_PAGES: inject('pages'),
      ...env,
      ...more,
    })

  async function setFaults(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const body = JSON.stringify(settings)
    const { status } = await fetch(new URL('/test/faults', server.url), { method: 'POST', body })
    expect(status).toBe(204)
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'identikit-example-'))
    const launched = chromium.launch(launchOptions(resolveBrowser()))
    server = await start()
    browser = await launched
  })

  afterEach(async () => {
    const opened = visitors.splice(0)
    const faults = opened.flatMap((visitor) => visitor.faults)
    await Promise.all(opened.map((visitor) => visitor.close()))
    await setFaults({})
    expect(faults).toEqual([])
  })

  afterAll(async () => {
    await browser.close()
    const code = await server.stop()
    await rm(folder, { recursive: true, force: true })
    expect(code).toBe(0)
    expect(server.complaints()).toBe('')
  })

  function watch(visitor: Visitor): Visitor {
    visitors.push(visitor)
    return visitor
  }

  return {
    get url() {
      return server.url
    },
    open: async (options) => watch(await openVisitor(browser, server.url, options)),
    watch,
    setFaults,
    async killAndRestart() {
      const { port } = new URL(server.url)
      await server.stop('SIGKILL')
      server = await start({ PORT: port })
      expect(new URL(server.url).port).toBe(port)
    },
  }
}
