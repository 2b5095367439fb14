import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRemoteClient } from '../../../src/adapters/remote/remoteClient.js'
import type { UserAdapter } from '../../../src/core/adapter.js'
import { createUserClient, type UserClient } from '../../../src/core/client.js'
import { isIdentikitError, type IdentikitError } from '../../../src/core/errors.js'
import { userFields } from '../../../src/core/user/fields.js'
import { createUserHandler } from '../../../src/server.js'
import { ada, createMemoryAdapter, preferences } from '../../../src/testing.js'

const streak = { enabled: true, evaluationMode: 'and', metrics: [], daysOff: [] } as const

/** Creates a client over a handler that serves everything, and records the bodies of its requests. */
function openClient(
  adapter: UserAdapter = createMemoryAdapter({ users: [ada], preferences, streak }),
) {
  const handler = createUserHandler({
    adapter,
    authenticate: () => ada.id,
    allow: ['devices', 'events', 'history', 'users.delete'],
    writable: { fields: userFields, traits: true },
    onError: () => {},
  })
  const bodies: string[] = []
  const client = createRemoteClient({
    url: 'https://app.example.com/api/identikit',
    fetch: async (...input) => {
      const request = new Request(...input)
      bodies.push(await request.clone().text())
      return handler(request)
    },
  })
  return { client, checking: createUserClient(adapter), bodies }
}

/** Returns the code and the named fields of the error that a call rejects with. */
async function getRefusal(call: Promise<unknown>) {
  try {
    await call
  } catch (error) {
    if (isIdentikitError(error))
      return { code: error.code, fields: Object.keys(error.fields ?? {}) }
    throw error
  }
  throw new Error('The call was not refused.')
}

/** Passes values that the types exclude. */
const untyped = (value: unknown) => value as never

const wrong: Record<string, (client: UserClient) => Promise<unknown>> = {
  'users.update of a wrong field': (client) => client.users.update(ada.id, { email: 'no address' }),
  'users.update of unknown fields': (client) =>
    client.users.update(ada.id, untyped({ nickname: 'A', age: 3 })),
  'users.update without an object': (client) => client.users.update(ada.id, untyped(null)),
  'users.identify of a wrong time zone': (client) =>
    client.users.identify(ada.id, { timezone: 'Mars/Base' }),
  'preferences.update of a change without a value': (client) =>
    client.preferences.update(ada.id, [untyped({ type: 'weekly-recap' })]),
  'streak.update of a wrong day': (client) => client.streak.update(ada.id, { daysOff: [9] }),
  'devices.add of an empty token': (client) => client.devices.add(ada.id, { token: '' }),
  'devices.remove of an empty token': (client) => client.devices.remove(ada.id, ''),
  'events.track of an infinite value': (client) =>
    client.events.track(ada.id, { name: 'read', value: Infinity }),
  'events.track of an event without a name': (client) => client.events.track(ada.id, { name: '' }),
}

const cyclic: unknown[] = []
cyclic.push(cyclic)

describe('createRemoteClient', () => {
  it.each(Object.entries(wrong))('%s rejects as without a handler', async (_, call) => {
    const { client, checking } = openClient()
    expect(await getRefusal(call(client))).toEqual(await getRefusal(call(checking)))
  })

  it('sends no request for an id that a header cannot name', async () => {
    const { client, bodies } = openClient()
    for (const id of ['', '\ud800', 'a\udc00']) {
      const calls = [
        client.users.get(id),
        client.users.identify(id, {}),
        client.users.update(id, {}),
        client.users.delete(id),
        client.preferences.get(id),
        client.preferences.update(id, { channel: 'email', enabled: true }),
        client.preferences.reset(id),
        client.streak.get(id),
        client.streak.update(id, { enabled: true }),
        client.streak.info(id),
        client.devices.add(id, { token: 'token' }),
        client.devices.remove(id, 'token'),
        client.events.track(id, { name: 'read' }),
      ]
      const refusals = await Promise.all(calls.map(getRefusal))
      expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['invalid']))
    }
    expect(bodies).toEqual([])
  })

  it.each<[string, () => unknown]>([
    ['NaN', () => Number.NaN],
    ['an infinite number', () => [Infinity]],
    ['an undefined item', () => [undefined]],
    ['an undefined key', () => ({ a: undefined })],
    ['a map', () => new Map()],
    ['a date', () => new Date(0)],
    ['a function', () => () => {}],
    ['a big integer', () => 1n],
    ['a cycle', () => cyclic],
    ['a rounded integer', () => ({ a: [0, Number('1035342667379599058')] })],
  ])('refuses a value that JSON would change: %s', async (_, create) => {
    const value = create()
    const { client, bodies } = openClient()
    const patch = untyped({ traits: { level: value } })
    const refusal = { code: 'invalid', fields: ['traits.level'] }
    expect(await getRefusal(client.users.update(ada.id, patch))).toEqual(refusal)
    expect(await getRefusal(client.users.identify(ada.id, patch))).toEqual(refusal)
    const event = { name: 'read', user: patch }
    expect(await getRefusal(client.events.track(ada.id, event))).toEqual(refusal)
    expect(bodies).toEqual([])
  })

  it('saves a patch with absent values', async () => {
    const { client } = openClient()
    const user = await client.users.update(ada.id, { name: 'Ada King', email: undefined })
    expect(user).toMatchObject({ name: 'Ada King', email: ada.email })
  })

  it('rejects members that the service lacks', async () => {
    const { users, id, fields, traits } = createMemoryAdapter({ users: [ada] })
    const { client } = openClient({ users: { get: users?.get }, id, fields, traits })
    await client.users.get(ada.id)
    const calls = [
      client.users.identify(ada.id, {}),
      client.users.update(ada.id, {}),
      client.users.delete(ada.id),
      client.preferences.get(ada.id),
      client.preferences.update(ada.id, { channel: 'email', enabled: true }),
      client.preferences.reset(ada.id),
      client.streak.get(ada.id),
      client.streak.update(ada.id, { enabled: true }),
      client.streak.info(ada.id),
      client.devices.remove(ada.id, 'token'),
      client.events.track(ada.id, { name: 'read' }),
    ]
    for (const error of await Promise.all(calls.map(getRefusal))) {
      expect(error).toMatchObject({ code: 'unsupported' })
    }
  })
})

describe('the url of createRemoteClient', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** Returns the address of a read and of a write. */
  async function getAddresses(url: string) {
    const addresses: string[] = []
    const fetch: typeof globalThis.fetch = async (input) => {
      addresses.push(input as string)
      return Response.json({})
    }
    const client = createRemoteClient({ url, fetch })
    await Promise.allSettled([client.users.get(ada.id), client.users.update(ada.id, {})])
    return addresses.sort()
  }

  it.each([
    ['https://app.example.com', 'https://app.example.com'],
    ['https://app.example.com/', 'https://app.example.com'],
    ['http://localhost:3000/api/identikit/', 'http://localhost:3000/api/identikit'],
    ['HTTPS://app.example.com/@me', 'HTTPS://app.example.com/@me'],
  ])('may be %s', async (url, base) => {
    expect(await getAddresses(url)).toEqual([`${base}/user`, `${base}?read=user`])
  })

  it('may be a path, on the origin of the page', async () => {
    vi.stubGlobal('location', { origin: 'https://page.example.com' })
    const base = 'https://page.example.com/api/identikit'
    expect(await getAddresses('/api/identikit/')).toEqual([`${base}/user`, `${base}?read=user`])
  })

  it.each([undefined, { origin: 'null' }])(
    'may be no path without a page: %j',
    async (location) => {
      vi.stubGlobal('location', location)
      const client = createRemoteClient({ url: '/api/identikit' })
      await expect(client.users.get(ada.id)).rejects.toMatchObject({
        code: 'misuse',
        message: expect.stringContaining('which works only in a page'),
      })
    },
  )

  it.each([
    '',
    'api/identikit',
    'app.example.com',
    '//evil.example.com',
    '/\\evil.example.com',
    'javascript:alert(1)',
    'ftp://app.example.com',
    'https://',
    'https:///api',
    'https://key@app.example.com',
    'https://key:secret@app.example.com/api',
    'https://app.example.com\\@evil.example.com',
    'https://app.example.com/api?key=1',
    'https://app.example.com/api#key',
    '/api identikit',
    '/api\n',
  ])('must not be %j', (url) => {
    expect(() => createRemoteClient({ url })).toThrow(/`url` must be a path, .*\(misuse\)/)
  })
})

describe('an answer of the handler that is unreadable in part', () => {
  const read = (answer: object, onUnreadable?: (error: Error) => void) =>
    createRemoteClient({
      url: 'https://app.example.com',
      fetch: async () => Response.json(answer, { headers: { 'x-request-id': 'r1' } }),
    }).users.get(ada.id, { onUnreadable })
  const { capabilities } = createUserClient(createMemoryAdapter())

  it('is shown without these parts, which are reported by path', async () => {
    const reports: Error[] = []
    const data = { id: ada.id, name: ['Ada'], devices: [{ token: 'a' }, { platform: 'ios' }] }
    const user = await read({ capabilities, user: { data } }, (error) => void reports.push(error))
    expect(user).toEqual({ id: ada.id, devices: [{ token: 'a' }], traits: {}, rest: {} })
    expect(reports).toMatchObject([{ code: 'bad-answer', status: 200, requestId: 'r1' }])
    expect(reports[0]?.message).toContain(
      'Handler GET / answered 200 with unreadable parts: user.data.name, user.data.devices.1.token.',
    )
  })

  it('is refused without a required part', async () => {
    await expect(read({ user: { data: ada } })).rejects.toMatchObject({
      code: 'bad-answer',
      requestId: 'r1',
      message: expect.stringContaining('with unreadable parts: capabilities.'),
    })
  })
})

describe('an answer that is not of the handler', () => {
  const read = (response: Response) =>
    createRemoteClient({
      url: 'https://app.example.com',
      fetch: async () => response,
    }).users.update(ada.id, {})

  it('is refused after a redirect that fetch followed', async () => {
    const redirected = Object.defineProperty(Response.json({ data: ada }), 'redirected', {
      value: true,
    })
    await expect(read(redirected)).rejects.toMatchObject({ code: 'bad-answer', status: 200 })
  })

  it.each([
    ['5', 5000],
    ['0', undefined],
    ['-5', undefined],
    ['Wed, 21 Oct 2099 07:28:00 GMT', undefined],
  ])('with the Retry-After %s has the wait %s', async (header, retryAfter) => {
    const response = new Response('Busy', { status: 503, headers: { 'retry-after': header } })
    const error: unknown = await read(response).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'service', status: 503 })
    expect((error as IdentikitError).retryAfter).toBe(retryAfter)
  })
})
