import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import type { UserAdapter } from '../../../src/core/adapter.js'
import { createUserClient } from '../../../src/core/client.js'
import { userFields } from '../../../src/core/user/fields.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { userHeader } from '../../../src/core/protocol.js'
import { createUserHandler, type UserHandlerOptions } from '../../../src/server.js'
import { openPostgres } from '../postgres/postgres.fixture.js'
import { testAdapter } from '../conformance/conformance.js'

const url = 'https://app.example.com/api/identikit'
const neverServed = 'a browser acts for one user only'
const lacks = {
  'users.create': neverServed,
  'users.list': neverServed,
  'users.identifyMany': neverServed,
  'users.merge': neverServed,
}
const targets: PreferenceTarget[] = [
  { type: 'news', channel: 'email' },
  { type: 'news', channel: 'push' },
  { type: '__proto__', channel: '__proto__' },
  { type: 'news' },
  { channel: 'email' },
  {},
]
const preferences = {
  types: [
    {
      id: 'news',
      channels: { email: { state: 'unset', default: true }, push: { state: 'unset' } },
    },
  ],
  channels: { email: { state: 'unset', default: true } },
} as const

const streakInfo = { metrics: [{ key: 'words' }, { key: 'lessons' }], frequency: 'daily' } as const

/** Serves everything, and trusts the id that the browser sends; for tests only. */
const open: Omit<UserHandlerOptions, 'adapter'> = {
  authenticate: ({ headers }) => ({
    userId: decodeURIComponent(headers.get(userHeader) ?? ''),
    scopes: ['acme', 'globex / ü:1'],
  }),
  allow: ['devices', 'events', 'history', 'users.delete'],
  writable: { fields: userFields, traits: true },
  // An adapter rejects unknown users.
  provision: false,
}

/** Creates a remote adapter over a handler, and records its requests. */
function openRemote(adapter: UserAdapter, options: Partial<UserHandlerOptions> = {}) {
  const handler = createUserHandler({ ...open, adapter, ...options })
  const requests: Request[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    requests.push(request.clone())
    const answer = await handler(request)
    request.signal.throwIfAborted()
    return answer
  }
  return { requests, remote: createRemoteAdapter({ url, fetch }) }
}

/** Creates a remote adapter over a server that isn't the handler. */
const before = (answer: () => Response | Promise<Response>) =>
  createRemoteAdapter({ url, fetch: async () => answer() })

const ada = { id: 'ada', name: 'Ada' }
const memory = () => createMemoryAdapter({ users: [ada], preferences })
const news = { type: 'news', channel: 'push' }

testAdapter('remote over memory', {
  targets,
  lacks,
  create: (ids) =>
    openRemote(createMemoryAdapter({ users: ids.map((id) => ({ id })), preferences, streakInfo }))
      .remote,
  createFailing: (fetch) => createRemoteAdapter({ url, fetch }),
})

testAdapter('remote over Postgres', {
  targets,
  lacks: {
    ...lacks,
    'streak.info': 'the host lists the metrics',
    events: 'the tables have no events',
  },
  async create(ids) {
    const { adapter } = openPostgres({ channels: ['email'], subscribed: true })
    for (const id of ids) await adapter.users?.create?.(id, {})
    return openRemote(adapter).remote
  },
})

describe('createRemoteAdapter: capabilities', () => {
  it('has every member before the first answer', () => {
    const { remote } = openRemote(memory())
    expect(remote.pending).toBe(true)
    expect(createUserClient(remote).capabilities).toBeUndefined()
    expect(Object.keys(remote.users ?? {})).toEqual(['get', 'identify', 'update', 'delete'])
    expect(remote.preferences?.reset).toBeDefined()
    expect([remote.streak, remote.devices, remote.events]).not.toContain(undefined)
  })

  it('has the members of the first answer', async () => {
    const without = ['streak', 'preferences.reset', 'users.update'] as const
    const adapter = createMemoryAdapter({
      users: [ada],
      without,
      rules: { write: 'row' },
      traits: { values: 'string', merge: 'key', clear: false },
    })
    const { remote } = openRemote(adapter, { allow: [], writable: {} })
    await remote.users?.get?.('ada')
    expect(remote.pending).toBe(false)
    expect(Object.keys(remote.users ?? {})).toEqual(['get', 'identify'])
    expect(remote.preferences).toMatchObject({ rules: { write: 'row', parents: 'and' } })
    expect(remote.preferences?.reset).toBeUndefined()
    expect([remote.streak, remote.devices, remote.events]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(remote.fields.email).toEqual({ read: true, write: false, clear: false })
    expect(remote.fields.name).toEqual({ read: true, write: true, clear: true })
    expect(remote.traits).toEqual({ values: 'string', merge: 'key', clear: false, declared: true })
  })

  it('takes capabilities as an option', () => {
    const capabilities = createUserClient(memory()).capabilities
    const remote = createRemoteAdapter({ url, capabilities })
    expect(createUserClient(remote).capabilities).toEqual({
      ...capabilities,
      users: ['get', 'identify', 'update', 'delete'],
    })
  })

  it('writes before the first read', async () => {
    const { remote } = openRemote(memory())
    const saved = await createUserClient(remote).preferences.update('ada', {
      ...news,
      enabled: true,
    })
    expect(saved.types[0]?.channels['push']).toEqual({ state: 'on' })
    expect(remote.pending).toBe(true)
  })

  it('has a different id for each url', () => {
    expect(createRemoteAdapter({ url: '/api/identikit/' }).id).toBe('remote:/api/identikit')
    expect(createRemoteAdapter({ url }).id).toBe(`remote:${url}`)
    expect(() => createRemoteAdapter({ url: 'https://a:b@example.com' })).toThrow(/\(misuse\)/)
  })
})

describe('createRemoteAdapter: reads that start together', () => {
  it('share one GET, without the id in its URL', async () => {
    const { remote, requests } = openRemote(memory())
    const client = createUserClient(remote)
    const [user, again, found, streak] = await Promise.all([
      client.users.get('ada'),
      client.users.get('ada'),
      client.preferences.get('ada'),
      client.streak.get('ada'),
    ])
    expect(user).toEqual(again)
    expect([user.name, found.types.length, streak.enabled]).toEqual(['Ada', 1, true])
    expect(requests.map((request) => request.url)).toEqual([
      `${url}?read=user%2Cpreferences%2Cstreak`,
    ])
    expect(requests[0]?.headers.get(userHeader)).toBe('ada')
  })

  it('send one GET for each user', async () => {
    const { remote, requests } = openRemote(memory())
    const client = createUserClient(remote)
    await Promise.allSettled(['ada', 'grâce'].map((id) => client.users.get(id)))
    expect(requests.map(({ headers }) => headers.get(userHeader))).toEqual(['ada', 'gr%C3%A2ce'])
  })

  it('join a pending GET for the same resource', async () => {
    const adapter = memory()
    adapter.faults.pause = true
    const { remote, requests } = openRemote(adapter)
    const first = remote.users?.get?.('ada')
    await settled()
    const second = remote.users?.get?.('ada')
    const other = remote.preferences?.get('ada')
    await settled()
    expect(requests.map((request) => new URL(request.url).search)).toEqual([
      '?read=user',
      '?read=preferences',
    ])
    adapter.faults.pause = false
    adapter.faults.release()
    await Promise.all([first, second, other])
    await remote.users?.get?.('ada')
    expect(requests).toHaveLength(3)
  })

  it('do not join a GET that started before a write', async () => {
    const adapter = memory()
    adapter.faults.pause = true
    const { remote } = openRemote(adapter)
    const old = remote.users?.get?.('ada')
    await settled()
    adapter.faults.pause = false
    await remote.users?.update?.('ada', { name: 'Countess' })
    expect(await remote.users?.get?.('ada')).toMatchObject({ name: 'Countess' })
    adapter.faults.release()
    expect(await old).toMatchObject({ name: 'Ada' })
  })

  it('fail independently', async () => {
    const adapter = createMemoryAdapter({ users: [ada], without: ['streak'] })
    const client = createUserClient(openRemote(adapter).remote)
    const reads = [client.users.get('ada'), client.streak.get('ada')]
    const [user, streak] = await Promise.allSettled(reads)
    expect(user).toMatchObject({ status: 'fulfilled', value: { name: 'Ada' } })
    expect(streak).toMatchObject({ reason: { code: 'unsupported', requestId: expect.any(String) } })
  })
})

describe('createRemoteAdapter: an abort', () => {
  it('rejects the caller at once, and aborts the shared GET with its last caller', async () => {
    const adapter = memory()
    adapter.faults.pause = true
    const { remote, requests } = openRemote(adapter)
    const [one, two] = [new AbortController(), new AbortController()]
    const first = remote.users?.get?.('ada', one)
    const second = remote.preferences?.get('ada', two)
    await settled()
    one.abort(new Error('unmounted'))
    await expect(first).rejects.toThrow('unmounted')
    expect(requests[0]?.signal.aborted).toBe(false)
    two.abort()
    await expect(second).rejects.toMatchObject({ name: 'AbortError' })
    expect(requests[0]?.signal.aborted).toBe(true)
    adapter.faults.pause = false
    expect(await remote.users?.get?.('ada')).toMatchObject({ name: 'Ada' })
  })

  it('before the GET is sent removes the resource from it', async () => {
    const { remote, requests } = openRemote(memory())
    const controller = new AbortController()
    const read = remote.users?.get?.('ada', controller)
    controller.abort()
    await expect(read).rejects.toMatchObject({ name: 'AbortError' })
    await settled()
    expect(requests).toHaveLength(0)
    const again = new AbortController()
    const unwanted = remote.users?.get?.('ada', again)
    const wanted = remote.preferences?.get('ada')
    again.abort()
    await Promise.allSettled([unwanted, wanted])
    expect(requests.map((request) => new URL(request.url).search)).toEqual(['?read=preferences'])
  })
})

describe('createRemoteAdapter: requests', () => {
  it('carry source and keepalive', async () => {
    const adapter = memory()
    const { remote, requests } = openRemote(adapter)
    const source = 'préférence center'
    await remote.preferences?.update('ada', { ...news, enabled: true }, { source, keepalive: true })
    expect(requests[0]?.keepalive).toBe(true)
    expect(adapter.calls.at(-1)).toMatchObject({ member: 'preferences.update', source })
  })

  it('are not sent with an id that no header holds', async () => {
    const { remote, requests } = openRemote(memory())
    for (const id of ['', '\ud800']) {
      await expect(remote.users?.get?.(id)).rejects.toMatchObject({ code: 'invalid' })
      await expect(remote.users?.update?.(id, {})).rejects.toMatchObject({ code: 'invalid' })
    }
    expect(requests).toHaveLength(0)
  })
})

describe('createRemoteAdapter: errors', () => {
  it('keep code, status, request id and fields', async () => {
    const { remote } = openRemote(memory(), { writable: { fields: ['name'] } })
    const refused = remote.users?.update?.('ada', { email: 'ada@example.com', name: 'Countess' })
    await expect(refused).rejects.toMatchObject({
      code: 'forbidden',
      status: 403,
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      fields: { email: 'cannot be written from a browser' },
    })
    await expect(refused).rejects.not.toThrow(/ada@/)
    expect(await remote.users?.get?.('ada')).toMatchObject({ name: 'Ada' })
  })

  it('are user-changed if another user is signed in', async () => {
    const { remote } = openRemote(memory(), { authenticate: () => 'grace' })
    const { users } = createUserClient(remote)
    const calls = [users.get('ada'), users.update('ada', {})]
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { code: 'user-changed', status: 409 },
      })
    }
  })

  it.each([
    [502, 'service'],
    [503, 'service'],
    [404, 'bad-answer'],
    [405, 'bad-answer'],
    [200, 'bad-answer'],
    [302, 'bad-answer'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [408, 'timeout'],
    [413, 'invalid'],
    [418, 'bad-answer'],
    [425, 'service'],
    [429, 'rate-limited'],
  ])('of a proxy that answers %i with a page are %s', async (status, code) => {
    const page = () => new Response('<html>ada@example.com</html>', { status })
    const call = before(page).users?.get?.('ada')
    await expect(call).rejects.toMatchObject({ code, status })
    await expect(call).rejects.not.toThrow(/ada@/)
  })

  it('with an unknown code of a newer handler are service', async () => {
    const body = { error: { code: 'from-the-future', requestId: 'r1' } }
    const call = before(() => Response.json(body, { status: 418 })).streak?.get('ada')
    await expect(call).rejects.toMatchObject({ code: 'service', status: 418, requestId: 'r1' })
  })

  it('contain no header', async () => {
    const remote = createRemoteAdapter({
      url,
      headers: async () => ({ authorization: 'Bearer sentinel' }),
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    })
    const call = remote.users?.get?.('ada')
    const error = (await call?.catch((reason: unknown) => reason)) as Error
    expect(error).toMatchObject({ code: 'network' })
    expect(`${error.stack} ${String(error.cause)}`).not.toContain('sentinel')
  })
})

describe('createRemoteAdapter: expired credentials', () => {
  it('are refreshed once for parallel requests', async () => {
    const tokens = new Map([['new', 'ada']])
    const handler = createUserHandler({
      adapter: memory(),
      authenticate: (request) => tokens.get(request.headers.get('authorization') ?? ''),
    })
    let refreshes = 0
    const remote = createRemoteAdapter({
      url,
      fetch: (input, init) => handler(new Request(input, init)),
      headers({ refresh }) {
        if (refresh) refreshes += 1
        return { authorization: refreshes === 0 ? 'old' : 'new' }
      },
    })
    const client = createUserClient(remote)
    const [user, saved] = await Promise.all([
      client.users.get('ada'),
      client.preferences.update('ada', { ...news, enabled: true }),
    ])
    expect([user.name, saved.types[0]?.channels['push']?.state]).toEqual(['Ada', 'on'])
    expect(refreshes).toBe(1)
    tokens.clear()
    await expect(client.users.get('ada')).rejects.toMatchObject({ code: 'unauthorized' })
    expect(refreshes).toBe(2)
  })
})

async function settled() {
  await new Promise((resolve) => setTimeout(resolve))
}
