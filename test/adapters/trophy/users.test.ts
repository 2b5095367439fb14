import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { record } from '../recorder.js'
import { createTrophyFake, type TrophyFakeOptions } from './trophy.fake.js'

afterEach(() => vi.unstubAllGlobals())

const userKey = 'app_ada.sentinel-ada'

function open(options: TrophyFakeOptions = {}, key?: string) {
  const fake = createTrophyFake({ attributes: ['plan', 'team', 'team size'], ...options })
  const { fetch, calls } = record(fake.fetch)
  const apiKey = key ?? fake.adminKey
  const adapter = createTrophyAdapter({ apiKey, tenantId: options.tenantId, fetch })
  const sent = () => calls.map(({ method }) => method)
  return { fake, calls, sent, adapter, client: createAdminClient(adapter) }
}

describe('createTrophyAdapter', () => {
  const stubBrowser = () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
  }

  it('refuses a key with full access in a browser and does not quote it', () => {
    stubBrowser()
    const create = () => createTrophyAdapter({ apiKey: 'adm_T.sentinel' })
    expect(create).toThrow(/`apiKey` is a secret.*\(misuse\)/)
    expect(create).not.toThrow(/sentinel/)
  })

  it('accepts an application key in a browser, for its user only', async () => {
    stubBrowser()
    const users = [{ id: 'ada' }, { id: 'grace' }]
    for (const [foreign, code] of [
      [401, 'unauthorized'],
      [403, 'forbidden'],
    ] as const) {
      const { client } = open({ users, userKeys: { ada: userKey }, foreign }, userKey)
      await client.users.update('ada', { name: 'Ada', traits: { plan: 'pro' } })
      await client.preferences.update('ada', { type: 'recap', channel: 'push', enabled: true })
      await client.events.track('ada', { name: 'words' })
      const others = [
        client.users.get('grace'),
        client.users.identify('grace', { traits: { plan: 'pro' } }),
        client.users.create('grace', {}),
        client.preferences.get('grace'),
        client.events.track('grace', { name: 'words' }),
      ]
      for (const result of await Promise.allSettled<unknown>(others))
        expect(result).toMatchObject({ status: 'rejected', reason: { code } })
    }
  })

  it('throws without a key', () => {
    for (const apiKey of ['', undefined as unknown as string])
      expect(() => createTrophyAdapter({ apiKey })).toThrow(/needs an `apiKey`.*\(misuse\)/)
  })

  it('sends the tenant and adds it to its id, and never adds the key', async () => {
    const { client, calls, adapter } = open({ users: [{ id: 'ada' }], tenantId: 'acme' })
    await client.users.get('ada')
    expect(calls[0]?.headers).toMatchObject({ 'tenant-id': 'acme' })
    expect(adapter.id).toBe('trophy:acme')
    const named = createTrophyAdapter({ apiKey: userKey, id: 'trophy-staging' })
    expect([createTrophyAdapter({ apiKey: userKey }).id, named.id]).toEqual([
      'trophy',
      'trophy-staging',
    ])
  })
})

describe('Trophy traits', () => {
  const users = [{ id: 'ada', attributes: { plan: 'free' } }]

  for (const merge of ['merge', 'replace'] as const) {
    for (const missing of [404, 400, 422] as const) {
      it(`are kept if attributes are ${merge}d and an unknown user is ${missing}`, async () => {
        const { client, fake } = open({ users, merge, missing })
        await Promise.all([
          client.users.update('ada', { traits: { team: 'a' } }),
          client.users.identify('ada', { traits: { 'team size': '3' } }),
          client.events.track('ada', { name: 'words', user: { traits: { plan: 'pro' } } }),
        ])
        const expected = { plan: 'pro', team: 'a', 'team size': '3' }
        expect(fake.users.get('ada')?.attributes).toEqual(expected)
        await client.users.identify('grace', { traits: { plan: 'pro' } })
        await client.users.create('joan', { traits: { plan: 'pro' } })
        await client.events.track('edith', { name: 'words', user: { traits: { plan: 'pro' } } })
        for (const id of ['grace', 'joan', 'edith'])
          expect(fake.users.get(id)?.attributes).toEqual({ plan: 'pro' })
      })
    }
  }

  it('are not read if none is changed', async () => {
    const { client, sent } = open({ users })
    await client.users.update('ada', { name: 'Ada', traits: {} })
    expect(sent()).toEqual(['PATCH'])
  })

  it.each([', ', ' and ', ' ', "', '"])(
    'are named if they are not declared, separated by "%s"',
    async (separator) => {
      const { client } = open({ users, undeclared: { status: 400, separator } })
      const traits = { pln: 'x', 'b.c': 'x', plan: 'x', team: 'x' }
      const problem = 'is not declared in Trophy'
      await expect(client.users.update('ada', { traits })).rejects.toMatchObject({
        code: 'invalid',
        status: 400,
        fields: { 'traits.pln': problem, 'traits.b.c': problem },
      })
      const event = { name: 'words', properties: { genre: 'x' } }
      await expect(client.events.track('ada', event)).rejects.toMatchObject({
        fields: { 'properties.genre': problem },
      })
    },
  )

  it('are named only if they were sent', async () => {
    const fetch = async () =>
      Response.json({ error: 'Invalid attribute keys: salary. Please.' }, { status: 422 })
    const client = createAdminClient(createTrophyAdapter({ apiKey: userKey, fetch }))
    const result = client.users.update('ada', { traits: { plan: 'x' } })
    await expect(result).rejects.toMatchObject({ code: 'invalid' })
    await expect(result).rejects.not.toHaveProperty('fields')
    await expect(result).rejects.not.toThrow(/salary/)
  })

  it('reject at an abort while they wait for another write, and send nothing', async () => {
    let resume = (): void => undefined
    const paused = new Promise<void>((resolve) => (resume = resolve))
    const fake = createTrophyFake({ users, attributes: ['plan'] })
    const { fetch, calls } = record(async (...input) => paused.then(() => fake.fetch(...input)))
    const adapter = createTrophyAdapter({ apiKey: fake.adminKey, fetch })
    const controller = new AbortController()
    const first = adapter.users?.update?.('ada', { traits: { plan: 'a' } })
    const second = adapter.users?.update?.('ada', { traits: { plan: 'b' } }, controller)
    controller.abort()
    await expect(second).rejects.toMatchObject({ name: 'AbortError' })
    resume()
    await first
    await adapter.users?.update?.('ada', { traits: {} })
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'PATCH'])
    expect(fake.users.get('ada')?.attributes).toEqual({ plan: 'a' })
  })
})

describe('Trophy email address', () => {
  const users = [{ id: 'ada', email: 'ada@example.com' }]

  it('is deleted with the consent, and required for a new consent', async () => {
    const { client, calls } = open({ users })
    const off = await client.users.update('ada', { subscribeToEmails: false })
    expect(off).toMatchObject({ subscribeToEmails: false })
    expect(off.email).toBeUndefined()
    for (const [patch, name] of [
      [{ subscribeToEmails: true }, 'email'],
      [{ subscribeToEmails: false, email: 'ada@example.com' }, 'email'],
    ] as const) {
      for (const result of [
        client.users.update('ada', patch),
        client.users.identify('ada', patch),
        client.users.create('grace', patch),
        client.events.track('ada', { name: 'words', user: patch }),
      ]) {
        await expect(result).rejects.toMatchObject({
          code: 'invalid',
          fields: { subscribeToEmails: expect.any(String), [name]: expect.any(String) },
        })
      }
    }
    expect(calls).toHaveLength(1)
    const patch = { subscribeToEmails: true, email: 'ada@example.com' }
    expect(await client.users.update('ada', patch)).toMatchObject(patch)
  })

  it('cannot be cleared, as the name', async () => {
    const { client, calls } = open({ users })
    for (const field of ['email', 'name']) {
      const result = client.users.update('ada', { [field]: null })
      await expect(result).rejects.toMatchObject({
        code: 'invalid',
        fields: { [field]: expect.stringContaining('cleared') },
      })
    }
    expect(calls).toEqual([])
  })
})

describe('Trophy sign-up date', () => {
  it('is sent as the day in UTC', async () => {
    const { client, calls } = open({ users: [{ id: 'ada' }] })
    const saved = await client.users.update('ada', { createdAt: '2026-05-31T01:30:00+02:00' })
    expect(saved.createdAt).toBe('2026-05-30')
    expect(calls[0]?.body).toEqual({ signUpDate: '2026-05-30' })
    expect((await client.users.update('ada', { createdAt: null })).createdAt).toBeUndefined()
    expect(calls[1]?.body).toEqual({ signUpDate: null })
  })

  it.each([
    ['2026-11-23T02:00:00Z', 'America/Los_Angeles', '2026-11-22'],
    ['2026-11-22T09:00:00Z', 'America/Los_Angeles', '2026-11-22'],
    ['2026-11-22T20:00:00Z', 'Asia/Tokyo', '2026-11-22'],
    ['2026-11-22', 'America/Los_Angeles', '2026-11-22'],
  ])('of %s is not after today in %s', async (createdAt, timezone, day) => {
    vi.useFakeTimers({ now: new Date('2026-11-23T02:00:00Z'), toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { client, fake } = open()
    await client.users.identify('ada', { createdAt, timezone })
    expect(fake.users.get('ada')?.signUpDate).toBe(day)
  })

  it('after today is refused by Trophy', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-23T02:00:00Z'), toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const tomorrow = { createdAt: '2026-11-24T12:00:00Z', timezone: 'America/Los_Angeles' }
    await expect(open().client.users.identify('ada', tomorrow)).rejects.toMatchObject({
      status: 422,
    })
  })
})

describe('Trophy users', () => {
  it.each([404, 400, 422] as const)('reject as not found with status %s', async (missing) => {
    const { client } = open({ missing })
    const notFound = { code: 'not-found', status: missing }
    await expect(client.users.get('unknown')).rejects.toMatchObject(notFound)
    await expect(client.devices.add('unknown', { token: 't' })).rejects.toMatchObject(notFound)
  })

  it('are not created twice, whatever a POST does to an existing user', async () => {
    for (const existing of ['refuse', 'upsert'] as const) {
      const { client, fake, sent } = open({ users: [{ id: 'ada', name: 'Ada' }], existing })
      const result = client.users.create('ada', { name: 'Countess' })
      await expect(result).rejects.toMatchObject({ code: 'already-exists' })
      expect(fake.users.get('ada')?.name).toBe('Ada')
      expect(sent()).toEqual(['GET'])
    }
  })

  it('reject a second create at the same time as already existing', async () => {
    const { fake, client } = open()
    const both = [client.users.create('ada', {}), client.users.create('ada', {})]
    const results = await Promise.allSettled(both)
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'already-exists', status: 409 },
    })
    expect(fake.users.size).toBe(1)
  })

  it('have a read-only control flag, and other fields in rest', async () => {
    const { client } = open({ users: [{ id: 'ada', control: true }] })
    const user = await client.users.get('ada')
    expect(user).toMatchObject({ control: true, rest: { created: expect.any(String) } })
    const result = client.users.update('ada', { control: false } as object)
    await expect(result).rejects.toMatchObject({ code: 'invalid' })
  })

  it('are identified in bulk with one request each', async () => {
    const { client, fake, sent } = open()
    const records = ['ada', 'grace', 'joan'].map((id) => ({ id, name: id }))
    const result = await client.users.identifyMany(
      [...records, { id: 'edith', traits: { unknown: 'x' } }],
      { concurrency: 1 },
    )
    expect(result).toMatchObject({ done: 3, failed: [{ id: 'edith', error: { code: 'invalid' } }] })
    expect([...fake.users.keys()]).toEqual(['ada', 'grace', 'joan'])
    expect(sent()).toEqual(['PUT', 'PUT', 'PUT', 'GET', 'PUT'])
  })
})
