import { describe, expect, it, vi } from 'vitest'
import type { IdentifyManyFailure, UserRecord } from '../../../src/core/adapter.js'
import { openBulk, people, refused, tick } from './identifyMany.fixture.js'

describe('many users', () => {
  it('are sent in batches, not more of them at once than is allowed', async () => {
    const { identifyMany, batches, pendingWrites } = openBulk(10, async () => {
      await tick(1)
      return []
    })
    const result = await identifyMany(people(95), { concurrency: 3 })
    expect(result).toEqual({ done: 95, failed: [] })
    expect(batches.map(({ length }) => length)).toEqual([...Array<number>(9).fill(10), 5])
    expect(pendingWrites.most).toBe(3)
  })

  it.each([
    [1, 4],
    [100, 2],
  ])('of a service with a limit of %s are sent %s at a time', async (limit, most) => {
    const { identifyMany, pendingWrites } = openBulk(limit, async () => {
      await tick()
      return []
    })
    await identifyMany(people(limit * 10))
    expect(pendingWrites.most).toBe(most)
  })

  it('come from lists, sets, generators and streams alike', async () => {
    const given = people(7)
    async function* later() {
      yield* given
    }
    const stream = new ReadableStream<UserRecord>({
      start(controller) {
        for (const one of given) controller.enqueue(one)
        controller.close()
      },
    }) as unknown as AsyncIterable<UserRecord>
    for (const users of [given, new Set(given), given.values(), later(), stream]) {
      const { identifyMany, batches } = openBulk(3)
      expect(await identifyMany(users)).toEqual({ done: 7, failed: [] })
      expect(batches.flat()).toEqual(given)
    }
  })

  it('are read only when there is room for them', async () => {
    let read = 0
    function* many() {
      for (const one of people(1000)) {
        read += 1
        yield one
      }
    }
    const open: (() => void)[] = []
    const { identifyMany } = openBulk(5, async () => {
      await new Promise<void>((resolve) => open.push(resolve))
      return []
    })
    const controller = new AbortController()
    const running = identifyMany(many(), { concurrency: 2, signal: controller.signal })
    for (const room of [10, 15]) {
      await vi.waitFor(() => expect(read).toBe(room))
      await tick(5)
      expect(read).toBe(room)
      open.shift()?.()
    }
    controller.abort()
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('fail alone where a record is wrong, and carry what was given', async () => {
    const wrong = [
      null,
      'ada',
      7,
      ['ada'],
      {},
      { id: 7 },
      { id: '..' },
      { id: 'ada', email: 'nobody' },
      { id: 'ada', nickname: 'Countess' },
      { id: 'ada', traits: { born: Number.NaN } },
    ] as unknown as UserRecord[]
    const { identifyMany, batches } = openBulk(2)
    const given = wrong.flatMap((one, n) => [one, { id: `good ${n}` }])
    const { done, failed } = await identifyMany(given)
    expect(done).toBe(wrong.length)
    expect(failed.map(({ record }) => record)).toEqual(wrong)
    expect(failed.map(({ id }) => id)).toEqual(['', '', '', '', '', '', '..', 'ada', 'ada', 'ada'])
    expect(failed.map(({ error }) => error.code)).toEqual(wrong.map(() => 'invalid'))
    expect(batches.flat()).toHaveLength(wrong.length)
  })

  it('of one id keep their order, in a batch and among those under way', async () => {
    const saved = new Map<string, string[]>()
    const { identifyMany, ids } = openBulk(4, async (users) => {
      await tick(Math.random() * 4)
      for (const { id, name } of users) saved.set(id, [...(saved.get(id) ?? []), name ?? ''])
      return []
    })
    const given = Array.from({ length: 200 }, (_, n) => ({
      id: `user ${n % 7}`,
      name: `name ${n}`,
    }))
    expect(await identifyMany(given, { concurrency: 5 })).toEqual({ done: 200, failed: [] })
    for (const batch of ids()) expect(new Set(batch).size).toBe(batch.length)
    for (const [id, names] of saved) {
      expect(names).toEqual(given.filter((one) => one.id === id).map(({ name }) => name))
    }
  })

  it('fail one by one where the service names them, and as one batch where it does not', async () => {
    const { identifyMany } = openBulk(3, async ([first]) => {
      if (first?.id === 'user 3') throw new TypeError('secret')
      return [{ id: first?.id ?? '', error: refused() }]
    })
    const given = people(9)
    const { done, failed } = await identifyMany(given, { concurrency: 1 })
    expect(done).toBe(4)
    expect(failed.map(({ record }) => record)).toEqual([0, 3, 4, 5, 6].map((n) => given[n]))
    expect(failed.map(({ error }) => error.code)).toEqual([
      'invalid',
      'service',
      'service',
      'service',
      'invalid',
    ])
  })

  it('are not believed to be saved where the service refuses somebody else', async () => {
    const { identifyMany } = openBulk(3, async () => [{ id: 'USER 0', error: refused() }])
    const { done, failed } = await identifyMany(people(3))
    expect(done).toBe(0)
    expect(failed.map(({ error }) => error.code)).toEqual(Array(3).fill('bad-answer'))
  })

  it('are not condemned by the wrong ones among them', async () => {
    const bad = new Set(['user 17', 'user 501', 'user 502'])
    const { identifyMany, batches } = openBulk(1000, async (users) => {
      if (users.some(({ id }) => bad.has(id))) throw refused()
      return []
    })
    const { done, failed } = await identifyMany(people(1000))
    expect(done).toBe(997)
    expect(new Set(failed.map(({ id }) => id))).toEqual(bad)
    expect(batches.length).toBeLessThan(70)
  })

  it('tell how far they are, and hand out failures that nobody keeps', async () => {
    const { identifyMany } = openBulk(2)
    const seen: object[] = []
    const failures: IdentifyManyFailure[] = []
    const given = [...people(3), { id: '' }, { id: 'last' }]
    const result = await identifyMany(given, {
      onProgress: (progress) => seen.push(progress),
      onFailure: (failure) => failures.push(failure),
    })
    expect(result).toEqual({ done: 4, failed: [] })
    expect(failures).toMatchObject([{ id: '', record: { id: '' }, error: { code: 'invalid' } }])
    expect(seen.at(-1)).toEqual({ done: 4, failed: 1 })
    expect(seen).toHaveLength(3)
  })

  it('survive records and callbacks that throw and callbacks that reject', async () => {
    const unhandled: unknown[] = []
    const note = (reason: unknown) => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    const wrong = Object.defineProperty({ id: '' }, 'id', {
      get() {
        throw new Error('A getter.')
      },
    })
    const { identifyMany } = openBulk(2)
    const onProgress = (() => Promise.reject(new Error('Of the host.'))) as () => void
    const { done, failed } = await identifyMany([wrong, ...people(3)], { onProgress })
    await tick(5)
    process.off('unhandledRejection', note)
    expect(done).toBe(3)
    expect(failed).toMatchObject([{ id: '' }])
    expect(failed[0]?.record).toBe(wrong)
    expect(unhandled).toEqual([])
  })

  it('survive callbacks that throw, and lose no failure', async () => {
    const report = vi.fn()
    vi.stubGlobal('reportError', report)
    const fault = new Error('of the host')
    const fail = () => {
      throw fault
    }
    const { identifyMany } = openBulk(1)
    const given = [{ id: 'ada' }, { id: '' }]
    const result = await identifyMany(given, { onProgress: fail, onFailure: fail })
    expect(result).toMatchObject({ done: 1, failed: [{ record: { id: '' } }] })
    expect(report.mock.calls).toEqual([[fault], [fault], [fault]])
    vi.unstubAllGlobals()
    expect(await identifyMany(given, { onProgress: fail })).toMatchObject({ done: 1 })
  })

  it.each([[{ users: 'ada' }], [{ users: null }], [{ users: { id: 'ada' } }]])(
    'must be something that can be read one by one, unlike %j',
    async ({ users }) => {
      const { identifyMany, batches } = openBulk(1)
      const running = identifyMany(users as unknown as UserRecord[])
      await expect(running).rejects.toMatchObject({
        code: 'invalid',
        fields: { users: expect.stringContaining('list') },
      })
      expect(batches).toEqual([])
    },
  )

  it.each([0, -1, 1.5, Number.NaN])('are not sent %s at a time', async (concurrency) => {
    const running = openBulk(1).identifyMany([], { concurrency })
    await expect(running).rejects.toMatchObject({ code: 'invalid' })
  })
})
