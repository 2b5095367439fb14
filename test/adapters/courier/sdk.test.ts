import { Courier } from '@trycourier/courier'
import { describe, expect, it } from 'vitest'
import type { AdminClient } from '../../../src/core/adminClient.js'
import { record, type RecordedCall } from '../recorder.js'
import { apiKey, createCourierFake } from './courier.fake.js'
import { openCourier, topics } from './courier.fixture.js'

/** The compared parts of a request. */
const pick = ({ method, url, headers, body }: RecordedCall) => ({
  method,
  url,
  authorization: headers['authorization'],
  body,
})

interface Pair {
  readonly ours: (client: AdminClient) => Promise<unknown>
  readonly theirs: (sdk: Courier) => Promise<unknown>
}

const id = 'a/b c?#é'

const pairs: Readonly<Record<string, Pair>> = {
  'reading a user': {
    ours: ({ users }) => users.get(id),
    theirs: ({ profiles }) => profiles.retrieve(id),
  },
  'identifying a user': {
    ours: ({ users }) => users.identify(id, { firstName: 'Ada', phone: null }),
    theirs: ({ profiles }) =>
      profiles.create(id, { profile: { given_name: 'Ada', phone_number: null } }),
  },
  'identifying a user with traits': {
    ours: ({ users }) => users.identify(id, { traits: { plan: { name: 'pro' } } }),
    theirs: ({ profiles }) =>
      profiles.create(id, { profile: { custom: { plan: { name: 'pro' } } } }),
  },
  'deleting a user': {
    ours: ({ users }) => users.delete(id),
    theirs: async ({ profiles, users }) => {
      await users.tokens.list(id)
      await users.tenants.list(id, { limit: 100 })
      await profiles.lists.delete(id)
      await users.tenants.removeAll(id)
      await profiles.delete(id)
    },
  },
  'reading preferences': {
    ours: ({ preferences }) => preferences.get(id),
    theirs: ({ users }) => users.preferences.retrieve(id),
  },
  'turning off a channel': {
    ours: ({ preferences }) =>
      preferences.update(id, { type: 'news', channel: 'push', enabled: false }),
    theirs: ({ users }) =>
      users.preferences.updateOrCreateTopic('news', {
        user_id: id,
        topic: {
          status: 'OPTED_IN',
          has_custom_routing: true,
          custom_routing: ['email', 'inbox'],
        },
      }),
  },
  'adding a device': {
    ours: ({ devices }) => devices.add(id, { token: 'a/b?c', platform: 'ios' }),
    theirs: ({ users }) =>
      users.tokens.addSingle('a/b?c', {
        user_id: id,
        provider_key: 'firebase-fcm',
        device: { platform: 'ios' },
      }),
  },
  'removing a device': {
    ours: ({ devices }) => devices.remove(id, 'a/b?c'),
    theirs: ({ users }) => users.tokens.delete('a/b?c', { user_id: id }),
  },
}

function openSdk(respond?: typeof fetch) {
  const fake = createCourierFake({ topics, profiles: { [id]: {} } })
  const { fetch, calls } = record(respond ?? fake.fetch)
  return { sdk: new Courier({ apiKey, fetch, maxRetries: 0 }), calls }
}

/** The requests that `@trycourier/courier` 7.10.2 lacks: the reset of all choices, and the topics of the workspace. */
const isNewer = ({ method, url }: RecordedCall) =>
  (method === 'PUT' && url.endsWith('/preferences')) || url.endsWith('/preferences/sections')

describe('Requests of the adapter and of Courier’s SDK', () => {
  it.each(Object.entries(pairs))('are equal when %s', async (_, { ours, theirs }) => {
    const { client, calls } = openCourier({ profiles: { [id]: {} } })
    const { sdk, calls: sdkCalls } = openSdk()
    await ours(client)
    // The SDK throws for a token that the fake lacks; its request is what counts.
    await theirs(sdk).catch(() => undefined)
    const isWrite = sdkCalls.some(({ method }) => method !== 'GET')
    const compared = (list: readonly RecordedCall[]) =>
      list.filter((call) => (!isWrite || call.method !== 'GET') && !isNewer(call)).map(pick)
    expect(compared(sdkCalls)).not.toEqual([])
    expect(compared(calls)).toEqual(compared(sdkCalls))
  })

  it('are equal for reads within a tenant', async () => {
    const { client, calls } = openCourier({}, { tenantId: 'a b' })
    const { sdk, calls: sdkCalls } = openSdk()
    await client.preferences.get('ada')
    await sdk.users.preferences.retrieve('ada', { tenant_id: 'a b' })
    for (const { topic_id } of topics)
      await sdk.users.preferences.retrieveTopic(topic_id, { user_id: 'ada', tenant_id: 'a b' })
    const toQuery = ({ url }: RecordedCall) => {
      const { pathname, searchParams } = new URL(url)
      return [pathname, ...searchParams]
    }
    expect(calls.filter((call) => !isNewer(call)).map(toQuery)).toEqual(sdkCalls.map(toQuery))
  })

  it('are equal for a write within a tenant', async () => {
    const { client, getWrites } = openCourier({}, { tenantId: 'acme' })
    const { sdk, calls: sdkCalls } = openSdk()
    await client.preferences.update('ada', { type: 'tips', enabled: false })
    await sdk.users.preferences.updateOrCreateTopic('tips', {
      user_id: 'ada',
      tenant_id: 'acme',
      topic: { status: 'OPTED_OUT' },
    })
    expect(getWrites().map(pick)).toEqual(sdkCalls.map(pick))
  })
})

describe('Differences between the adapter and Courier’s SDK', () => {
  it('the adapter sends no header about its platform', async () => {
    const { client, calls } = openCourier()
    const { sdk, calls: sdkCalls } = openSdk()
    await client.users.get('ada')
    await sdk.profiles.retrieve(id)
    expect(Object.keys(sdkCalls[0]?.headers ?? {}).join()).toContain('x-stainless-')
    expect(Object.keys(calls[0]?.headers ?? {})).toEqual(['accept', 'authorization'])
  })

  it('the adapter reads the topics of the workspace, which version 7.10.2 cannot', async () => {
    const { client, calls } = openCourier()
    await client.preferences.get('ada')
    // `WorkspacePreferences.list` of courier-node 9.1.0.
    const { method, url } = calls[0] ?? {}
    expect({ method, url }).toEqual({
      method: 'GET',
      url: 'https://api.courier.com/preferences/sections',
    })
    expect(openSdk().sdk).not.toHaveProperty('workspacePreferences')
  })

  it('the adapter resets choices, which version 7.10.2 cannot', async () => {
    const { client, getWrites } = openCourier()
    await client.preferences.reset('ada')
    // `Preferences.bulkReplace` of courier-node 9.1.0.
    expect(getWrites().map(({ method, url, body }) => ({ method, url, body }))).toEqual([
      {
        method: 'PUT',
        url: 'https://api.courier.com/users/ada/preferences',
        body: { topics: [] },
      },
    ])
    expect(
      Object.getOwnPropertyNames(Object.getPrototypeOf(openSdk().sdk.users.preferences)),
    ).not.toContain('bulkReplace')
  })
})
