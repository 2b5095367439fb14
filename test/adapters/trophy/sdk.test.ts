import { TrophyApiClient } from '@trophyso/node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { createAdminClient, type AdminClient } from '../../../src/core/adminClient.js'
import { record, type RecordedCall } from '../recorder.js'
import { createTrophyFake } from './trophy.fake.js'

// @trophyso/node 1.0.42 has no option for fetch and calls the global one.

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

async function runAdapter(send: (client: AdminClient) => Promise<unknown>) {
  const fake = openFake()
  const { fetch, calls } = record(fake.fetch)
  await send(createAdminClient(createTrophyAdapter({ apiKey: fake.adminKey, fetch })))
  return { calls, user: fake.users.get('ada') }
}

async function runSdk(send: (sdk: TrophyApiClient) => Promise<unknown>) {
  const fake = openFake()
  const { fetch, calls } = record(fake.fetch)
  vi.stubGlobal('fetch', fetch)
  await send(new TrophyApiClient({ apiKey: fake.adminKey }))
  return { calls, user: fake.users.get('ada') }
}

const toComparable = ({ method, url, headers, body }: RecordedCall) => ({
  method,
  url,
  body,
  apiKey: headers['x-api-key'],
  contentType: headers['content-type'],
  idempotencyKey: headers['idempotency-key'],
})

interface Pair {
  readonly adapter: (client: AdminClient) => Promise<unknown>
  readonly sdk: (sdk: TrophyApiClient) => Promise<unknown>
}

const profile = { name: 'Ada', email: 'ada@example.com' }

const pairs: Readonly<Record<string, Pair>> = {
  'reading a user': {
    adapter: ({ users }) => users.get('ada'),
    sdk: ({ users }) => users.get('ada'),
  },
  'identifying a user': {
    adapter: ({ users }) =>
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
    adapter: ({ users }) => users.create('grace', { name: 'Grace' }),
    sdk: ({ users }) => users.create({ id: 'grace', name: 'Grace' }),
  },
  'updating a user': {
    adapter: ({ users }) => users.update('ada', { subscribeToEmails: false }),
    sdk: ({ users }) => users.update('ada', { subscribeToEmails: false }),
  },
  'adding a device': {
    adapter: ({ devices }) => devices.add('ada', { token: 'a' }),
    sdk: ({ users }) => users.update('ada', { deviceTokens: ['a'] }),
  },
  'reading preferences': {
    adapter: ({ preferences }) => preferences.get('ada'),
    sdk: ({ users }) => users.getPreferences('ada'),
  },
  'turning off a channel': {
    adapter: ({ preferences }) =>
      preferences.update('ada', { type: 'recap', channel: 'push', enabled: false }),
    sdk: ({ users }) => users.updatePreferences('ada', { notifications: { recap: ['email'] } }),
  },
  'turning on a type of two words': {
    adapter: ({ preferences }) =>
      preferences.update('ada', { type: 'streak_reminder', channel: 'push', enabled: true }),
    // The SDK has camelCase names and sends snake_case.
    sdk: ({ users }) =>
      users.updatePreferences('ada', { notifications: { streakReminder: ['push'] } }),
  },
  'tracking an event': {
    adapter: ({ events }) =>
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

describe('Requests of the adapter and of Trophy’s SDK', () => {
  it.each(Object.entries(pairs))('are equal when %s', async (_, { adapter, sdk }) => {
    const fromAdapter = await runAdapter(adapter)
    const fromSdk = await runSdk(sdk)
    expect(fromSdk.calls).toHaveLength(1)
    // The adapter may read before it writes.
    expect(fromAdapter.calls.slice(0, -1).every(({ method }) => method === 'GET')).toBe(true)
    expect(fromAdapter.calls.slice(-1).map(toComparable)).toEqual(fromSdk.calls.map(toComparable))
    const { updated: _updated, created: _created, ...user } = fromAdapter.user ?? {}
    expect(fromSdk.user).toMatchObject(user)
  })

  it('are equal when reading metrics and streak', async () => {
    const fromAdapter = await runAdapter(({ streak }) => streak.info('ada'))
    const fromSdk = await runSdk(async ({ users }) => {
      // The SDK requires a `status` of each metric, which the API no longer has.
      await users.allMetrics('ada').catch(() => undefined)
      await users.streak('ada')
    })
    expect(fromAdapter.calls.map(toComparable)).toEqual(fromSdk.calls.map(toComparable))
  })
})

describe('Differences between the adapter and Trophy’s SDK', () => {
  it('the adapter sends no header of the SDK generator', async () => {
    const fromAdapter = await runAdapter(({ users }) => users.get('ada'))
    const fromSdk = await runSdk(({ users }) => users.get('ada'))
    expect(fromSdk.calls[0]?.headers).toHaveProperty('x-fern-language')
    expect(fromAdapter.calls[0]?.headers).not.toHaveProperty('x-fern-language')
  })

  it('the adapter encodes ids, which the SDK cuts at a question mark', async () => {
    const id = 'a/b c?#'
    const fromAdapter = await runAdapter(({ users }) => users.identify(id, {}))
    expect(fromAdapter.calls[0]?.url).toBe('https://api.trophy.so/v1/users/a%2Fb%20c%3F%23')
    const fromSdk = await runSdk(({ users }) => users.identify(id, {}).catch(() => undefined))
    expect(fromSdk.calls[0]?.url).toBe('https://api.trophy.so/v1/users/a/b%20c?#')
  })

  it('the adapter sends streak settings and the sign-up date, which the SDK drops', async () => {
    const fromAdapter = await runAdapter(async ({ users, streak }) => {
      await users.update('ada', { createdAt: '2026-05-31' })
      await streak.update('ada', { daysOff: [0] })
    })
    expect(fromAdapter.calls.map(({ body }) => body)).toEqual([
      { signUpDate: '2026-05-31' },
      { streak: { daysOff: [0] } },
    ])
    const fromSdk = await runSdk(async ({ users }) => {
      await users.update('ada', { signUpDate: '2026-05-31' } as Parameters<Users['update']>[1])
      const body = { streak: { daysOff: [0] } } as Parameters<Users['updatePreferences']>[1]
      await users.updatePreferences('ada', body)
    })
    expect(fromSdk.calls.map(({ body }) => body)).toEqual([{}, {}])
  })

  it('the adapter sends once and leaves retries to the change log', async () => {
    const respond = async () => Response.json({ error: 'Sorry' }, { status: 503 })
    const adapterRecord = record(respond)
    const adapter = createTrophyAdapter({ apiKey: 'adm_T.sentinel', fetch: adapterRecord.fetch })
    await expect(adapter.users?.get?.('ada')).rejects.toMatchObject({ code: 'service' })
    expect(adapterRecord.calls).toHaveLength(1)
    const sdkRecord = record(respond)
    vi.stubGlobal('fetch', sdkRecord.fetch)
    const sdk = new TrophyApiClient({ apiKey: 'adm_T.sentinel' })
    await expect(sdk.users.get('ada')).rejects.toThrow(/503/)
    expect(sdkRecord.calls).toHaveLength(3)
  })
})
