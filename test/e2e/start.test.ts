import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runExample, startExample } from './exampleServer.js'

describe('starting the example', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'identikit-example-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('names the choices where the backend is none of them', async () => {
    const env = { IDENTIKIT_BACKEND: 'toString', IDENTIKIT_DATA: folder }
    const { code, stderr } = await runExample(env)
    expect(code).toBe(1)
    expect(stderr).toBe(
      'IDENTIKIT_BACKEND is "toString", and it can be one of: postgres, memory.\n',
    )
  })

  it('takes the next port where one is busy, gives no faults unasked, and shows no secrets', async () => {
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

  it('keeps a second server out of the data of the first', async () => {
    const env = { IDENTIKIT_DATA: folder }
    const first = await startExample(env)
    const second = await runExample(env)
    const code = await first.stop()
    expect(second.code).toBe(1)
    expect(second.stderr).toMatch(/^The data in .* is in use by process \d+, so stop that one/)
    expect(code).toBe(0)
  })
})
