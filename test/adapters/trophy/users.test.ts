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

describe('keys of Trophy', () => {
  const browser = () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
  }

  it('that can do everything are refused in a browser, unquoted', () => {
    browser()
    const create = () => createTrophyAdapter({ apiKey: 'adm_T.sentinel' })
    expect(create).toThrow(/`apiKey` is a secret.*\(misuse\)/)
    expect(create).not.toThrow(/sentinel/)
  })

  it('of one user may be there, and reach that user only', async () => {
    browser()
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

  it('that are missing are told at once', () => {
    for (const apiKey of ['', undefined as unknown as string])
      expect(() => createTrophyAdapter({ apiKey })).toThrow(/needs a key.*\(misuse\)/)
  })

  it('go with the tenant, which is part of the id, as the key never is', async () => {
    const { client, calls, adapter } = open({ users: [{ id: 'ada' }], tenantId: 'acme' })
    await client.users.get('ada')
    expect(calls[0]?.headers).toMatchObject({ 'tenant-id': 'acme' })
    expect(adapter.id).toBe('trophy:acme')
    const named = createTrophyAdapter({ apiKey: userKey, id: 'trophy of the north' })
    expect([createTrophyAdapter({ apiKey: userKey }).id, named.id]).toEqual([
      'trophy',
      'trophy of the north',
    ])
  })
})

describe('attributes', () => {
  const users = [{ id: 'ada', attributes: { plan: 'free' } }]

  for (const merge of ['merge', 'replace'] as const) {
    for (const missing of [404, 400, 422] as const) {
      it(`survive where they are ${merge}d and a stranger is ${missing}`, async () => {
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

  it('are not read where none is changed', async () => {
    const { client, sent } = open({ users })
    await client.users.update('ada', { name: 'Ada', traits: {} })
    expect(sent()).toEqual(['PATCH'])
  })

  it.each([', ', ' and ', ' ', "', '"])(
    'that were not declared are named, divided by "%s"',
    async (separator) => {
      const { client } = open({ users, undeclared: { status: 400, separator } })
      const traits = { pln: 'x', 'b.c': 'x', plan: 'x', team: 'x' }
      const wrong = 'was not declared at Trophy'
      await expect(client.users.update('ada', { traits })).rejects.toMatchObject({
        code: 'invalid',
        status: 400,
        fields: { 'traits.pln': wrong, 'traits.b.c': wrong },
      })
      const event = { name: 'words', properties: { genre: 'x' } }
      await expect(client.events.track('ada', event)).rejects.toMatchObject({
        fields: { 'properties.genre': wrong },
      })
    },
  )

  it('of others are never named', async () => {
    const fetch = async () =>
      Response.json({ error: 'Invalid attribute keys: salary. Please.' }, { status: 422 })
    const client = createAdminClient(createTrophyAdapter({ apiKey: userKey, fetch }))
    const refused = client.users.update('ada', { traits: { plan: 'x' } })
    await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: undefined })
    await expect(refused).rejects.not.toThrow(/salary/)
  })

  it('that wait for others end at an abort, and send nothing', async () => {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const fake = createTrophyFake({ users, attributes: ['plan'] })
    const { fetch, calls } = record(async (...input) => held.then(() => fake.fetch(...input)))
    const adapter = createTrophyAdapter({ apiKey: fake.adminKey, fetch })
    const controller = new AbortController()
    const first = adapter.users?.update?.('ada', { traits: { plan: 'a' } })
    const second = adapter.users?.update?.('ada', { traits: { plan: 'b' } }, controller)
    controller.abort()
    await expect(second).rejects.toMatchObject({ name: 'AbortError' })
    release()
    await first
    await adapter.users?.update?.('ada', { traits: {} })
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'PATCH'])
    expect(fake.users.get('ada')?.attributes).toEqual({ plan: 'a' })
  })
})

describe('the address', () => {
  const users = [{ id: 'ada', email: 'ada@example.com' }]

  it('goes when mails are turned off, and must come back with them', async () => {
    const { client, calls } = open({ users })
    const off = await client.users.update('ada', { subscribeToEmails: false })
    expect(off).toMatchObject({ subscribeToEmails: false })
    expect(off.email).toBeUndefined()
    for (const [patch, name] of [
      [{ subscribeToEmails: true }, 'email'],
      [{ subscribeToEmails: false, email: 'ada@example.com' }, 'email'],
    ] as const) {
      for (const asked of [
        client.users.update('ada', patch),
        client.users.identify('ada', patch),
        client.users.create('grace', patch),
        client.events.track('ada', { name: 'words', user: patch }),
      ]) {
        await expect(asked).rejects.toMatchObject({
          code: 'invalid',
          fields: { subscribeToEmails: expect.any(String), [name]: expect.any(String) },
        })
      }
    }
    expect(calls).toHaveLength(1)
    const patch = { subscribeToEmails: true, email: 'ada@example.com' }
    expect(await client.users.update('ada', patch)).toMatchObject(patch)
  })

  it('and the name cannot be cleared', async () => {
    const { client, calls } = open({ users })
    for (const field of ['email', 'name']) {
      const asked = client.users.update('ada', { [field]: null })
      await expect(asked).rejects.toMatchObject({
        code: 'invalid',
        fields: { [field]: expect.stringContaining('cleared') },
      })
    }
    expect(calls).toEqual([])
  })
})

describe('the day of sign-up', () => {
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
  ])('of %s is no day of tomorrow in %s', async (createdAt, timezone, day) => {
    vi.useFakeTimers({ now: new Date('2026-11-23T02:00:00Z'), toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { client, fake } = open()
    await client.users.identify('ada', { createdAt, timezone })
    expect(fake.users.get('ada')?.signUpDate).toBe(day)
  })

  it('that has not come yet is left to Trophy to refuse', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-23T02:00:00Z'), toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const tomorrow = { createdAt: '2026-11-24T12:00:00Z', timezone: 'America/Los_Angeles' }
    await expect(open().client.users.identify('ada', tomorrow)).rejects.toMatchObject({
      status: 422,
    })
  })
})

describe('a user', () => {
  it.each([404, 400, 422] as const)(
    'whom nobody knows is not found, also by %s',
    async (missing) => {
      const { client } = open({ missing })
      const notFound = { code: 'not-found', status: missing }
      await expect(client.users.get('stranger')).rejects.toMatchObject(notFound)
      await expect(client.devices.add('stranger', { token: 't' })).rejects.toMatchObject(notFound)
    },
  )

  it('is created once, whatever POST would do to one who is there', async () => {
    for (const existing of ['refuse', 'upsert'] as const) {
      const { client, fake, sent } = open({ users: [{ id: 'ada', name: 'Ada' }], existing })
      const refused = client.users.create('ada', { name: 'Countess' })
      await expect(refused).rejects.toMatchObject({ code: 'already-exists' })
      expect(fake.users.get('ada')?.name).toBe('Ada')
      expect(sent()).toEqual(['GET'])
    }
  })

  it('who came meanwhile is there already', async () => {
    const { fake, client } = open()
    const both = [client.users.create('ada', {}), client.users.create('ada', {})]
    const results = await Promise.allSettled(both)
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'already-exists', status: 409 },
    })
    expect(fake.users.size).toBe(1)
  })

  it('shows the control group and what else came, and control cannot be written', async () => {
    const { client } = open({ users: [{ id: 'ada', control: true }] })
    const user = await client.users.get('ada')
    expect(user).toMatchObject({ control: true, rest: { created: expect.any(String) } })
    const asked = client.users.update('ada', { control: false } as object)
    await expect(asked).rejects.toMatchObject({ code: 'invalid' })
  })

  it('is one of many, one request each', async () => {
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
