import { describe, expect, it } from 'vitest'
import { createMemoryAdapter, type MemoryAdapter } from '../../../src/adapters/memory/memory.js'
import {
  IdentikitError,
  type HistoryEntry,
  type HistoryOptions,
  type UserAdapter,
} from '../../../src/core.js'
import type { UserHandlerOptions } from '../../../src/server.js'
import { memory, openHandler, people } from '../handler.fixture.js'

const choice = { type: 'news', channel: 'push', enabled: true }
const off = { ...choice, enabled: false }

/** Opens a handler whose session has scopes, and reads pages of the history of its user. */
function open(options: Partial<UserHandlerOptions> = {}, scopes: readonly string[] = []) {
  const adapter = memory()
  const served = openHandler({
    adapter,
    authenticate: ({ headers }) => ({ userId: headers.get('cookie') ?? '', scopes }),
    allow: ['history'],
    ...options,
  })
  const read = async (query = '', headers = {}): Promise<readonly HistoryEntry[]> => {
    const { status, body } = await served.send('GET', `/history${query}`, undefined, headers)
    expect(status).toBe(200)
    return body.data
  }
  return { ...served, adapter, read }
}

/** Makes choices in scopes, which are newer from left to right. */
async function choose(adapter: MemoryAdapter, scopes: readonly (string | undefined)[]) {
  const held = new Map<string | undefined, boolean>()
  for (const scope of scopes) {
    const enabled = !held.get(scope)
    held.set(scope, enabled)
    await adapter.preferences?.update('ada', { ...choice, enabled }, { scope })
  }
}

const getScopes = (entries: readonly HistoryEntry[]) => entries.map(({ scope }) => scope ?? 'none')

describe('GET /history', () => {
  it('is unsupported unless `allow` lists it', async () => {
    const { send, adapter } = open({ allow: [] })
    await choose(adapter, [undefined])
    const answer = await send('GET', '/history')
    expect(answer).toMatchObject({ status: 501, body: { error: { code: 'unsupported' } } })
    const { body } = await send('GET', '?read=user')
    expect(body.capabilities.history).toBeUndefined()
  })

  it("returns the user's own changes, newest first, with time and source", async () => {
    const { adapter, read, send } = open()
    const headers = { 'x-identikit-source': 'preference-center' }
    await send('PATCH', '/preferences', { changes: [choice] }, headers)
    await send('PATCH', '/user', { patch: { name: 'Countess' } })
    await adapter.users?.update?.('grace', { name: 'Admiral' })
    expect(await read()).toEqual([
      {
        id: expect.any(String),
        member: 'users.update',
        change: { name: 'Countess' },
        at: expect.any(String),
      },
      {
        id: expect.any(String),
        member: 'preferences.update',
        change: [choice],
        source: 'preference-center',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    ])
    expect(await read('', { cookie: 'grace' })).toMatchObject([{ change: { name: 'Admiral' } }])
  })

  it.each(['?user=ada', '?id=ada', '?userId=ada&limit=5', '?scope=acme'])(
    'takes nobody else from %s',
    async (query) => {
      const { adapter, read } = open()
      await choose(adapter, [undefined, 'acme'])
      expect(await read(query, { cookie: 'grace' })).toEqual([])
    },
  )

  it('returns nothing to a guest, whose session signs nobody in', async () => {
    const { adapter, send } = open({
      authenticate: () => null,
      authenticateGuest: () => 'guest_1',
    })
    await adapter.users?.update?.('guest_1', { name: 'Guest' })
    const answer = await send('GET', '/history')
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
    expect(answer.body).not.toHaveProperty('data')
  })

  it('is empty for a user who is not identified yet, and creates none', async () => {
    const unknown = createMemoryAdapter()
    const throwing: UserAdapter = {
      ...unknown,
      history: { get: (id) => unknown.users!.get!(id) as never },
    }
    for (const adapter of [unknown, throwing]) {
      const { read } = open({ adapter })
      expect(await read()).toEqual([])
    }
    expect(unknown.calls.map(({ member }) => member)).toEqual(['history.get', 'users.get'])
  })

  it('is served to a session that may only read', async () => {
    const { adapter, read, send } = open({ readOnly: true })
    await choose(adapter, [undefined])
    expect(await read()).toHaveLength(1)
    expect((await send('GET', '')).body.capabilities).toMatchObject({ history: true })
  })

  it('is 501 where the service has no history, and not among the capabilities', async () => {
    const { history: _, ...adapter } = memory()
    const { send, faults } = open({ adapter })
    const answer = await send('GET', '/history')
    expect(answer).toMatchObject({ status: 501, body: { error: { code: 'unsupported' } } })
    expect((await send('GET', '')).body.capabilities).not.toHaveProperty('history')
    expect(faults).toEqual([])
  })

  it.each(['limit=0', 'limit=1001', 'limit=-1', 'limit=1.5', 'limit=', 'limit=x', 'limit=1e2'])(
    'refuses %s by name, before it reads',
    async (query) => {
      const { send, adapter } = open()
      const { status, body } = await send('GET', `/history?${query}`)
      expect([status, Object.keys(body.error.fields)]).toEqual([400, ['limit']])
      expect(adapter.calls).toEqual([])
    },
  )

  it.each(['', 'a%00b', 'a%20b', 'x'.repeat(257)])('refuses before=%s', async (before) => {
    const { send, adapter } = open()
    const { status, body } = await send('GET', `/history?before=${before}`)
    expect([status, Object.keys(body.error.fields)]).toEqual([400, ['before']])
    expect(adapter.calls).toEqual([])
  })
})

describe('GET /history: scopes', () => {
  it.each([
    [[], ['none']],
    [['acme'], ['acme', 'none']],
    [
      ['acme', 'globex'],
      ['globex', 'acme', 'none'],
    ],
  ])('a session with the scopes %j sees %j', async (scopes, seen) => {
    const { adapter, read } = open({}, scopes)
    await choose(adapter, [undefined, 'acme', 'globex', 'secret'])
    await adapter.schedule?.update('ada', { enabled: true }, { scope: 'secret' })
    expect(getScopes(await read())).toEqual(seen)
  })

  it('sees all its scopes whatever the scope of the request', async () => {
    const { adapter, read } = open({}, ['acme', 'globex'])
    await choose(adapter, [undefined, 'acme', 'globex', 'secret'])
    const entries = await read('', { 'x-identikit-scope': 'acme' })
    expect(getScopes(entries)).toEqual(['globex', 'acme', 'none'])
  })

  it('a session of a user id alone sees no scope', async () => {
    const { adapter, read } = open({ authenticate: () => 'ada' })
    await choose(adapter, ['acme', undefined, 'acme'])
    expect(getScopes(await read())).toEqual(['none'])
  })

  it('fills each page, however many entries of other scopes are between', async () => {
    const { adapter, read } = open({}, ['acme'])
    const others = Array.from({ length: 1500 }, () => 'secret')
    await choose(adapter, ['acme', ...others, 'acme', 'secret', 'secret', 'acme', 'secret'])
    expect(await read('?limit=3')).toHaveLength(3)
    const pages: string[][] = []
    for (let before = ''; ;) {
      const page = await read(`?limit=2${before}`)
      pages.push(getScopes(page))
      if (page.length === 0) break
      before = `&before=${page.at(-1)?.id}`
    }
    expect(pages).toEqual([['acme', 'acme'], ['acme'], []])
  })

  it('asks the service once where nothing is hidden', async () => {
    const { adapter, read } = open()
    await choose(adapter, [undefined, undefined, undefined])
    expect(await read('?limit=2')).toHaveLength(2)
    expect(adapter.calls.filter(({ member }) => member === 'history.get')).toHaveLength(1)
  })

  it('ends where a service returns the same page again', async () => {
    const calls: HistoryOptions[] = []
    const entry = { id: '1', member: 'streak.update', change: {}, at: '2026-01-01T00:00:00.000Z' }
    const get = async (_: string, options: HistoryOptions = {}) => {
      calls.push(options)
      return [entry]
    }
    const { read } = open({ adapter: { ...memory(), history: { get } } })
    expect(await read()).toEqual([entry])
    expect(calls).toHaveLength(2)
  })
})

describe('GET /history: what is not readable', () => {
  const fill = async ({ users, devices, preferences }: UserAdapter) => {
    await users?.update?.('ada', { traits: { score: 12 } })
    await users?.update?.('ada', { name: 'Countess', traits: { score: 13, theme: 'light' } })
    await devices?.add('ada', { token: 'sentinel' })
    await preferences?.update('ada', [choice, { type: 'beta', channel: 'push', enabled: true }])
    await preferences?.update('ada', { type: 'beta', channel: 'push', enabled: false })
  }

  it('leaves out traits and devices', async () => {
    const { adapter, read } = open()
    await fill(adapter)
    const entries = await read()
    expect(entries).toHaveLength(3)
    expect(entries.at(-1)?.change).toEqual({ name: 'Countess' })
    expect(JSON.stringify(entries)).not.toMatch(/score|theme|sentinel/)
  })

  it('returns those that the handler lets users read', async () => {
    const { adapter, read } = open({
      readable: { traits: ['theme'] },
      allow: ['devices', 'history'],
    })
    await fill(adapter)
    const entries = await read()
    expect(entries).toHaveLength(4)
    expect(entries[2]).toMatchObject({ member: 'devices.add', change: { token: 'sentinel' } })
    expect(entries[3]?.change).toEqual({ name: 'Countess', traits: { theme: 'light' } })
  })

  it('leaves out types that the catalog does not list', async () => {
    const catalog = [{ id: 'news', channels: ['push'] }] as const
    const { adapter, read } = open({ catalog })
    await fill(adapter)
    expect((await read()).map(({ change }) => change)).toEqual([[choice], { name: 'Countess' }])
  })

  it('leaves out the id of a merged guest, and keeps what the guest chose', async () => {
    const { adapter, read } = open()
    await adapter.preferences?.update('guest_1', off)
    await adapter.users?.merge?.({ from: 'guest_1', into: 'ada' })
    const entries = await read()
    expect(entries).toMatchObject([{ member: 'preferences.update', change: [off] }])
    expect(JSON.stringify(entries)).not.toContain('guest_1')
  })

  it('leaves out further keys of entries, and calls that the contract does not have', async () => {
    const at = '2026-01-01T00:00:00.000Z'
    const ids = people.map(({ id }) => id)
    const entries = [
      { id: '3', member: 'users.update', change: { name: 'Ada', segments: ids }, at, actor: 'eve' },
      { id: '2', member: 'billing.charge', change: { card: 'sentinel' }, at },
      { id: '1', member: 'users.create', change: {}, at },
    ]
    const get = async (_: string, { before }: HistoryOptions = {}) =>
      before === undefined ? entries : []
    const { read } = open({ adapter: { ...memory(), history: { get } } })
    expect(await read()).toEqual([
      { id: '3', member: 'users.update', change: { name: 'Ada' }, at },
      { id: '1', member: 'users.create', change: {}, at },
    ])
  })
})

describe('GET /history: a service that fails', () => {
  it('is answered like a failed read', async () => {
    const { adapter, send, faults } = open()
    adapter.faults.fail = ({ member }) =>
      member === 'history.get' ? new IdentikitError('service', 'sentinel') : undefined
    const answer = await send('GET', '/history')
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'service' } } })
    expect(JSON.stringify(answer.body)).not.toContain('sentinel')
    expect(faults).toHaveLength(1)
  })
})
