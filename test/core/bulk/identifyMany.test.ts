import { describe, expect, it, vi } from 'vitest'
import type { IdentifyManyFailure, UserRecord } from '../../../src/core/adapter.js'
import { openBulk, people, refused, tick } from './identifyMany.fixture.js'

describe('identifyMany', () => {
  it('sends batches, at most `concurrency` at a time', async () => {
    const { identifyMany, batches, inFlight } = openBulk(10, async () => {
      await tick(1)
      return []
    })
    const result = await identifyMany(people(95), { concurrency: 3 })
    expect(result).toEqual({ done: 95, failed: [] })
    expect(batches.map(({ length }) => length)).toEqual([...Array<number>(9).fill(10), 5])
    expect(inFlight.most).toBe(3)
  })

  it.each([
    [1, 4],
    [100, 2],
  ])('sends batches of %s users %s at a time by default', async (limit, most) => {
    const { identifyMany, inFlight } = openBulk(limit, async () => {
      await tick()
      return []
    })
    await identifyMany(people(limit * 10))
    expect(inFlight.most).toBe(most)
  })

  it('accepts lists, sets, generators and streams', async () => {
    const records = people(7)
    async function* generate() {
      yield* records
    }
    const stream = new ReadableStream<UserRecord>({
      start(controller) {
        for (const user of records) controller.enqueue(user)
        controller.close()
      },
    }) as unknown as AsyncIterable<UserRecord>
    for (const users of [records, new Set(records), records.values(), generate(), stream]) {
      const { identifyMany, batches } = openBulk(3)
      expect(await identifyMany(users)).toEqual({ done: 7, failed: [] })
      expect(batches.flat()).toEqual(records)
    }
  })

  it('reads the source only when a batch has ended', async () => {
    let read = 0
    function* many() {
      for (const user of people(1000)) {
        read += 1
        yield user
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

  it('reports each wrong record as it was given and sends the others', async () => {
    const wrong = [
      null,
      'ada',
      7,
      ['ada'],
      {},
      { id: 7 },
      { id: '..' },
      { id: 'ada', email: 'ada' },
      { id: 'ada', nickname: 'Countess' },
      { id: 'ada', traits: { born: Number.NaN } },
    ] as unknown as UserRecord[]
    const { identifyMany, batches } = openBulk(2)
    const records = wrong.flatMap((record, n) => [record, { id: `good ${n}` }])
    const { done, failed } = await identifyMany(records)
    expect(done).toBe(wrong.length)
    expect(failed.map(({ record }) => record)).toEqual(wrong)
    expect(failed.map(({ id }) => id)).toEqual(['', '', '', '', '', '', '..', 'ada', 'ada', 'ada'])
    expect(failed.map(({ error }) => error.code)).toEqual(wrong.map(() => 'invalid'))
    expect(batches.flat()).toHaveLength(wrong.length)
  })

  it('keeps the order of records of one user, in a batch and across batches', async () => {
    const saved = new Map<string, string[]>()
    const { identifyMany, ids } = openBulk(4, async (users) => {
      await tick(Math.random() * 4)
      for (const { id, name } of users) saved.set(id, [...(saved.get(id) ?? []), name ?? ''])
      return []
    })
    const records = Array.from({ length: 200 }, (_, n) => ({
      id: `user ${n % 7}`,
      name: `name ${n}`,
    }))
    expect(await identifyMany(records, { concurrency: 5 })).toEqual({ done: 200, failed: [] })
    for (const batch of ids()) expect(new Set(batch).size).toBe(batch.length)
    for (const [id, names] of saved) {
      expect(names).toEqual(records.filter((user) => user.id === id).map(({ name }) => name))
    }
  })

  it('reports the users that the service names, or the whole batch if it names none', async () => {
    const { identifyMany } = openBulk(3, async ([first]) => {
      if (first?.id === 'user 3') throw new TypeError('secret')
      return [{ id: first?.id ?? '', error: refused() }]
    })
    const records = people(9)
    const { done, failed } = await identifyMany(records, { concurrency: 1 })
    expect(done).toBe(4)
    expect(failed.map(({ record }) => record)).toEqual([0, 3, 4, 5, 6].map((n) => records[n]))
    expect(failed.map(({ error }) => error.code)).toEqual([
      'invalid',
      'service',
      'service',
      'service',
      'invalid',
    ])
  })

  it('fails the batch if the service reports a user that was not sent', async () => {
    const { identifyMany } = openBulk(3, async () => [{ id: 'USER 0', error: refused() }])
    const { done, failed } = await identifyMany(people(3))
    expect(done).toBe(0)
    expect(failed.map(({ error }) => error.code)).toEqual(Array(3).fill('bad-answer'))
  })

  it('splits a refused batch until only the wrong users fail', async () => {
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

  it('reports progress, and passes failures to onFailure instead of keeping them', async () => {
    const { identifyMany } = openBulk(2)
    const seen: object[] = []
    const failures: IdentifyManyFailure[] = []
    const records = [...people(3), { id: '' }, { id: 'last' }]
    const result = await identifyMany(records, {
      onProgress: (progress) => seen.push(progress),
      onFailure: (failure) => failures.push(failure),
    })
    expect(result).toEqual({ done: 4, failed: [] })
    expect(failures).toMatchObject([{ id: '', record: { id: '' }, error: { code: 'invalid' } }])
    expect(seen.at(-1)).toEqual({ done: 4, failed: 1 })
    expect(seen).toHaveLength(3)
  })

  it('continues when a record throws or onProgress rejects', async () => {
    const unhandled: unknown[] = []
    const onUnhandled = (reason: unknown) => void unhandled.push(reason)
    process.on('unhandledRejection', onUnhandled)
    const wrong = Object.defineProperty({ id: '' }, 'id', {
      get() {
        throw new Error('A getter.')
      },
    })
    const { identifyMany } = openBulk(2)
    const onProgress = (() => Promise.reject(new Error('An error of the host.'))) as () => void
    const { done, failed } = await identifyMany([wrong, ...people(3)], { onProgress })
    await tick(5)
    process.off('unhandledRejection', onUnhandled)
    expect(done).toBe(3)
    expect(failed).toMatchObject([{ id: '' }])
    expect(failed[0]?.record).toBe(wrong)
    expect(unhandled).toEqual([])
  })

  it('continues when callbacks throw, and keeps the failure that onFailure did not take', async () => {
    const report = vi.fn()
    vi.stubGlobal('reportError', report)
    const fault = new Error('An error of the host.')
    const fail = () => {
      throw fault
    }
    const { identifyMany } = openBulk(1)
    const records = [{ id: 'ada' }, { id: '' }]
    const result = await identifyMany(records, { onProgress: fail, onFailure: fail })
    expect(result).toMatchObject({ done: 1, failed: [{ record: { id: '' } }] })
    expect(report.mock.calls).toEqual([[fault], [fault], [fault]])
    vi.unstubAllGlobals()
    expect(await identifyMany(records, { onProgress: fail })).toMatchObject({ done: 1 })
  })

  it.each([[{ users: 'ada' }], [{ users: null }], [{ users: { id: 'ada' } }]])(
    'rejects %j, which is not iterable',
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

  it.each([0, -1, 1.5, Number.NaN])('rejects a concurrency of %s', async (concurrency) => {
    const running = openBulk(1).identifyMany([], { concurrency })
    await expect(running).rejects.toMatchObject({ code: 'invalid' })
  })
})
