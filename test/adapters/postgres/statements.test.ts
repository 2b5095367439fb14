import { describe, expect, it, vi } from 'vitest'
import {
  createPostgresAdapter,
  type PostgresQuery,
} from '../../../src/adapters/postgres/postgres.js'
import { isIdentikitError } from '../../../src/core/errors.js'
import { engine, openPostgres } from './postgres.fixture.js'

const evil = `x'); drop table identikit_users; --"; $body$ \\ ?`

/** Returns the IdentikitError that a promise rejects with. */
async function getError(promise: Promise<unknown>): Promise<Error> {
  const error: unknown = await promise.catch((reason: unknown) => reason)
  if (isIdentikitError(error)) return error
  throw new Error('no IdentikitError was thrown', { cause: error })
}

/** Opens an adapter whose statements all fail with this cause, except migrations. */
function openFailing(cause: unknown) {
  return openPostgres({
    async query(text, params) {
      if (text.includes('identikit_migrations') || text.includes('to_regclass')) {
        return engine().query(text, params)
      }
      throw cause
    },
  })
}

describe('createStatements', () => {
  it('runs one statement per call', async () => {
    const { adapter, client, sent } = openPostgres()
    await adapter.migrate()
    const { users, preferences, streak, devices } = client
    const change = { type: 'news', channel: 'email', enabled: true }
    const calls: (() => Promise<unknown>)[] = [
      () => users.create('ada', { name: 'Ada' }),
      () => users.create('ada', {}).catch(() => 'there'),
      () =>
        users.identify('guest', { name: 'Guest' }, { preferences: [change, { enabled: true }] }),
      () => users.identify('guest', { traits: { a: { b: 1 } } }),
      () => users.update('ada', { name: null, traits: { a: null } }),
      () => users.get('ada'),
      () => users.list({ limit: 1 }),
      () => preferences.get('ada'),
      () => preferences.update('ada', [change, { ...change, channel: 'push' }, { enabled: false }]),
      () => preferences.reset('ada'),
      () => streak.get('ada'),
      () => streak.update('ada', { daysOff: [0] }),
      () => devices.add('ada', { token: 'token' }),
      () => devices.remove('ada', 'token'),
      () => users.merge({ from: 'guest', into: 'ada' }),
      () => adapter.history.get('ada'),
      () => users.delete('ada'),
    ]
    for (const call of calls) {
      sent.length = 0
      await call()
      expect(sent).toHaveLength(1)
      // Postgres refuses several statements in one text if there are parameters.
      expect(sent[0]?.params.length).toBeGreaterThan(0)
    }
  })

  it('passes values as parameters only', async () => {
    const { adapter, client, sent, schema } = openPostgres()
    await adapter.migrate()
    sent.length = 0
    const { users, preferences, streak, devices } = client
    await users.create(evil, { name: evil, traits: { [evil]: { [evil]: evil } } })
    await users.update(evil, { traits: { [evil]: { more: 1 } } })
    await users.identify('guest', { name: evil }, { preferences: [{ type: evil, enabled: true }] })
    await preferences.update(evil, { type: evil, channel: evil, enabled: true }, { source: evil })
    await streak.update(evil, { metrics: [{ key: evil, threshold: 1 }] })
    await devices.add(evil, { token: evil, platform: evil, channelId: evil })
    await users.merge({ from: 'guest', into: evil })
    await users.list({ cursor: (await users.list({ limit: 1 })).next })
    expect(sent.filter(({ text }) => text.includes('drop table'))).toEqual([])
    expect(await users.get(evil)).toEqual({
      id: evil,
      name: evil,
      traits: { [evil]: { [evil]: evil, more: 1 } },
      devices: [{ token: evil, platform: evil, channelId: evil }],
      rest: {},
    })
    const { types } = await preferences.get(evil)
    expect(types).toEqual(
      [{ id: evil, setting: { state: 'on' }, channels: { [evil]: { state: 'on' } } }].map((type) =>
        expect.objectContaining(type),
      ),
    )
    const sources = (await adapter.history.get(evil)).map(({ source }) => source)
    expect(sources).toContain(evil)
    const { rows } = await engine().query(`select 1 from "${schema}".identikit_users`)
    expect(rows).toHaveLength(1)
  })

  it('refuses invalid schema names', () => {
    const query = vi.fn<PostgresQuery>()
    for (const schema of [
      '',
      'a"b',
      "a'b",
      'a b',
      '1a',
      'a;b',
      '$identikit$',
      'é',
      'a'.repeat(64),
    ]) {
      expect(() => createPostgresAdapter({ query, schema })).toThrow(
        /schema .* takes letters.*misuse/,
      )
    }
  })

  it('quotes the schema name', async () => {
    const { client } = openPostgres({ schema: 'Select-From' })
    await client.users.identify('ada', { traits: { a: { b: 1 } } })
    await client.users.identify('guest', {}, { preferences: [{ type: 'news', enabled: true }] })
    expect(await client.users.merge({ from: 'guest', into: 'ada' })).toMatchObject({ id: 'ada' })
    expect((await client.preferences.get('ada')).types).toHaveLength(1)
  })

  it.each([
    ['08006', 'network'],
    ['57P01', 'network'],
    ['ECONNRESET', 'network'],
    ['EPIPE', 'network'],
    ['ada@example.com', 'service'],
    ['CONNECTION_CLOSED', 'network'],
    ['57014', 'timeout'],
    ['28P01', 'unauthorized'],
    ['42501', 'forbidden'],
    ['53300', 'network'],
    ['22003', 'invalid'],
    ['23505', 'invalid'],
    ['P0001', 'invalid'],
    ['23503', 'invalid'],
    ['42P01', 'service'],
    ['XX000', 'service'],
    [undefined, 'service'],
  ])('an error with SQLSTATE %s becomes %s, without its message', async (code, expected) => {
    const cause = Object.assign(new Error('Key (id)=(ada) and ada@example.com'), { code })
    const { client } = openFailing(cause)
    const error = await getError(client.users.update('ada', { email: 'ada@example.com' }))
    expect(error).toMatchObject({ code: expected })
    expect(error.message).not.toMatch(/\bada\b|example/)
    expect(error.cause).toBe(cause)
  })

  it.each([
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
  ])('the connection error "%s" becomes network', async (message) => {
    const { client } = openFailing(new Error(message))
    await expect(client.users.get('ada')).rejects.toMatchObject({ code: 'network' })
  })

  it('an error message contains the SQLSTATE', async () => {
    const { client, schema } = openPostgres()
    await client.users.create('ada', {})
    await engine().query(`alter table "${schema}".identikit_users rename column name to nickname`)
    const error = await getError(client.users.update('ada', { name: 'Secret' }))
    expect(error).toMatchObject({ code: 'service' })
    expect(error.message).toContain('The query of users.update failed with 42703.')
  })

  it('an id that is too long for an index is invalid', async () => {
    const { client } = openPostgres()
    const unlike = (count: number, start: number) =>
      Array.from({ length: count }, (_, n) => String.fromCodePoint(start + ((n * 7919) % 20_000)))
    const id = unlike(1024, 0x4e00).join('')
    await expect(client.users.create(id, {})).rejects.toMatchObject({
      code: 'invalid',
      fields: { id: expect.stringContaining('bytes') },
    })
    await expect(client.users.create('a'.repeat(5000), {})).rejects.toMatchObject({
      code: 'invalid',
      fields: { id: 'must be at most 1,024 characters' },
    })
  })

  it('unexpected rows are a bad answer', async () => {
    for (const row of [{ answer: 1 }, { answer: '{"id":1}' }, { answer: '{' }, 'row', {}]) {
      const { client } = openPostgres({
        query: async (text, params) =>
          text.startsWith('do') || /to_regclass|identikit_migrations/.test(text)
            ? engine().query(text, params)
            : { rows: [row] },
      })
      await expect(client.users.get('ada')).rejects.toMatchObject({ code: 'bad-answer' })
    }
  })
})

describe('createPostgresAdapter', () => {
  it('history: returns every change of a user, newest first', async () => {
    const { adapter, client } = openPostgres()
    const { users, preferences, streak, devices } = client
    const start = Date.now()
    await users.identify(
      'ada',
      { name: 'Ada' },
      { preferences: [{ enabled: true }], source: 'sign-up' },
    )
    await users.update('ada', { name: null, traits: { a: { b: null } } })
    await preferences.update('ada', { type: 'news', enabled: false, row: {} }, { source: 'email' })
    await preferences.reset('ada')
    await streak.update('ada', { enabled: false })
    await devices.add('ada', { token: 'token', platform: 'ios' })
    await devices.remove('ada', 'token')
    await users.create('grace', {})
    const history = await adapter.history.get('ada')
    const expected = [
      { member: 'devices.remove', change: { token: 'token' } },
      { member: 'devices.add', change: { token: 'token', platform: 'ios' } },
      { member: 'streak.update', change: { enabled: false } },
      { member: 'preferences.reset', change: [] },
      { member: 'preferences.update', change: [{ type: 'news', enabled: false }], source: 'email' },
      { member: 'users.update', change: { name: null, traits: { a: { b: null } } } },
      { member: 'preferences.update', change: [{ enabled: true }], source: 'sign-up' },
      { member: 'users.identify', change: { name: 'Ada' }, source: 'sign-up' },
    ]
    const text: unknown = expect.any(String)
    expect(history).toEqual(expected.map((entry) => ({ ...entry, id: text, at: text })))
    for (const { at } of history) {
      expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      expect(Math.abs(Date.parse(at) - start)).toBeLessThan(60_000)
    }
    expect(await adapter.history.get('ada', { limit: 2 })).toEqual(history.slice(0, 2))
    expect(await adapter.history.get('stranger')).toEqual([])
  })

  it('history: has no entry for a failed change', async () => {
    const { adapter, client } = openPostgres()
    await client.users.create('ada', {})
    await client.users.create('ada', { name: 'Again' }).catch(() => undefined)
    await client.users.update('stranger', {}).catch(() => undefined)
    await client.preferences.update('stranger', { enabled: true }).catch(() => undefined)
    expect(await adapter.history.get('ada')).toHaveLength(1)
    expect(await adapter.history.get('stranger')).toEqual([])
  })

  it('history: has one entry for an identify without preferences', async () => {
    const { adapter, client } = openPostgres()
    await client.users.identify('ada', {})
    expect(await adapter.history.get('ada')).toMatchObject([
      { member: 'users.identify', change: {} },
    ])
  })

  it('refuses to archive a user, and keeps it', async () => {
    const { client } = openPostgres()
    await client.users.create('ada', {})
    const archived = client.users.delete('ada', { archive: true })
    await expect(archived).rejects.toMatchObject({ code: 'unsupported' })
    expect(await client.users.get('ada')).toMatchObject({ id: 'ada' })
  })

  it('merge: moves the history and records the id of the guest', async () => {
    const { adapter, client } = openPostgres()
    await client.users.create('guest', { name: 'Guest' })
    await client.users.create('ada', {})
    await client.users.merge({ from: 'guest', into: 'ada' }, { source: 'sign-in' })
    expect(await adapter.history.get('ada')).toMatchObject([
      { member: 'users.merge', change: { from: 'guest' }, source: 'sign-in' },
      { member: 'users.create', change: {} },
      { member: 'users.create', change: { name: 'Guest' } },
    ])
  })

  it('delete: removes all data of a user', async () => {
    const { client, schema } = openPostgres()
    await client.users.create('ada', { name: 'Ada' })
    await client.preferences.update('ada', { type: 'news', enabled: false })
    await client.devices.add('ada', { token: 'token' })
    await client.users.delete('ada')
    for (const table of ['users', 'preferences', 'devices', 'history']) {
      const { rows } = await engine().query(`select * from "${schema}".identikit_${table}`)
      expect(rows).toEqual([])
    }
  })

  it('preferences: have the offered channels and all stored choices', async () => {
    const { client } = openPostgres({ channels: ['email', '__proto__'], subscribed: true })
    await client.users.create('ada', {})
    const offered = await client.preferences.get('ada')
    const unset = { state: 'unset', default: true }
    expect(Object.entries(offered.channels)).toEqual([
      ['email', unset],
      ['__proto__', unset],
    ])
    expect(offered).toMatchObject({ types: [], subscribed: unset, rest: {} })
    await client.preferences.update('ada', { channel: 'sms', enabled: false })
    expect((await client.preferences.get('ada')).channels['sms']).toEqual({ state: 'off' })
  })

  it('preferences: hold at most 2,000 choices, and each can still change', async () => {
    const { adapter, client } = openPostgres()
    const { users, preferences } = client
    const some = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => ({ type: `type ${from + n}`, enabled: true }))
    const refusal = {
      code: 'invalid',
      fields: { changes: expect.stringMatching(/more than 2,000 choices .* reset/) },
    }
    await users.identify('ada', {}, { preferences: some(0, 1500) })
    await expect(preferences.update('ada', some(1400, 2001))).rejects.toMatchObject(refusal)
    const identified = users.identify('ada', { name: 'A' }, { preferences: some(1500, 2001) })
    await expect(identified).rejects.toMatchObject(refusal)
    await expect(users.identify('new', {}, { preferences: some(0, 2001) })).rejects.toMatchObject(
      refusal,
    )
    await expect(users.get('new')).rejects.toMatchObject({ code: 'not-found' })
    expect(await users.get('ada')).not.toHaveProperty('name')
    expect(await adapter.history.get('ada')).toHaveLength(2)
    const full = await preferences.update('ada', some(1000, 2000))
    expect(full.types).toHaveLength(2000)

    const raced = [2000, 2001].map((n) => preferences.update('ada', some(n, n + 1)))
    for (const result of await Promise.allSettled(raced)) {
      expect(result).toMatchObject({ status: 'rejected', reason: refusal })
    }
    const changed = await preferences.update('ada', { type: 'type 7', enabled: false })
    expect(changed.types[7]?.setting?.state).toBe('off')
    await users.identify('grace', {}, { preferences: some(0, 1) })
    await preferences.reset('ada')
    expect((await preferences.update('ada', some(5000, 5001))).types).toHaveLength(1)
  })

  it('preferences: list types in the order of their first change', async () => {
    const { client } = openPostgres()
    await client.users.create('ada', {})
    const choose = (type: string, channel: string) =>
      client.preferences.update('ada', { type, channel, enabled: true })
    for (const type of ['zebra', 'ape', 'mole']) await choose(type, 'email')
    await choose('zebra', 'push')
    await choose('ape', 'email')
    const { types } = await client.preferences.get('ada')
    expect(types.map(({ id }) => id)).toEqual(['zebra', 'ape', 'mole'])
  })

  it('preferences: return only the changed settings on request', async () => {
    const { adapter, client } = openPostgres({ channels: ['email', 'push'], subscribed: true })
    await client.users.create('ada', {})
    await client.preferences.update('ada', [
      { type: 'news', channel: 'email', enabled: true },
      { type: 'news', channel: 'push', enabled: true },
      { type: 'offers', enabled: true },
      { channel: 'push', enabled: false },
    ])
    const returning = 'changes'
    const change = { type: 'news', channel: 'email', enabled: false }
    expect(await adapter.preferences?.update('ada', change, { returning })).toEqual({
      types: [{ id: 'news', channels: { email: { state: 'off' } } }],
      channels: {},
      rest: {},
    })
    const changes = [
      { channel: 'email', enabled: true },
      { type: 'offers', enabled: null },
    ]
    expect(await client.preferences.update('ada', changes, { returning })).toEqual({
      types: [],
      channels: { email: { state: 'on', default: true } },
      rest: {},
    })
    const whole = await client.preferences.update('ada', { enabled: true }, { returning: 'all' })
    expect(whole.types).toHaveLength(1)
    expect(whole.channels['push']?.state).toBe('off')
  })

  it('list: returns what get returns', async () => {
    const { users, devices } = openPostgres().client
    const patch = { name: 'Ada', createdAt: '2026-01-02T03:04:05Z', traits: { a: { b: [null] } } }
    await users.create('a', patch)
    await users.create('b', {})
    await devices.add('a', { token: 'x', platform: 'ios' })
    await devices.add('a', { token: 'y', channelId: 'z' })
    const { users: page } = await users.list()
    expect(page).toEqual([await users.get('a'), await users.get('b')])
  })

  it('list: returns 50 users by default and at most 1,000', async () => {
    const { adapter, client, schema } = openPostgres()
    await adapter.migrate()
    await engine().query(
      `insert into "${schema}".identikit_users (id) select 'user ' || n from generate_series(1, 1001) n`,
    )
    expect((await client.users.list()).users).toHaveLength(50)
    const first = await client.users.list({ limit: 5000 })
    expect(first.users).toHaveLength(1000)
    const second = await client.users.list({ limit: 5000, cursor: first.next })
    expect(second.users).toHaveLength(1)
    expect(second.next).toBeUndefined()
  })
  it('list: pages back with before', async () => {
    const { users } = openPostgres().client
    for (const id of 'abcdefg') await users.identify(id, {})
    const first = await users.list({ limit: 3 })
    const second = await users.list({ limit: 3, cursor: first.next })
    const toIds = (page: typeof first) => page.users.map(({ id }) => id).join('')
    const back = await users.list({ limit: 3, before: second.next })
    expect([toIds(back), back.next]).toEqual(['def', second.next])
    expect(toIds(await users.list({ limit: 2, before: second.next }))).toBe('ef')
    expect(toIds(await users.list({ limit: 3, before: first.next }))).toBe('abc')
    expect(toIds(await users.list({ limit: 9, before: first.next }))).toBe('abc')
    await users.delete('c')
    expect(toIds(await users.list({ limit: 3, before: first.next }))).toBe('ab')
  })

  it('list: refuses cursor and before together, and a before that is not of a page', async () => {
    const { users } = openPostgres().client
    for (const id of 'abc') await users.identify(id, {})
    const { next } = await users.list({ limit: 1 })
    for (const options of [{ cursor: next, before: next }, { before: 'b' }, { before: '' }]) {
      const error = { code: 'invalid', fields: { before: expect.any(String) } }
      await expect(users.list(options)).rejects.toMatchObject(error)
    }
  })
})
