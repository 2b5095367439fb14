import { TrophyApiClient } from '@trophyso/node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { createAdminClient, type AdminClient } from '../../../src/core/adminClient.js'
import { record, type RecordedCall } from '../recorder.js'
import { createTrophyFake } from './trophy.fake.js'

// @trophyso/node 1.0.42, which takes no fetch and calls the global one.

afterEach(() => vi.unstubAllGlobals())

type Users = TrophyApiClient['users']

function openFake() {
  const notifications = { recap: ['email', 'push'] }
  return createTrophyFake({
    users: [{ id: 'ada', notifications }],
    attributes: ['plan'],
    eventAttributes: ['genre'],
  })
}

async function ofOurs(ask: (client: AdminClient) => Promise<unknown>) {
  const fake = openFake()
  const { fetch, calls } = record(fake.fetch)
  await ask(createAdminClient(createTrophyAdapter({ apiKey: fake.adminKey, fetch })))
  return { calls, user: fake.users.get('ada') }
}

async function ofTheSdk(ask: (sdk: TrophyApiClient) => Promise<unknown>) {
  const fake = openFake()
  const { fetch, calls } = record(fake.fetch)
  vi.stubGlobal('fetch', fetch)
  await ask(new TrophyApiClient({ apiKey: fake.adminKey }))
  return { calls, user: fake.users.get('ada') }
}

const essence = ({ method, url, headers, body }: RecordedCall) => ({
  method,
  url,
  body,
  key: headers['x-api-key'],
  type: headers['content-type'],
  once: headers['idempotency-key'],
})

interface Pair {
  readonly ours: (client: AdminClient) => Promise<unknown>
  readonly sdk: (sdk: TrophyApiClient) => Promise<unknown>
}

const profile = { name: 'Ada', email: 'ada@example.com' }

const pairs: Readonly<Record<string, Pair>> = {
  'reading a user': {
    ours: ({ users }) => users.get('ada'),
    sdk: ({ users }) => users.get('ada'),
  },
  'identifying a user': {
    ours: ({ users }) =>
      users.identify('ada', {
        ...profile,
        timezone: 'Europe/London',
        subscribeToEmails: true,
        traits: { plan: 'pro' },
      }),
    sdk: ({ users }) =>
      users.identify('ada', {
        ...profile,
        tz: 'Europe/London',
        subscribeToEmails: true,
        attributes: { plan: 'pro' },
      }),
  },
  'creating a user': {
    ours: ({ users }) => users.create('grace', { name: 'Grace' }),
    sdk: ({ users }) => users.create({ id: 'grace', name: 'Grace' }),
  },
  'updating a user': {
    ours: ({ users }) => users.update('ada', { subscribeToEmails: false }),
    sdk: ({ users }) => users.update('ada', { subscribeToEmails: false }),
  },
  'adding a device': {
    ours: ({ devices }) => devices.add('ada', { token: 'a' }),
    sdk: ({ users }) => users.update('ada', { deviceTokens: ['a'] }),
  },
  'reading preferences': {
    ours: ({ preferences }) => preferences.get('ada'),
    sdk: ({ users }) => users.getPreferences('ada'),
  },
  'turning a cell off': {
    ours: ({ preferences }) =>
      preferences.update('ada', { type: 'recap', channel: 'push', enabled: false }),
    sdk: ({ users }) => users.updatePreferences('ada', { notifications: { recap: ['email'] } }),
  },
  'turning on a type of two words': {
    ours: ({ preferences }) =>
      preferences.update('ada', { type: 'streak_reminder', channel: 'push', enabled: true }),
    // Typed in camelCase there, snake_case on the wire.
    sdk: ({ users }) =>
      users.updatePreferences('ada', { notifications: { streakReminder: ['push'] } }),
  },
  'tracking an event': {
    ours: ({ events }) =>
      events.track('ada', {
        name: 'words',
        value: 750,
        properties: { genre: 'novel' },
        idempotencyKey: 'once',
      }),
    sdk: ({ metrics }) =>
      metrics.event('words', {
        user: { id: 'ada' },
        value: 750,
        attributes: { genre: 'novel' },
        idempotencyKey: 'once',
      }),
  },
}

describe('our requests and those of the vendor’s SDK', () => {
  it.each(Object.entries(pairs))('are the same for %s', async (_, { ours, sdk }) => {
    const our = await ofOurs(ours)
    const their = await ofTheSdk(sdk)
    expect(their.calls).toHaveLength(1)
    // What goes before is a read of our own.
    expect(our.calls.slice(0, -1).every(({ method }) => method === 'GET')).toBe(true)
    expect(our.calls.slice(-1).map(essence)).toEqual(their.calls.map(essence))
    const { updated: _ours, created: __, ...ourUser } = our.user ?? {}
    expect(their.user).toMatchObject(ourUser)
  })

  it('ask for metrics and streak alike', async () => {
    const our = await ofOurs(({ streak }) => streak.info('ada'))
    const their = await ofTheSdk(async ({ users }) => {
      // It demands a `status` of each metric, which the API no longer has.
      await users.allMetrics('ada').catch(() => undefined)
      await users.streak('ada')
    })
    expect(our.calls.map(essence)).toEqual(their.calls.map(essence))
  })
})

describe('what we do otherwise than the vendor’s SDK', () => {
  it('is to leave out the header that names its generator', async () => {
    const our = await ofOurs(({ users }) => users.get('ada'))
    const their = await ofTheSdk(({ users }) => users.get('ada'))
    expect(their.calls[0]?.headers).toHaveProperty('x-fern-language')
    expect(our.calls[0]?.headers).not.toHaveProperty('x-fern-language')
  })

  it('is to encode ids, which it cuts at a question mark', async () => {
    const id = 'a/b c?#'
    const our = await ofOurs(({ users }) => users.identify(id, {}))
    expect(our.calls[0]?.url).toBe('https://api.trophy.so/v1/users/a%2Fb%20c%3F%23')
    const their = await ofTheSdk(({ users }) => users.identify(id, {}).catch(() => undefined))
    expect(their.calls[0]?.url).toBe('https://api.trophy.so/v1/users/a/b%20c?#')
  })

  it('is to send streak and day of sign-up, which it drops', async () => {
    const our = await ofOurs(async ({ users, streak }) => {
      await users.update('ada', { createdAt: '2026-05-31' })
      await streak.update('ada', { daysOff: [0] })
    })
    expect(our.calls.map(({ body }) => body)).toEqual([
      { signUpDate: '2026-05-31' },
      { streak: { daysOff: [0] } },
    ])
    const their = await ofTheSdk(async ({ users }) => {
      await users.update('ada', { signUpDate: '2026-05-31' } as Parameters<Users['update']>[1])
      const body = { streak: { daysOff: [0] } } as Parameters<Users['updatePreferences']>[1]
      await users.updatePreferences('ada', body)
    })
    expect(their.calls.map(({ body }) => body)).toEqual([{}, {}])
  })

  it('is to ask once, and leave it to the change log to ask again', async () => {
    const answer = async () => Response.json({ error: 'Sorry' }, { status: 503 })
    const ours = record(answer)
    const adapter = createTrophyAdapter({ apiKey: 'adm_T.sentinel', fetch: ours.fetch })
    await expect(adapter.users?.get?.('ada')).rejects.toMatchObject({ code: 'service' })
    expect(ours.calls).toHaveLength(1)
    const theirs = record(answer)
    vi.stubGlobal('fetch', theirs.fetch)
    const sdk = new TrophyApiClient({ apiKey: 'adm_T.sentinel' })
    await expect(sdk.users.get('ada')).rejects.toThrow(/503/)
    expect(theirs.calls).toHaveLength(3)
  })
})
