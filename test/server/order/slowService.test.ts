import { AsyncLocalStorage } from 'node:async_hooks'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { createMemoryWriteStore, type WriteStore } from '../../../src/server.js'
import { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
import { createKnockFake } from '../../adapters/knock/knock.fake.js'
import { secretKey } from '../../adapters/knock/knock.fixture.js'
import { openHandler, type Answer } from '../handler.fixture.js'
import { at } from './order.fixture.js'

const isLong = process.env['IDENTIKIT_CAMPAIGN'] === '1'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A request that left for the service. */
interface Sent {
  readonly method: string
  /** Milliseconds since the start. */
  readonly time: number
}

/** How long the service takes for a request, and whether it still applies one that was aborted. */
interface Pace {
  readonly latency: number
  readonly isAppliedAfterAbort?: boolean
}

/** Opens a slow Knock, and handlers of several servers over it. */
function openKnock(getPace: (method: string) => Pace) {
  const fake = createKnockFake({ users: [{ id: 'ada' }] })
  const start = Date.now()
  const sent: Sent[] = []

  const fetch = (input: RequestInfo | URL, init?: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      const { signal = null, ...rest } = init ?? {}
      const { method } = new Request(input, rest)
      const { latency, isAppliedAfterAbort = true } = getPace(method)
      sent.push({ method, time: Date.now() - start })
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
      setTimeout(() => {
        if (!signal?.aborted || isAppliedAfterAbort) fake.fetch(input, rest).then(resolve, reject)
      }, latency)
    })

  function openServer(writeStore?: WriteStore) {
    const adapter = createKnockAdapter({ apiKey: secretKey, fetch })
    const { send, faults } = openHandler({ adapter, writeStore })
    /** Sends choices by channel, and returns the answer. */
    async function choose(channels: Readonly<Record<string, boolean>>, seq: number) {
      const changes = Object.entries(channels).map(([channel, enabled]) => ({
        type: 'category:news',
        channel,
        enabled,
      }))
      return send('PATCH', '/preferences', { changes }, at(seq))
    }
    /** Sends choices by channel, and returns the status. */
    const turn = async (...input: Parameters<typeof choose>) => (await choose(...input)).status
    return { choose, turn, faults }
  }

  /** Returns the settings that the service holds. */
  function getStored(): Readonly<Record<string, boolean>> {
    const { categories } = fake.sets.get('ada')?.get('default') ?? {}
    const { news } = (categories ?? {}) as Record<
      string,
      { channel_types: Record<string, boolean> }
    >
    return news?.channel_types ?? {}
  }

  return { sent, openServer, getStored }
}

/** The write that a request of the service belongs to. */
const current = new AsyncLocalStorage<number>()

/** Lets time pass until an answer arrives. */
async function pass<T>(answer: Promise<T>): Promise<T> {
  const done = vi.fn<() => void>()
  void answer.finally(done)
  while (done.mock.calls.length === 0) await vi.advanceTimersByTimeAsync(100)
  return answer
}

describe('a service that takes 3.5 s for each call', () => {
  it('receives no write after the deadline of its request', async () => {
    const { sent, openServer } = openKnock(() => ({ latency: 3500 }))
    const { turn } = openServer()
    const answers = Promise.all([1, 2, 3, 4, 5].map((seq) => turn({ email: seq % 2 === 0 }, seq)))
    await vi.advanceTimersByTimeAsync(9000)
    expect(await answers).toEqual([200, 504, 504, 504, 504])
    await vi.advanceTimersByTimeAsync(120_000)
    expect(sent.filter(({ method }) => method === 'PUT')).toEqual([{ method: 'PUT', time: 3500 }])
  })

  it('keeps the newer choice of two servers with a shared store', async () => {
    const { openServer, getStored, sent } = openKnock(() => ({ latency: 3500 }))
    const store = createMemoryWriteStore()
    const [a, b] = [openServer(store), openServer(store)]
    const first = a.turn({ email: true }, 1)
    await vi.advanceTimersByTimeAsync(1000)
    const older = a.turn({ email: false }, 2)
    await vi.advanceTimersByTimeAsync(1000)
    const newer = b.turn({ email: true }, 3)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await Promise.all([first, older, newer])).toEqual([200, 504, 504])
    // Each browser repeats what was not answered, the older one last.
    const repeated = b.turn({ email: true }, 3)
    await vi.advanceTimersByTimeAsync(100)
    const late = a.turn({ email: false }, 2)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await repeated).toBe(200)
    expect(await late).toBe(504)
    const last = a.turn({ email: false }, 2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect([await last, getStored()]).toEqual([200, { email: true }])
    expect(sent.filter(({ method }) => method === 'PUT')).toHaveLength(2)
  })
})

describe('a write whose outcome is unknown', () => {
  it('is repaired by the next write of the person if it overwrites a newer choice', async () => {
    let latency = 12_000
    const { openServer, getStored } = openKnock((method) => ({
      latency: method === 'PUT' ? latency : 0,
    }))
    const store = createMemoryWriteStore()
    const [a, b] = [openServer(store), openServer(store)]
    expect(await pass(a.turn({ email: false }, 1))).toBe(504)
    latency = 0
    expect(await pass(b.turn({ email: true }, 2))).toBe(200)
    expect(getStored()).toEqual({ email: true })
    await vi.advanceTimersByTimeAsync(5000)
    expect(getStored()).toEqual({ email: false })
    expect(await pass(b.turn({ push: true }, 3))).toBe(200)
    expect(getStored()).toEqual({ email: true, push: true })
  })

  it('is read back until it cannot arrive any more, and not later', async () => {
    let latency = 12_000
    const { openServer, sent } = openKnock((method) => ({
      latency: method === 'PUT' ? latency : 0,
    }))
    const { turn } = openServer()
    expect(await pass(turn({ email: false }, 1))).toBe(504)
    latency = 0
    /** Returns the number of requests for one change. */
    const count = async (channel: string, seq: number) => {
      const before = sent.length
      expect(await pass(turn({ [channel]: true }, seq))).toBe(200)
      return sent.length - before
    }
    const early = await count('push', 2)
    await vi.advanceTimersByTimeAsync(35_000)
    const late = await count('sms', 3)
    const once = await count('chat', 4)
    expect(early).toBe(late)
    expect(late).toBeGreaterThan(once)
  })

  it('does not fail the next write if there is no time to read', async () => {
    let latency = 20_000
    const { openServer, getStored } = openKnock((method) => ({
      latency: method === 'PUT' ? latency : 2500,
    }))
    const { turn, faults } = openServer()
    expect(await pass(turn({ email: false }, 1))).toBe(504)
    faults.length = 0
    latency = 2500
    expect(await pass(turn({ email: true }, 2))).toBe(200)
    expect([getStored(), faults]).toEqual([{ email: true }, []])
  })
})

/** The writes of a run. */
const writes = fc.array(
  fc.record({
    server: fc.nat(1),
    channel: fc.constantFrom('email', 'push'),
    enabled: fc.boolean(),
    /** Milliseconds until the next write. */
    pause: fc.constantFrom(0, 10, 1000, 4000, 9000),
    /** How many writes ago the choice was made. */
    age: fc.constantFrom(0, 0, 0, 1, 2),
    latency: fc.constantFrom(0, 50, 1500, 3500, 8000, 12_000),
    isAppliedAfterAbort: fc.boolean(),
  }),
  { minLength: 2, maxLength: 8 },
)

it('keeps the newest answered choice, or a newer one that may have arrived, in any order of late answers', async () => {
  await fc.assert(
    fc.asyncProperty(writes, async (run) => {
      let pace: Pace = { latency: 0 }
      const reached = new Set<number>()
      const { openServer, getStored } = openKnock(() => {
        reached.add(current.getStore() ?? -1)
        return pace
      })
      const store = createMemoryWriteStore()
      const servers = [openServer(store), openServer(store)] as const
      const answers: Promise<Answer>[] = []
      const choices: {
        readonly seq: number
        readonly channel: string
        readonly enabled: boolean
      }[] = []
      for (const [index, { server, channel, enabled, pause, age, ...next }] of run.entries()) {
        pace = next
        const earlier = Math.min(age, index)
        const seq = 10 * (index - earlier) + earlier
        choices.push({ seq, channel, enabled })
        const { choose } = servers[server === 0 ? 0 : 1]
        answers.push(current.run(seq, () => choose({ [channel]: enabled }, seq)))
        await vi.advanceTimersByTimeAsync(pause)
      }
      await vi.advanceTimersByTimeAsync(60_000)
      const answered = await Promise.all(answers)
      pace = { latency: 0 }
      expect(await pass(servers[0].turn({ sms: true }, 1000))).toBe(200)
      for (const channel of ['email', 'push']) {
        const own = choices.flatMap(({ seq, enabled, ...choice }, index) => {
          const { status, body } = answered[index]!
          const isSaved = status === 200 && body.superseded === undefined
          // A write that waited for its turn until its deadline never reached the service.
          const isLost = status !== 200 && reached.has(seq)
          return choice.channel === channel && (isSaved || isLost)
            ? [{ seq, enabled, isSaved }]
            : []
        })
        const saved = own.filter(({ isSaved }) => isSaved).sort((a, b) => b.seq - a.seq)[0]
        const newer = own.filter(({ seq }) => seq > (saved?.seq ?? -1))
        const expected = [saved, ...newer].map((choice) => choice?.enabled)
        expect(expected).toContain(getStored()[channel])
      }
    }),
    { numRuns: isLong ? 1000 : 50, seed: inject('seed') },
  )
}, 180_000)
