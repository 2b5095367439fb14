import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answering, openKnock } from './knock.fixture.js'

const people = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `p${index}` }))

describe('users of knock', () => {
  it('refuse traits that would overwrite a field of Knock, before anything is sent', async () => {
    const { client, calls } = openKnock()
    const traits = { phone_number: '1', preferences: {}, __typename: 'x', plan: 'pro' }
    await expect(client.users.identify('ada', { traits })).rejects.toMatchObject({
      code: 'invalid',
      fields: {
        'traits.phone_number': expect.any(String),
        'traits.preferences': expect.any(String),
        'traits.__typename': expect.any(String),
      },
    })
    expect(calls).toEqual([])
  })

  it('have ids of at most 256 characters without / and #, and none that climbs out', async () => {
    const { client, calls, adapter } = openKnock()
    for (const id of ['a/b', 'a#b', 'x'.repeat(257)]) {
      const asked = [
        client.users.get(id),
        client.users.identify(id, {}),
        client.users.delete(id),
        client.preferences.get(id),
        client.preferences.update(id, { enabled: true }),
        client.preferences.reset(id),
      ]
      for (const result of await Promise.allSettled<unknown>(asked))
        expect(result).toMatchObject({ reason: { code: 'invalid', fields: { id: /./ } } })
      const from = client.users.merge({ from: id, into: 'ada' })
      await expect(from).rejects.toMatchObject({ code: 'invalid', fields: { from: /./ } })
      const into = client.users.merge({ from: 'ada', into: id })
      await expect(into).rejects.toMatchObject({ code: 'invalid', fields: { into: /./ } })
    }
    for (const id of ['..', '.', ''])
      await expect(adapter.users?.get?.(id)).rejects.toMatchObject({ code: 'invalid' })
    expect(calls).toEqual([])
  })

  it('do not show a null at any depth, and keep what an array holds', async () => {
    const body = {
      id: 'ada',
      a: null,
      b: { c: null, d: { e: null, f: 1 } },
      g: [null, { h: null }],
    }
    const { client } = answering({ body })
    const { traits } = await client.users.get('ada')
    expect(traits).toEqual({ b: { d: { f: 1 } }, g: [null, { h: null }] })
  })

  it('keep their choices out of the identification, which does not tell whether they were taken', async () => {
    const { client, calls } = openKnock()
    await client.users.identify(
      'grace',
      {},
      { preferences: [{ channel: 'email', enabled: false }] },
    )
    expect(calls.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([
      {},
      { __persistence_strategy__: 'merge', channel_types: { email: false } },
    ])
  })

  it('may be identified where the service shows no locale', async () => {
    const { client } = openKnock({ showsLocale: false })
    expect((await client.users.identify('ada', { locale: 'de' })).locale).toBe('de')
    expect((await client.users.get('ada')).locale).toBeUndefined()
  })

  it('say when to come back', async () => {
    const { client, fake } = openKnock()
    fake.limit('3')
    const limited = { code: 'rate-limited', status: 429, retryAfter: 3000 }
    await expect(client.users.get('ada')).rejects.toMatchObject(limited)
  })
})

describe('many users of knock', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const after = async <T>(milliseconds: number, asked: Promise<T>) => {
    asked.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(milliseconds)
    return asked
  }

  it('go out by the thousand, not by the hundred of older docs, and never as a bare array', async () => {
    const { client, calls, fake } = openKnock()
    const result = await after(10_000, client.users.identifyMany(people(1001)))
    expect(result).toEqual({ done: 1001, failed: [] })
    const sent = calls.filter(({ method }) => method === 'POST')
    expect(sent.map(({ url }) => url)).toEqual(
      Array(2).fill('https://api.knock.app/v1/users/bulk/identify'),
    )
    expect(sent.map(({ body }) => (body as { users: unknown[] }).users.length)).toEqual([1000, 1])
    expect(fake.users.size).toBe(1002)
  })

  it('are done only when the service says so, and fail one by one', async () => {
    const { client, calls } = openKnock({ bulkLooks: 4, bulkErrors: ['p1'] })
    const users = [...people(3), { id: 'a/b' }, { id: 'q', traits: { id: 'x' } }]
    const asked = client.users.identifyMany(users)
    const { done, failed } = await after(60_000, asked)
    expect(done).toBe(2)
    expect(failed.map(({ id, error }) => [id, error.code])).toEqual([
      ['p1', 'service'],
      ['a/b', 'invalid'],
      ['q', 'invalid'],
    ])
    expect(calls.filter(({ method }) => method === 'GET')).toHaveLength(4)
  })

  it('are looked at again after an answer that says nothing, and not for ever', async () => {
    const { client, fake } = openKnock()
    const asked = client.users.identifyMany(people(1))
    await vi.advanceTimersByTimeAsync(100)
    fake.limit()
    expect(await after(10_000, asked)).toEqual({ done: 1, failed: [] })

    const never = openKnock({ bulkLooks: Infinity })
    const late = never.adapter.users?.identifyMany?.send(people(1))
    await expect(after(130_000, Promise.resolve(late))).rejects.toMatchObject({ code: 'timeout' })
  })

  it('are sent again where the header of a success says that they came too early', async () => {
    const { client, fake } = openKnock({ bulkLimit: true, bulkLooks: 0 })
    const users = [
      { id: 'a' },
      { id: 'b, c' },
      { id: 'a', name: 'Newest' },
      { id: 'b, c', name: 'B' },
    ]
    const asked = client.users.identifyMany(users)
    expect(await after(20_000, asked)).toEqual({ done: 4, failed: [] })
    expect(fake.users.get('a')).toMatchObject({ name: 'Newest' })
    expect(fake.users.get('b, c')).toMatchObject({ name: 'B' })
  })

  it.each([
    { status: 'failed' },
    { status: 'completed', error_count: 2, error_items: [{ id: 'p0' }] },
    { status: 'completed', error_count: 1, error_items: [{ id: 'P0' }] },
  ])('are all failures where nobody says who was taken', async (end) => {
    const { client } = answering({ body: { id: 'op-1', ...end } })
    const { done, failed } = await client.users.identifyMany(people(3))
    expect(done).toBe(0)
    expect(failed.map(({ error }) => error.code)).toEqual(['service', 'service', 'service'])
  })

  it('end at once when they are told to', async () => {
    const { adapter } = openKnock({ bulkLooks: Infinity })
    const controller = new AbortController()
    const asked = adapter.users?.identifyMany?.send(people(1), { signal: controller.signal })
    asked?.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(5000)
    controller.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    expect(vi.getTimerCount()).toBe(0)
  })
})
