import KnockModule from '@knocklabs/client'
import Knock from '@knocklabs/node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
import { createAdminClient, type AdminClient } from '../../../src/core/adminClient.js'
import { createKnockFake } from './knock.fake.js'
import { secretKey } from './knock.fixture.js'
import { record, type RecordedCall } from '../recorder.js'

/** The package's types describe its CommonJS build; the test runs the ES module. */
const KnockClient = KnockModule as unknown as typeof KnockModule.default

const publicKey = 'pk_test_fake'
const push = '8209f26c-62a5-461d-95e2-a5716a26e652'
const weekly = { channel_types: { email: true, sms: true } }
const users = ['ada', 'guest', 'a b', 'é?'].map((id) => ({ id, name: id, created_at: null }))
const fakeOptions = { users, environmentDefault: { workflows: { weekly } }, bulkPolls: 0 }

/** The compared parts of a request. */
const pick = ({ method, url, headers, body }: RecordedCall) => {
  const { pathname, search } = new URL(url)
  const { authorization, 'x-knock-user-token': token, 'x-knock-branch': branch } = headers
  return { method, path: pathname + search, authorization, token, branch, body }
}

interface Row<Theirs> {
  readonly name: string
  readonly ours: (client: AdminClient) => Promise<unknown>
  readonly theirs: (sdk: Theirs) => Promise<unknown>
  /** An intended difference, as our request has it, and its reason. */
  readonly differs?: { readonly as: object; readonly reason: string }
  /** Requests that ours sends before, and their reason. */
  readonly first?: { readonly paths: readonly string[]; readonly reason: string }
}

const patch = {
  name: 'Ada',
  phone: '+442079460018',
  locale: 'en',
  traits: { plan: { name: 'pro' } },
}
const properties = {
  name: 'Ada',
  phone_number: '+442079460018',
  locale: 'en',
  plan: { name: 'pro' },
}
const toggle = { type: 'workflow:weekly', channel: 'email', enabled: false }
const merging = {
  __persistence_strategy__: 'merge',
  workflows: { weekly: { channel_types: { email: false } } },
} as const

const readFirst = {
  paths: ['/v1/users/ada/preferences/default', '/v1/users/ada/preference_center/config'],
  reason:
    'locks, conditions and boolean rows are known only from the set; labels are in the configuration',
}
const configToo = (id: string) => ({
  paths: [`/v1/users/${id}/preferences/default`],
  reason: 'labels are read at the same time',
})

const node: readonly Row<Knock>[] = [
  { name: 'get', ours: (c) => c.users.get('ada'), theirs: (k) => k.users.get('ada') },
  {
    name: 'get an id that needs encoding',
    ours: (c) => c.users.get('a b'),
    theirs: (k) => k.users.get('a b'),
  },
  {
    name: 'identify',
    ours: (c) => c.users.identify('ada', patch),
    theirs: (k) => k.users.update('ada', properties),
  },
  {
    name: 'clear a field',
    ours: (c) => c.users.identify('ada', { timezone: null, name: undefined }),
    theirs: (k) => k.users.update('ada', { timezone: null }),
  },
  { name: 'delete', ours: (c) => c.users.delete('ada'), theirs: (k) => k.users.delete('ada') },
  {
    name: 'list',
    ours: (c) => c.users.list({ limit: 2 }),
    theirs: async (k) => k.users.list({ page_size: 2 }),
  },
  {
    name: 'list without a size',
    ours: (c) => c.users.list(),
    theirs: async (k) => k.users.list(),
    differs: { as: { path: '/v1/users?page_size=50' }, reason: 'ours states the default' },
  },
  {
    name: 'identify many',
    ours: (c) =>
      c.users.identifyMany([
        { id: 'x', name: 'X' },
        { id: 'y', email: 'y@example.com' },
      ]),
    theirs: (k) =>
      k.users.bulk.identify({
        users: [
          { id: 'x', name: 'X' },
          { id: 'y', email: 'y@example.com' },
        ],
      }),
  },
  {
    name: 'merge',
    ours: (c) => c.users.merge({ from: 'guest', into: 'ada' }),
    theirs: (k) => k.users.merge('ada', { from_user_id: 'guest' }),
  },
  {
    name: 'toggle',
    ours: (c) => c.preferences.update('ada', toggle),
    theirs: (k) => k.users.setPreferences('ada', 'default', merging),
    first: readFirst,
  },
  {
    name: 'the configuration of the preference center',
    ours: (c) => c.preferences.get('ada'),
    theirs: (k) => k.users.preferenceCenter.getConfig('ada').catch(() => undefined),
    first: configToo('ada'),
  },
  {
    name: 'a device',
    ours: (c) => c.devices.add('ada', { token: 'token' }),
    theirs: (k) => k.users.setChannelData('ada', push, { data: { tokens: ['token'] } }),
    first: {
      paths: [`/v1/users/ada/channel_data/${push}`],
      reason: 'a PUT overwrites all of the channel data',
    },
  },
]

const browser: readonly Row<InstanceType<typeof KnockClient>>[] = [
  { name: 'get', ours: (c) => c.users.get('ada'), theirs: (k) => k.user.get() },
  {
    name: 'identify',
    ours: (c) => c.users.identify('ada', patch),
    theirs: (k) => k.user.identify(properties),
  },
  {
    name: 'toggle',
    ours: (c) => c.preferences.update('ada', toggle),
    theirs: (k) =>
      k.preferences.set({ workflows: { weekly: { channel_types: { email: false } } } }),
    differs: {
      as: { body: merging },
      reason: 'without the strategy a PUT forgets every other choice',
    },
    first: readFirst,
  },
  {
    name: 'a device',
    ours: (c) => c.devices.add('ada', { token: 'token' }),
    theirs: (k) => k.user.setChannelData({ channelId: push, channelData: { tokens: ['token'] } }),
    first: {
      paths: [`/v1/users/ada/channel_data/${push}`],
      reason: 'a PUT overwrites all of the channel data',
    },
  },
]

function expectSame(ours: RecordedCall[], theirs: RecordedCall[], row: Row<never>): void {
  const paths = ours.slice(0, -1).map((call) => pick(call).path)
  expect(paths).toEqual(row.first?.paths ?? [])
  expect(theirs).toHaveLength(1)
  const [expected] = theirs.map(pick)
  expect(pick(ours.at(-1) as RecordedCall)).toEqual({ ...expected, ...row.differs?.as })
}

const getExtraHeaders = (theirs: RecordedCall[], ours: RecordedCall[]) => {
  const ourNames = new Set(ours.flatMap(({ headers }) => Object.keys(headers)))
  const names = theirs.flatMap(({ headers }) => Object.keys(headers))
  return [...new Set(names.filter((name) => !ourNames.has(name)))].sort()
}

function openBoth(apiKey: string, userToken?: string) {
  const ours = record(createKnockFake(fakeOptions).fetch)
  const theirs = record(createKnockFake(fakeOptions).fetch)
  const options = { apiKey, userToken, deviceChannels: [push], branch: 'b', fetch: ours.fetch }
  return { ours, theirs, client: createAdminClient(createKnockAdapter(options)) }
}

describe('the Knock adapter and @knocklabs/node', () => {
  it.each(node)('send the same request: $name', async (row) => {
    const { ours, theirs, client } = openBoth(secretKey)
    const baseURL = 'https://api.knock.app'
    const sdk = new Knock({
      apiKey: secretKey,
      branch: 'b',
      baseURL,
      maxRetries: 0,
      fetch: theirs.fetch,
    })
    await row.ours(client)
    await row.theirs(sdk)
    expectSame(ours.calls, theirs.calls, row)
    const extra = getExtraHeaders(theirs.calls, ours.calls)
    // Telemetry, and a key that affects workflow triggers only.
    expect(extra.filter((name) => !/^(?:x-stainless-.*|idempotency-key)$/.test(name))).toEqual([
      'user-agent',
    ])
  })
})

describe('the Knock adapter and @knocklabs/client', () => {
  afterEach(() => vi.unstubAllGlobals())

  const open = (id: string) => {
    const token = `token-for:${encodeURIComponent(id)}`
    const both = openBoth(publicKey, token)
    vi.stubGlobal('fetch', both.theirs.fetch)
    const sdk = new KnockClient(publicKey, { branch: 'b', logLevel: undefined as never })
    sdk.authenticate({ id }, token, { identificationStrategy: 'skip' })
    return { ...both, sdk }
  }

  it.each(browser)('send the same request: $name', async (row) => {
    const { ours, theirs, client, sdk } = open('ada')
    await row.ours(client)
    await row.theirs(sdk)
    expectSame(ours.calls, theirs.calls, row)
    // The CORS headers that Knock accepts are not documented; the adapter sends standard headers only.
    expect(
      getExtraHeaders(theirs.calls, ours.calls).filter((name) => name !== 'content-type'),
    ).toEqual(['x-knock-client'])
  })

  it('send different paths for an id that needs encoding, which only the adapter encodes', async () => {
    const { ours, theirs, client, sdk } = open('é?')
    expect(await client.users.get('é?')).toMatchObject({ id: 'é?' })
    await sdk.user.get().catch(() => undefined)
    expect(ours.calls.map((call) => pick(call).path)).toEqual(['/v1/users/%C3%A9%3F'])
    expect(theirs.calls.map((call) => pick(call).path)).toEqual(['/v1/users/%C3%A9'])
  })
})
