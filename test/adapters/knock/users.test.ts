import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadPhoneCheck } from '../../../src/core/contact/loadPhoneReader.js'
import { openWithAnswers, openKnock } from './knock.fixture.js'

const createRecords = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `p${index}` }))

describe('users of the Knock adapter', () => {
  it('refuse traits that would overwrite a system field, before a request', async () => {
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

  it('refuse ids over 256 characters, with / or #, and dot segments', async () => {
    const { client, calls, adapter } = openKnock()
    for (const id of ['a/b', 'a#b', 'x'.repeat(257)]) {
      const requests = [
        client.users.get(id),
        client.users.identify(id, {}),
        client.users.delete(id),
        client.preferences.get(id),
        client.preferences.update(id, { enabled: true }),
        client.preferences.reset(id),
      ]
      for (const result of await Promise.allSettled<unknown>(requests))
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

  it('omit null traits at any depth, except in arrays', async () => {
    const body = {
      id: 'ada',
      a: null,
      b: { c: null, d: { e: null, f: 1 } },
      g: [null, { h: null }],
    }
    const { client } = openWithAnswers({ body })
    const { traits } = await client.users.get('ada')
    expect(traits).toEqual({ b: { d: { f: 1 } }, g: [null, { h: null }] })
  })

  it('save initial preferences in a second request', async () => {
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

  it('have the sent locale if the answer has none', async () => {
    const { client } = openKnock({ showsLocale: false })
    expect((await client.users.identify('ada', { locale: 'de' })).locale).toBe('de')
    expect((await client.users.get('ada')).locale).toBeUndefined()
  })

  it('pass on retry-after', async () => {
    const { client, fake } = openKnock()
    fake.limit('3')
    const limited = { code: 'rate-limited', status: 429, retryAfter: 3000 }
    await expect(client.users.get('ada')).rejects.toMatchObject(limited)
  })
})

describe('identifyMany of the Knock adapter', () => {
  // A module that loads while the clock stands still would arrive after the pauses.
  beforeAll(async () => void (await loadPhoneCheck()))
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const advance = async <T>(milliseconds: number, result: Promise<T>) => {
    result.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(milliseconds)
    return result
  }

  it('sends batches of 1,000', async () => {
    const { client, calls, fake } = openKnock()
    const result = await advance(10_000, client.users.identifyMany(createRecords(1001)))
    expect(result).toEqual({ done: 1001, failed: [] })
    const sent = calls.filter(({ method }) => method === 'POST')
    expect(sent.map(({ url }) => url)).toEqual(
      Array(2).fill('https://api.knock.app/v1/users/bulk/identify'),
    )
    expect(sent.map(({ body }) => (body as { users: unknown[] }).users.length)).toEqual([1000, 1])
    expect(fake.users.size).toBe(1002)
  })

  it('polls until the operation is done and reports each failed user', async () => {
    const { client, calls } = openKnock({ bulkPolls: 4, bulkErrors: ['p1'] })
    const users = [...createRecords(3), { id: 'a/b' }, { id: 'q', traits: { id: 'x' } }]
    const result = client.users.identifyMany(users)
    const { done, failed } = await advance(60_000, result)
    expect(done).toBe(2)
    expect(failed.map(({ id, error }) => [id, error.code])).toEqual([
      ['p1', 'service'],
      ['a/b', 'invalid'],
      ['q', 'invalid'],
    ])
    expect(calls.filter(({ method }) => method === 'GET')).toHaveLength(4)
  })

  it('polls again after a failed poll, and times out', async () => {
    const { client, fake } = openKnock()
    const result = client.users.identifyMany(createRecords(1))
    await vi.advanceTimersByTimeAsync(100)
    fake.limit()
    expect(await advance(10_000, result)).toEqual({ done: 1, failed: [] })

    const never = openKnock({ bulkPolls: Infinity })
    const endless = never.adapter.users?.identifyMany?.send(createRecords(1))
    await expect(advance(130_000, Promise.resolve(endless))).rejects.toMatchObject({
      code: 'timeout',
    })
  })

  it('sends rate-limited users again', async () => {
    const { client, fake } = openKnock({ bulkLimit: true, bulkPolls: 0 })
    const users = [
      { id: 'a' },
      { id: 'b, c' },
      { id: 'a', name: 'Newest' },
      { id: 'b, c', name: 'B' },
    ]
    const result = client.users.identifyMany(users)
    expect(await advance(20_000, result)).toEqual({ done: 4, failed: [] })
    expect(fake.users.get('a')).toMatchObject({ name: 'Newest' })
    expect(fake.users.get('b, c')).toMatchObject({ name: 'B' })
  })

  it.each([
    { status: 'failed' },
    { status: 'completed', error_count: 2, error_items: [{ id: 'p0' }] },
    { status: 'completed', error_count: 1, error_items: [{ id: 'P0' }] },
  ])('fails for all users if failed users are not named: %j', async (end) => {
    const { client } = openWithAnswers({ body: { id: 'op-1', ...end } })
    const { done, failed } = await client.users.identifyMany(createRecords(3))
    expect(done).toBe(0)
    expect(failed.map(({ error }) => error.code)).toEqual(['service', 'service', 'service'])
  })

  it('stops at once on abort', async () => {
    const { adapter } = openKnock({ bulkPolls: Infinity })
    const controller = new AbortController()
    const result = adapter.users?.identifyMany?.send(createRecords(1), {
      signal: controller.signal,
    })
    result?.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(5000)
    controller.abort()
    await expect(result).rejects.toMatchObject({ name: 'AbortError' })
    expect(vi.getTimerCount()).toBe(0)
  })
})
