import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromium } from 'playwright'
import { launchOptions, resolveBrowser } from '../../scripts/browser.mjs'
import { runExample, startExample } from './exampleServer.js'
import { openVisitor } from './visitor.js'

describe('starting the example', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'identikit-example-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('lists the valid values for an unknown backend', async () => {
    const env = { IDENTIKIT_BACKEND: 'toString', IDENTIKIT_DATA: folder }
    const { code, stderr } = await runExample(env)
    expect(code).toBe(1)
    expect(stderr).toBe(
      'IDENTIKIT_BACKEND is "toString", but must be one of: postgres, memory, knock, novu, trophy, notiflows, engage, courier, onesignal.\n',
    )
  })

  it('asks for the missing key of a pair without printing the given one', async () => {
    const { code, stderr } = await runExample({
      IDENTIKIT_BACKEND: 'notiflows',
      IDENTIKIT_DATA: folder,
      NOTIFLOWS_SECRET_KEY: 'sk_sentinel',
    })
    expect(code).toBe(1)
    expect(stderr).toBe(
      'Only one of NOTIFLOWS_PUBLIC_KEY and NOTIFLOWS_SECRET_KEY is set: set the other too, or neither.\n',
    )
  })

  it('uses the next free port, keeps faults off by default, and prints no secrets', async () => {
    const busy = createServer()
    await new Promise<void>((done) => busy.listen(0, '127.0.0.1', done))
    const taken = (busy.address() as { port: number }).port
    const server = await startExample({
      IDENTIKIT_BACKEND: 'memory',
      IDENTIKIT_DATA: folder,
      PORT: String(taken),
    })
    const port = Number(new URL(server.url).port)
    const faults = await fetch(new URL('/test/faults', server.url), { method: 'POST', body: '{}' })
    const secret = await fetch(new URL(`/@fs${folder}/session-secret`, server.url))
    const code = await server.stop()
    busy.close()
    expect(port).toBeGreaterThan(taken)
    expect(faults.status).toBe(404)
    expect(secret.status).toBe(403)
    expect(code).toBe(0)
  })

  it('serves pages from the sources and signs a user up', async () => {
    const env = { IDENTIKIT_BACKEND: 'memory', IDENTIKIT_DATA: folder }
    const server = await startExample(env)
    const browser = await chromium.launch(launchOptions(resolveBrowser()))
    const visitor = await openVisitor(browser, server.url)
    await visitor.signUp('Source Reader')
    await browser.close()
    expect(visitor.faults).toEqual([])
    expect(await server.stop()).toBe(0)
  })

  it('refuses the data folder of a running server', async () => {
    await writeFile(join(folder, 'server.pid'), String(process.pid))
    const { code, stderr } = await runExample({ IDENTIKIT_DATA: folder })
    expect(code).toBe(1)
    expect(stderr).toBe(
      `The data in ${folder} is in use by process ${process.pid}, so stop that one, or set ` +
        'IDENTIKIT_DATA to another folder.\n',
    )
  })
})
