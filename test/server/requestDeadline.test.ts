import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { UserAdapter } from '../../src/core/adapter.js'
import type { UserHandler, UserHandlerOptions } from '../../src/server.js'
import { toNodeListener } from '../../src/server/nodeListener.js'
import { base, change, memory, openHandler, origin } from './handler.fixture.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const toggle = { changes: [change] }
const never = () => new Promise<never>(() => {})
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits in real time, for at most 10 seconds. */
async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`Waited 10 s for ${String(check)}.`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Sends a write and returns its status, and the milliseconds until the answer. */
async function time(
  options: Partial<UserHandlerOptions>,
  path = '/preferences',
  body: unknown = toggle,
) {
  const served = openHandler(options)
  const answer = served.send(path === '/user' ? 'PUT' : 'PATCH', path, body)
  const done = vi.fn<() => void>()
  void answer.finally(done)
  let elapsed = 0
  for (; done.mock.calls.length === 0; elapsed += 100) await vi.advanceTimersByTimeAsync(100)
  return { ...served, ...(await answer), elapsed }
}

describe('a function of the host that never answers', () => {
  it.each([
    ['authenticate', '/preferences', toggle],
    ['trusted', '/user', { patch: { name: 'Ada' } }],
  ])('%s is a 504 after 5 seconds, and writes nothing', async (name, path, body) => {
    const { status, elapsed, faults, getWrites } = await time({ [name]: never }, path, body)
    expect([status, elapsed]).toEqual([504, 5000])
    expect(faults[0]?.error).toMatchObject({ code: 'timeout' })
    expect(faults[0]?.error.message).toContain(`${name}() took longer than 5000 ms.`)
    expect(getWrites()).toEqual([])
  })

  it('is a 504 after 5 seconds where its own kind of promise resolves with one that never settles', async () => {
    class Query extends Promise<string> {
      // oxlint-disable-next-line unicorn/no-thenable -- as the queries of some database libraries have
      override then(resolve: any) {
        return resolve(never())
      }
    }
    const authenticate = () => new Query(() => {})
    const { status, elapsed, getWrites } = await time({ authenticate })
    expect([status, elapsed, getWrites()]).toEqual([504, 5000, []])
  })

  it('authenticateGuest does not fail the identify', async () => {
    const options = { authenticateGuest: never }
    const { status, elapsed, faults } = await time(options, '/user', { patch: { name: 'Ada' } })
    expect([status, elapsed]).toEqual([200, 5000])
    expect(faults[0]?.error.cause).toMatchObject({ code: 'timeout' })
  })
})

describe('the deadline of a request', () => {
  it('counts from its arrival', async () => {
    const adapter = memory()
    adapter.faults.pause = true
    const authenticate = () => wait(4000).then(() => 'ada')
    const { status, elapsed } = await time({ adapter, authenticate })
    expect([status, elapsed]).toEqual([504, 9000])
  })

  it('leaves nothing to send after it', async () => {
    const trusted = () => wait(4500).then(() => null)
    const authenticate = () => wait(4500).then(() => 'ada')
    const { status, getWrites } = await time({ authenticate, trusted }, '/user', {
      patch: { name: 'Ada' },
    })
    await vi.advanceTimersByTimeAsync(20_000)
    expect([status, getWrites()]).toEqual([504, []])
  })

  it('aborts the signal of a write, and a closed page does not', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const update = (_id: string, _change: unknown, { signal }: { signal?: AbortSignal } = {}) => {
      signals.push(signal)
      return never()
    }
    const { preferences, ...rest } = memory()
    const adapter = { ...rest, preferences: { ...preferences, update } } as UserAdapter
    const { handler } = openHandler({ adapter })
    const page = new AbortController()
    const headers = { cookie: 'ada', origin, 'content-type': 'application/json' }
    const body = JSON.stringify(toggle)
    const init = { method: 'PATCH', headers, body, signal: page.signal }
    const answer = handler(new Request(`${base}/preferences`, init))
    await vi.advanceTimersByTimeAsync(0)
    page.abort()
    await vi.advanceTimersByTimeAsync(8999)
    expect(signals.map((signal) => signal?.aborted)).toEqual([false])
    await vi.advanceTimersByTimeAsync(1)
    expect(signals[0]?.reason).toMatchObject({ code: 'timeout' })
    expect((await answer).status).toBe(504)
  })
})

describe('a body that arrives slowly', () => {
  /** Opens a server, and sockets that each send one byte of a body per tick. */
  async function drip(handler: UserHandler, count: number) {
    const server = createServer(toNodeListener(handler))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const texts: string[] = []
    const sockets = Array.from({ length: count }, (_, index): Socket => {
      const socket = connect(port, '127.0.0.1')
      socket.write(head)
      texts[index] = ''
      socket.setEncoding('utf8')
      socket.on('data', (text: string) => (texts[index] += text)).on('error', () => {})
      return socket
    })
    const sending = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write(' ')
    }, 5)
    const getOpen = () =>
      new Promise<number>((resolve) => server.getConnections((_, open) => resolve(open)))
    const close = async () => {
      clearInterval(sending)
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
    return { texts, getOpen, close }
  }

  const head =
    'PATCH /preferences HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 60000\r\n\r\n'

  it('is a 408 after 5 seconds, and its connection is closed', async () => {
    const arrived = vi.fn(() => 'ada')
    const { handler, getWrites } = openHandler({ basePath: '/', authenticate: arrived })
    const { texts, getOpen, close } = await drip(handler, 50)
    await until(() => arrived.mock.calls.length === 50)
    await vi.advanceTimersByTimeAsync(4999)
    expect([await getOpen(), texts.join('')]).toEqual([50, ''])
    await vi.advanceTimersByTimeAsync(1)
    await until(async () => (await getOpen()) === 0)
    for (const text of texts) {
      expect(text).toMatch(/^HTTP\/1\.1 408 .*\r\n/)
      expect(text).toMatch(/\r\nconnection: close\r\n/i)
      expect(text).toContain('"code":"timeout"')
    }
    expect(getWrites()).toEqual([])
    await close()
  })

  it('of a signed-out user is a 401, and its connection is closed 5 seconds later', async () => {
    const { handler } = openHandler({ basePath: '/' })
    const { texts, getOpen, close } = await drip(handler, 50)
    await until(() => texts.every((text) => text.includes(' 401 ')))
    expect(await getOpen()).toBe(50)
    await vi.advanceTimersByTimeAsync(5000)
    await until(async () => (await getOpen()) === 0)
    await close()
  })

  it('is canceled in every server', async () => {
    const cancel = vi.fn<() => void>()
    const body = new ReadableStream({ cancel })
    const headers = { cookie: 'ada', origin, 'content-type': 'application/json' }
    const init = { method: 'PATCH', headers, body, duplex: 'half' }
    const answer = openHandler().handler(new Request(`${base}/preferences`, init))
    await vi.advanceTimersByTimeAsync(5000)
    expect((await answer).status).toBe(408)
    expect(cancel).toHaveBeenCalled()
  })
})
