import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient } from '../../../src/core/client.js'
import { IdentikitError } from '../../../src/core/errors.js'
import type { InitialData, PageHeaders, UserHandler } from '../../../src/server.js'
import { base, device, everything, memory, openHandler, origin } from '../handler.fixture.js'

const headers = { cookie: 'ada' }

/** Reads what a browser reads over the wire. */
async function readRemote(handler: UserHandler): Promise<InitialData> {
  const remote = createRemoteAdapter({
    url: base,
    headers: { cookie: 'ada', origin },
    fetch: (input, init) => handler(new Request(input, init)),
  })
  const client = createUserClient(remote)
  const user = await client.users.get('ada')
  const [preferences, streak] = [
    await client.preferences.get('ada'),
    await client.streak.get('ada').catch(() => undefined),
  ]
  const schedule = await client.schedule.get('ada')
  const { capabilities } = client
  return { capabilities, user, preferences, ...(streak && { streak }), schedule }
}

describe('handler.read', () => {
  it.each([
    ['the default permissions', {}],
    ['every feature', { allow: everything }],
    ['writable fields and traits', { writable: { fields: ['name', 'email'], traits: ['theme'] } }],
    ['readable traits', { readable: { traits: true } }],
    ['a locked type', { catalog: [{ id: 'news', locked: {} }] }],
    ['a service without streak and profile', { adapter: memory({ without: ['streak'] }) }],
  ] as const)('returns what the browser reads with %s', async (_, options) => {
    const { handler } = openHandler(options)
    expect(await handler.read({ headers })).toEqual(await readRemote(handler))
  })

  it('returns no trait, device or member that the browser may not have', async () => {
    const { handler } = openHandler()
    const initial = await handler.read({ headers })
    expect(initial?.user).toEqual({
      id: 'ada',
      name: 'Ada',
      email: 'ada@example.com',
      traits: {},
      rest: {},
    })
    expect(initial?.capabilities?.fields.email).toEqual({ read: true, write: false, clear: false })
    expect(initial?.capabilities?.users).toEqual(['get', 'identify', 'update'])
    expect(JSON.stringify(initial)).not.toContain(device.token)
  })

  it('returns the defaults of a user who is not identified yet, and creates nothing', async () => {
    const { handler, adapter, getWrites, faults } = openHandler()
    const initial = await handler.read({ headers: { cookie: 'new' } })
    expect(initial).toMatchObject({ user: { id: 'new', traits: {} }, streak: { daysOff: [] } })
    expect(initial?.preferences?.types.map(({ id }) => id)).toEqual(['news', 'security'])
    expect([getWrites(), faults]).toEqual([[], []])
    await expect(adapter.users?.get?.('new')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('returns undefined for a visitor who is signed out, and reports nothing', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { handler, faults, adapter } = openHandler()
    expect(await handler.read({ headers: {} })).toBeUndefined()
    expect(await handler.read({ headers: new Headers() })).toBeUndefined()
    expect([faults, adapter.calls]).toEqual([[], []])
  })

  it.each([
    ['throws', () => Promise.reject(new Error('sentinel'))],
    ['returns no id', () => 42 as never],
  ])('resolves with undefined if authenticate %s, and reports it', async (_, authenticate) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { handler, faults } = openHandler({ authenticate })
    expect(await handler.read({ headers })).toBeUndefined()
    expect(faults).toHaveLength(1)
  })

  it('resolves with undefined if the service is down or the limit is reached', async () => {
    const { handler, adapter, faults } = openHandler({ rateLimit: { limit: { reads: 1 } } })
    adapter.faults.fail = () => new IdentikitError('network', 'sentinel')
    expect(await handler.read({ headers })).toBeUndefined()
    expect(faults).toHaveLength(4)
    adapter.faults.fail = undefined
    expect(await handler.read({ headers })).toBeUndefined()
  })

  it('leaves out what could not be read, and a user who does not exist', async () => {
    const { handler, adapter } = openHandler({ provision: false })
    adapter.faults.fail = ({ member }) =>
      member === 'preferences.get' ? new IdentikitError('network', 'sentinel') : undefined
    const initial = await handler.read({ headers })
    expect(Object.keys(initial ?? {})).toEqual(['capabilities', 'user', 'streak', 'schedule'])
    const stranger = await handler.read({ headers: { cookie: 'stranger' } })
    expect(Object.keys(stranger ?? {})).toEqual(['capabilities'])
  })

  it('reads the listed resources only', async () => {
    const { handler, adapter } = openHandler()
    const initial = await handler.read({ headers, resources: ['preferences'] })
    expect(Object.keys(initial ?? {})).toEqual(['capabilities', 'preferences'])
    expect(adapter.calls.map(({ member }) => member)).toEqual(['preferences.get'])
    expect(Object.keys((await handler.read({ headers, resources: [] })) ?? {})).toEqual([
      'capabilities',
    ])
  })

  it.each<[string, PageHeaders | Promise<PageHeaders>]>([
    ['Headers', new Headers(headers)],
    ['a promise, as in Next.js', Promise.resolve(new Headers(headers))],
    ['a Map', new Map(Object.entries(headers)) as never],
    ['the headers of Node', { cookie: 'ada', 'set-cookie': ['a', 'b'], host: 'a.example' }],
    ['the headers of HTTP/2', { ':path': '/settings', ':method': 'GET', cookie: 'ada' }],
    ['an invalid host', { cookie: 'ada', host: 'a b/c' }],
    [
      'the headers of a POST',
      { cookie: 'ada', 'content-length': '5', 'content-type': 'text/plain' },
    ],
    ['another user in the headers', { cookie: 'ada', 'x-identikit-user': 'grace' }],
    ['a scope in the headers', { cookie: 'ada', 'x-identikit-scope': 'acme' }],
    ['another origin', { cookie: 'ada', origin: 'https://evil.example' }],
  ])('takes %s', async (_, given) => {
    const { handler } = openHandler()
    expect((await handler.read({ headers: given }))?.user?.name).toBe('Ada')
  })

  it('gives authenticate a request with the headers and the host of the page', async () => {
    const seen: Request[] = []
    const authenticate = (request: Request) => {
      seen.push(request)
      return 'ada'
    }
    const { handler } = openHandler({ authenticate })
    await handler.read({ headers: { host: 'app.example.com', 'x-tenant': 'acme' } })
    expect(seen[0]?.url).toContain('http://app.example.com/api/identikit?read=')
    expect(seen[0]?.headers.get('x-tenant')).toBe('acme')
  })

  it('reads the preferences of a scope that the session proves', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const adapter = memory()
    const { handler } = openHandler({
      authenticate: () => ({ userId: 'ada', scopes: ['acme'] }),
      adapter: (_, { scope }) =>
        scope === 'acme'
          ? memory({ preferences: { types: [{ id: 'acme', channels: {} }] } })
          : adapter,
    })
    const initial = await handler.read({ headers, scope: 'acme' })
    expect(initial?.preferences?.types[0]?.id).toBe('acme')
    expect(await handler.read({ headers, scope: 'other' })).toBeUndefined()
  })

  it('works in a page that node:http serves', async () => {
    const { handler } = openHandler()
    const server = createServer((incoming, outgoing) => {
      void handler
        .read({ headers: incoming.headers })
        .then((initial) => outgoing.end(JSON.stringify(initial)))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const page = await fetch(`http://127.0.0.1:${port}/settings`, { headers })
    expect(await page.json()).toMatchObject({ user: { name: 'Ada' } })
    await new Promise((resolve) => server.close(resolve))
  })

  it('returns plain data, which a server component can pass to the browser', async () => {
    const { handler } = openHandler()
    const initial = await handler.read({ headers })
    expect(structuredClone(initial)).toEqual(initial)
    expect(JSON.parse(JSON.stringify(initial))).toEqual(initial)
  })
})
