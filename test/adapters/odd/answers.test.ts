import { describe, expect, it } from 'vitest'
import { createEngageAdapter } from '../../../src/adapters/engage/engage.js'
import { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import { createNovuAdapter } from '../../../src/adapters/novu/novu.js'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { createAdminClient, type AdminClient } from '../../../src/core/adminClient.js'
import { record } from '../recorder.js'

interface Service {
  readonly open: (fetch: typeof globalThis.fetch) => AdminClient
  /** The JSON of a user. */
  readonly toUser: (id: string) => object
  readonly preferences: object
  /** A setting that the service has. */
  readonly target: { readonly type: string; readonly channel?: string }
}

const services: Readonly<Record<string, Service>> = {
  Knock: {
    open: (fetch) => createAdminClient(createKnockAdapter({ apiKey: 'sk_test', fetch })),
    toUser: (id) => ({ id }),
    preferences: { id: 'default', categories: { news: { channel_types: { email: false } } } },
    target: { type: 'category:news', channel: 'email' },
  },
  Notiflows: {
    open: (fetch) =>
      createAdminClient(
        createNotiflowsAdapter({ publicKey: 'pk_test', secretKey: 'sk_test', fetch }),
      ),
    toUser: (id) => ({ external_id: id }),
    preferences: { notiflows: { news: { channel_types: { email: false } } } },
    target: { type: 'news', channel: 'email' },
  },
  Novu: {
    open: (fetch) => createAdminClient(createNovuAdapter({ secretKey: 'key', fetch })),
    toUser: (subscriberId) => ({ data: { subscriberId } }),
    preferences: {
      data: {
        global: { channels: {} },
        workflows: [{ channels: { email: false }, workflow: { identifier: 'news' } }],
      },
    },
    target: { type: 'news', channel: 'email' },
  },
  Trophy: {
    open: (fetch) => createAdminClient(createTrophyAdapter({ apiKey: 'a.b', fetch })),
    toUser: (id) => ({ id }),
    preferences: { notifications: { recap: [] } },
    target: { type: 'recap', channel: 'email' },
  },
  Engage: {
    open: (fetch) =>
      createAdminClient(
        createEngageAdapter({
          publicKey: 'PUBLIC',
          secretKey: 'secret',
          lists: [{ id: 'news' }],
          fetch,
        }),
      ),
    toUser: (uid) => ({ uid, lists: [{ id: 'news', subscribed: false }] }),
    preferences: { data: [{ id: 'news' }] },
    target: { type: 'news' },
  },
}

const isPreferences = (url: string) => /preferences|\/lists$/.test(url)

/** Answers reads as a service, and writes with this response. */
const answering =
  ({ toUser, preferences }: Service, respond: (url: string) => Response): typeof fetch =>
  async (input, init) => {
    const { method, url } = new Request(input, init)
    if (method !== 'GET') return respond(url)
    if (url.includes('preference_center')) return Response.json({}, { status: 404 })
    return Response.json(isPreferences(url) ? preferences : toUser('ada'))
  }

const each = describe.each(Object.entries(services))

each('another user in an answer of %s', (_, { open, toUser }) => {
  const client = open(async () => Response.json(toUser('eve')))
  const badAnswer = { code: 'bad-answer', message: expect.stringContaining('another user') }

  it.each<[string, () => Promise<unknown>]>([
    ['get', () => client.users.get('ada')],
    ['identify', () => client.users.identify('ada', {})],
    ['update', () => client.users.update('ada', {})],
  ])('is refused in users.%s', async (_name, call) => {
    await expect(call()).rejects.toMatchObject(badAnswer)
  })
})

describe('another user in an answer of the handler', () => {
  const user = { data: { id: 'eve', traits: {} } }
  const { capabilities } = createAdminClient(createKnockAdapter({ apiKey: 'sk_test' }))
  const fetch: typeof globalThis.fetch = async (_, init) =>
    Response.json(init?.method === 'GET' ? { capabilities, user } : user)
  const { users } = createAdminClient(createRemoteAdapter({ url: 'https://a.example', fetch }))

  it('is refused', async () => {
    const badAnswer = { code: 'bad-answer' }
    await expect(users.get('ada')).rejects.toMatchObject(badAnswer)
    await expect(users.identify('ada', {})).rejects.toMatchObject(badAnswer)
    await expect(users.update('ada', {})).rejects.toMatchObject(badAnswer)
  })
})

each('an empty answer of %s to a write', (_, service) => {
  it('is a success: the user is read', async () => {
    const fetch = answering(service, () => new Response(null, { status: 204 }))
    const { users } = service.open(fetch)
    expect(await users.identify('ada', {})).toMatchObject({ id: 'ada' })
    expect(await users.update('ada', {})).toMatchObject({ id: 'ada' })
  })

  it('is a success: the preferences are read', async () => {
    const { fetch, calls } = record(
      answering(service, () => new Response('', { headers: { 'content-length': '0' } })),
    )
    const { preferences } = service.open(fetch)
    await preferences.update('ada', { ...service.target, enabled: false })
    expect(calls.some(({ method }) => method === 'GET')).toBe(true)
  })
})

each('an answer of %s that is no data', (_, service) => {
  const bodies: Readonly<Record<string, string>> = {
    'a maintenance page': '<!doctype html><h1>Back soon</h1>',
    'a text': '"ok"',
    'a number': '1',
    'a list': '[]',
    nothing: 'null',
    'half of it': '{"id":"ada"',
  }

  it.each(Object.entries(bodies))('is refused: %s', async (_name, body) => {
    const { users, preferences } = service.open(async () => new Response(body))
    const calls = [
      users.get('ada'),
      users.identify('ada', {}),
      users.list(),
      preferences.get('ada'),
      preferences.update('ada', { ...service.target, enabled: true }),
    ]
    for (const [index, call] of calls.entries()) {
      const isAbsent = index === 2 && service === services['Trophy']
      const code = isAbsent ? 'unsupported' : 'bad-answer'
      await expect(call).rejects.toMatchObject({ code })
    }
  })
})

each('the JSON of %s', (_, { open, toUser }) => {
  const answer = (text: string) => open(async () => new Response(text)).users.get('ada')
  const json = JSON.stringify(toUser('ada'))
  /** Returns the JSON with further keys of the user, whose first key is the id. */
  const withKeys = (keys: string) => json.replace(/\{(?="[^"]+":"ada")/, `{${keys},`)

  it('may start with a byte order mark', async () => {
    expect(await answer(`\uFEFF${json}`)).toMatchObject({ id: 'ada' })
  })

  it('may have a key twice: the last one counts', async () => {
    const user = await answer(withKeys('"email":"old@example.com","email":"new@example.com"'))
    expect(user.email).toBe('new@example.com')
  })

  it('keeps the digits of big integers', async () => {
    const user = await answer(withKeys('"discordId":1035342667379599058'))
    expect({ ...user.rest, ...user.traits }).toMatchObject({ discordId: '1035342667379599058' })
  })
})

describe('lists that a write replaces', () => {
  const read = (body: object) =>
    record(async (input, init) => {
      const { method } = new Request(input, init)
      return Response.json(method === 'GET' ? body : { id: 'ada' })
    })

  it.each([
    [{ id: 'ada', deviceTokens: 5 }],
    [{ id: 'ada', deviceTokens: { a: true } }],
    [{ id: 'ada', attributes: [] }],
  ])('are not written if they are unreadable at Trophy: %j', async (body) => {
    const { fetch, calls } = read(body)
    const client = createAdminClient(createTrophyAdapter({ apiKey: 'a.b', fetch }))
    const badAnswer = { code: 'bad-answer' }
    const write =
      'attributes' in body
        ? client.users.update('ada', { traits: { plan: 'pro' } })
        : client.devices.add('ada', { token: 'b' })
    await expect(write).rejects.toMatchObject(badAnswer)
    expect(calls.map(({ method }) => method)).toEqual(['GET'])
  })

  it('keep their odd entries at Trophy', async () => {
    const { fetch, calls } = read({ id: 'ada', deviceTokens: ['a', 5, null] })
    const client = createAdminClient(createTrophyAdapter({ apiKey: 'a.b', fetch }))
    await client.devices.add('ada', { token: 'b' })
    expect(calls.at(-1)?.body).toEqual({ deviceTokens: ['a', 5, null, 'b'] })
  })

  it('keep their odd entries at Knock', async () => {
    const channel = '8209f26c-62a5-461d-95e2-a5716a26e652'
    const { fetch, calls } = read({ data: { devices: [{ token: 'a' }, { locale: 'de' }] } })
    const adapter = createKnockAdapter({ apiKey: 'sk_test', deviceChannels: [channel], fetch })
    await createAdminClient(adapter).devices.add('ada', { token: 'b' })
    const devices = [{ token: 'a' }, { locale: 'de' }, { token: 'b' }]
    expect(calls.at(-1)?.body).toEqual({ data: { devices } })
  })

  it('of Trophy’s channels are locked if they are unreadable', async () => {
    const { fetch, calls } = read({ notifications: { recap: 'email', digest: ['push'] } })
    const client = createAdminClient(createTrophyAdapter({ apiKey: 'a.b', fetch }))
    const change = { type: 'recap', channel: 'push', enabled: true }
    const options = { onUnreadable: () => {} }
    await expect(client.preferences.update('ada', change, options)).rejects.toMatchObject({
      code: 'locked',
    })
    expect(calls.map(({ method }) => method)).toEqual(['GET'])
  })
})

describe('a cursor that cannot be read', () => {
  it.each([
    ['Knock', { entries: [{ id: 'ada' }], page_info: { after: {} } }],
    ['Knock', { entries: [{ id: 'ada' }] }],
    ['Notiflows', { items: [{ external_id: 'ada' }], page: { after: [1] } }],
    ['Engage', { data: [{ uid: 'ada' }], next_cursor: true }],
  ])('of %s shows the page and fails at the next one: %j', async (name, body) => {
    const client = services[name]?.open(async () => Response.json(body))
    const page = await client?.users.list({ onUnreadable: () => {} })
    expect(page).toMatchObject({ users: [{ id: 'ada' }] })
    await expect(client?.users.list({ cursor: page?.next })).rejects.toMatchObject({
      code: 'bad-answer',
    })
  })
})
