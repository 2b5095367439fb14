import { createConfiguration, DefaultApi } from '@onesignal/node-onesignal'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createOneSignalAdapter } from '../../../src/adapters/onesignal/onesignal.js'
import { createAdminClient, type AdminClient } from '../../../src/core/adminClient.js'
import { record, type RecordedCall } from '../recorder.js'
import { apiKey, appId, createOneSignalFake } from './onesignal.fake.js'
import { types } from './onesignal.fixture.js'

const ios = { id: 'sub-id', type: 'iOSPush', token: 'token', enabled: true } as const
const users = { ada: { subscriptions: [ios] }, 'é?/ b': {} }

/** The compared parts of a request. */
const pick = ({ method, url, headers, body }: RecordedCall) => {
  const { authorization } = headers
  return { method, url, authorization, type: headers['content-type'], body }
}

interface Row {
  readonly name: string
  readonly ours: (client: AdminClient) => Promise<unknown>
  readonly theirs: (sdk: DefaultApi) => Promise<unknown>
}

const label = 'external_id'

const rows: readonly Row[] = [
  {
    name: 'get',
    ours: ({ users: our }) => our.get('ada'),
    theirs: (sdk) => sdk.getUser(appId, label, 'ada'),
  },
  {
    name: 'get an id that needs encoding',
    ours: ({ users: our }) => our.get('é?/ b'),
    theirs: (sdk) => sdk.getUser(appId, label, 'é?/ b'),
  },
  {
    name: 'update',
    ours: ({ users: our }) =>
      our.update('ada', { timezone: 'Europe/London', traits: { plan: null } }),
    theirs: (sdk) =>
      sdk.updateUser(appId, label, 'ada', {
        properties: { tags: { plan: '' }, timezone_id: 'Europe/London' },
      }),
  },
  {
    name: 'create',
    ours: ({ users: our }) => our.identify('grace', { timezone: 'Europe/London' }),
    theirs: (sdk) =>
      sdk.createUser(appId, {
        identity: { external_id: 'grace' },
        properties: { timezone_id: 'Europe/London' },
      }),
  },
  {
    name: 'delete',
    ours: ({ users: our }) => our.delete('ada'),
    theirs: (sdk) => sdk.deleteUser(appId, label, 'ada'),
  },
  {
    name: 'a switch',
    ours: ({ preferences }) =>
      preferences.update('ada', { type: 'digest', channel: 'email', enabled: false }),
    theirs: (sdk) =>
      sdk.updateUser(appId, label, 'ada', { properties: { tags: { notify_digest_email: '0' } } }),
  },
  {
    name: 'a device',
    ours: ({ devices }) => devices.add('ada', { token: 'new', platform: 'android' }),
    theirs: (sdk) =>
      sdk.createSubscription(appId, label, 'ada', {
        subscription: { type: 'AndroidPush', token: 'new', enabled: true },
      }),
  },
  {
    name: 'a removed device',
    ours: ({ devices }) => devices.remove('ada', 'token'),
    theirs: (sdk) => sdk.deleteSubscription(appId, 'sub-id'),
  },
]

afterEach(() => vi.unstubAllGlobals())

describe('the OneSignal adapter and @onesignal/node-onesignal', () => {
  it.each(rows)('send the same request: $name', async ({ ours: run, theirs: runTheirs }) => {
    const ours = record(createOneSignalFake({ users }).fetch)
    const theirs = record(createOneSignalFake({ users }).fetch)
    await run(
      createAdminClient(createOneSignalAdapter({ appId, apiKey, types, fetch: ours.fetch })),
    )
    vi.stubGlobal('fetch', theirs.fetch)
    await runTheirs(new DefaultApi(createConfiguration({ restApiKey: apiKey })))
    expect(theirs.calls).toHaveLength(1)
    const [expected] = theirs.calls.map(pick)
    const isRead = expected?.method === 'GET'
    const sent = ours.calls.map(pick).filter(({ method }) => isRead || method !== 'GET')
    expect(sent).toEqual([expected])
    const ourNames = new Set(ours.calls.flatMap(({ headers }) => Object.keys(headers)))
    const extra = theirs.calls
      .flatMap(({ headers }) => Object.keys(headers))
      .filter((name) => !ourNames.has(name))
    // It names the SDK.
    expect(extra.filter((name) => name !== 'os-usage-data')).toEqual([])
  })
})
