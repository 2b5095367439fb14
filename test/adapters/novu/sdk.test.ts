import { Novu } from '@novu/api'
import { HTTPClient } from '@novu/api/lib/http.js'
import { describe, expect, it } from 'vitest'
import { createNovuAdapter } from '../../../src/adapters/novu/novu.js'
import { createAdminClient, type AdminClient } from '../../../src/core/adminClient.js'
import { record, type RecordedCall } from '../recorder.js'
import { createNovuFake } from './novu.fake.js'
import { secretKey, workflows } from './novu.fixture.js'

const users = ['ada', 'a b', 'é?'].map((subscriberId) => ({ subscriberId }))

/** The compared parts of a request. */
const pick = ({ method, url, headers, body }: RecordedCall) => {
  const { origin, pathname, search } = new URL(url)
  const { authorization } = headers
  return { method, url: origin + pathname + search, authorization, body }
}

interface Row {
  readonly name: string
  readonly ours: (client: AdminClient) => Promise<unknown>
  readonly theirs: (sdk: Novu) => Promise<unknown>
  /** Which of our requests is compared, if it isn't the last one of its kind. */
  readonly only?: RegExp
}

const patch = { firstName: 'Ada', phone: '+442079460018', timezone: null }

const rows: readonly Row[] = [
  {
    name: 'get',
    ours: ({ users: our }) => our.get('ada'),
    theirs: (novu) => novu.subscribers.retrieve('ada'),
  },
  {
    name: 'get an id that needs encoding',
    ours: ({ users: our }) => our.get('é?'),
    theirs: (novu) => novu.subscribers.retrieve('é?'),
  },
  {
    name: 'update',
    ours: ({ users: our }) => our.update('a b', patch),
    theirs: (novu) => novu.subscribers.patch(patch, 'a b'),
  },
  {
    name: 'create',
    ours: ({ users: our }) => our.create('grace', { email: 'grace@example.com' }),
    theirs: (novu) =>
      novu.subscribers.create({ subscriberId: 'grace', email: 'grace@example.com' }, true),
  },
  {
    name: 'delete',
    ours: ({ users: our }) => our.delete('ada'),
    theirs: (novu) => novu.subscribers.delete('ada'),
  },
  {
    name: 'list',
    ours: ({ users: our }) => our.list({ limit: 2 }),
    theirs: (novu) => novu.subscribers.search({ limit: 2 }),
  },
  {
    name: 'identify many',
    ours: ({ users: our }) => our.identifyMany([{ id: 'x', firstName: 'X' }, { id: 'y' }]),
    theirs: (novu) =>
      novu.subscribers.createBulk({
        subscribers: [{ subscriberId: 'x', firstName: 'X' }, { subscriberId: 'y' }],
      }),
  },
  {
    name: 'preferences',
    ours: ({ preferences }) => preferences.get('ada'),
    theirs: (novu) => novu.subscribers.preferences.list({ subscriberId: 'ada' }),
    only: /criticality=nonCritical$/,
  },
  {
    name: 'critical workflows',
    ours: ({ preferences }) => preferences.get('ada'),
    theirs: (novu) =>
      novu.subscribers.preferences.list({ subscriberId: 'ada', criticality: 'critical' }),
    only: /criticality=critical$/,
  },
  {
    name: 'a channel of a workflow',
    ours: ({ preferences }) =>
      preferences.update('ada', { type: 'comments', channel: 'in_app', enabled: false }),
    theirs: (novu) =>
      novu.subscribers.preferences.update(
        { workflowId: 'comments', channels: { inApp: false } },
        'ada',
      ),
  },
  {
    name: 'channels of several workflows',
    ours: ({ preferences }) =>
      preferences.update('ada', [
        { type: 'comments', channel: 'in_app', enabled: false },
        { type: 'digest', channel: 'sms', enabled: false },
      ]),
    theirs: (novu) =>
      novu.subscribers.preferences.bulkUpdate(
        {
          preferences: [
            { workflowId: 'comments', channels: { inApp: false } },
            { workflowId: 'digest', channels: { sms: false } },
          ],
        },
        'ada',
      ),
  },
  {
    name: 'a device',
    ours: ({ devices }) => devices.add('ada', { token: 'token' }),
    theirs: (novu) =>
      novu.subscribers.credentials.append(
        {
          providerId: 'fcm',
          integrationIdentifier: 'app',
          credentials: { deviceTokens: ['token'] },
        },
        'ada',
      ),
  },
  {
    name: 'the integrations',
    ours: async ({ devices }) => {
      await devices.add('ada', { token: 'a' })
      await devices.remove('ada', 'a')
    },
    theirs: (novu) => novu.integrations.list(),
    only: /integrations$/,
  },
  {
    name: 'a removed device',
    ours: async ({ devices }) => {
      await devices.add('ada', { token: 'a' })
      await devices.add('ada', { token: 'b' })
      await devices.remove('ada', 'a')
    },
    theirs: (novu) =>
      novu.subscribers.credentials.update(
        { providerId: 'fcm', integrationIdentifier: 'app', credentials: { deviceTokens: ['b'] } },
        'ada',
      ),
  },
]

describe('the Novu adapter and @novu/api', () => {
  it.each(rows)('send the same request: $name', async (row) => {
    const ours = record(createNovuFake({ users, workflows }).fetch)
    const theirs = record(createNovuFake({ users, workflows }).fetch)
    const options = { secretKey, deviceChannels: ['fcm:app'], fetch: ours.fetch }
    const httpClient = new HTTPClient({ fetcher: async (input, init) => theirs.fetch(input, init) })
    const sdk = new Novu({ secretKey, httpClient, retryConfig: { strategy: 'none' } })
    await row.ours(createAdminClient(createNovuAdapter(options)))
    // The SDK refuses answers with other keys than its own types; its request is what counts.
    await row.theirs(sdk).catch(() => undefined)
    expect(theirs.calls).toHaveLength(1)
    const [expected] = theirs.calls.map(pick)
    const isRead = expected?.method === 'GET'
    const { only } = row
    const sent = ours.calls
      .map(pick)
      .filter(({ method, url }) => (only ? only.test(url) : isRead || method !== 'GET'))
    expect(sent.at(-1)).toEqual(expected)
    const ourNames = new Set(ours.calls.flatMap(({ headers }) => Object.keys(headers)))
    const extra = theirs.calls
      .flatMap(({ headers }) => Object.keys(headers))
      .filter((name) => !ourNames.has(name))
    // A random key for each request is no protection against a repeat, and `cookie` is empty.
    expect(
      extra.filter((name) => !['idempotency-key', 'cookie', 'user-agent'].includes(name)),
    ).toEqual([])
  })
})
