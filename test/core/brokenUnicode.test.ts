import { describe, expect, it } from 'vitest'
import { createCourierAdapter } from '../../src/adapters/courier/courier.js'
import { createEngageAdapter } from '../../src/adapters/engage/engage.js'
import { createKnockAdapter } from '../../src/adapters/knock/knock.js'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { createNotiflowsAdapter } from '../../src/adapters/notiflows/notiflows.js'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { createRemoteClient } from '../../src/adapters/remote/remoteClient.js'
import { createOneSignalAdapter } from '../../src/adapters/onesignal/onesignal.js'
import { createTrophyAdapter } from '../../src/adapters/trophy/trophy.js'
import { createAdminClient, type AdminClient } from '../../src/core/adminClient.js'
import type { UserClient } from '../../src/core/client.js'
import { isIdentikitError } from '../../src/core/errors.js'
import { userFields } from '../../src/core/user/fields.js'
import { createUserHandler } from '../../src/server.js'

const broken = '\ud83d'

/** The calls of every client, each with a lone surrogate in one place. */
const calls: Readonly<Record<string, (client: UserClient) => Promise<unknown>>> = {
  'users.get id': ({ users }) => users.get(`a${broken}`),
  'users.identify id': ({ users }) => users.identify(broken, {}),
  'users.identify name': ({ users }) => users.identify('a', { name: broken }),
  'users.update email': ({ users }) => users.update('a', { email: `${broken}@example.com` }),
  'users.update avatar': ({ users }) =>
    users.update('a', { avatar: `https://example.com/${broken}` }),
  'users.update timezone': ({ users }) => users.update('a', { timezone: broken }),
  'users.update trait': ({ users }) => users.update('a', { traits: { a: [broken] } }),
  'users.update trait key': ({ users }) => users.update('a', { traits: { [broken]: 1 } }),
  'users.delete id': ({ users }) => users.delete(broken),
  'preferences.get id': ({ preferences }) => preferences.get(broken),
  'preferences.get scope': ({ preferences }) => preferences.get('a', { scope: broken }),
  'preferences.update id': ({ preferences }) =>
    preferences.update(broken, { type: 'news', enabled: true }),
  'preferences.update scope': ({ preferences }) =>
    preferences.update('a', { type: 'news', enabled: true }, { scope: broken }),
  'preferences.reset id': ({ preferences }) => preferences.reset(broken),
  'streak.get id': ({ streak }) => streak.get(broken),
  'streak.update id': ({ streak }) => streak.update(broken, { enabled: true }),
  'streak.info id': ({ streak }) => streak.info(broken),
  'devices.add id': ({ devices }) => devices.add(broken, { token: 'a' }),
  'events.track id': ({ events }) => events.track(broken, { name: 'ran' }),
  'events.track properties': ({ events }) =>
    events.track('a', { name: 'ran', properties: { a: broken } }),
  'events.track user': ({ events }) => events.track('a', { name: 'ran', user: { name: broken } }),
}

/** What the handler refuses for the clients of browsers. */
const checkedCalls: typeof calls = {
  'preferences.update type': ({ preferences }) =>
    preferences.update('a', { type: broken, enabled: true }),
  'preferences.update channel': ({ preferences }) =>
    preferences.update('a', { type: 'news', channel: broken, enabled: true }),
  'preferences.update row': ({ preferences }) =>
    preferences.update('a', { type: 'news', channel: 'a', enabled: true, row: { [broken]: true } }),
  'devices.add token': ({ devices }) => devices.add('a', { token: broken }),
  'devices.remove token': ({ devices }) => devices.remove('a', broken),
  'devices.add platform': ({ devices }) => devices.add('a', { token: 'a', platform: broken }),
  'devices.add channelId': ({ devices }) => devices.add('a', { token: 'a', channelId: broken }),
  'events.track name': ({ events }) => events.track('a', { name: broken }),
  'events.track at': ({ events }) => events.track('a', { name: 'ran', at: broken }),
  'events.track idempotencyKey': ({ events }) =>
    events.track('a', { name: 'ran', idempotencyKey: broken }),
}

const adminCalls: Readonly<Record<string, (client: AdminClient) => Promise<unknown>>> = {
  ...(calls as object),
  ...(checkedCalls as object),
  'users.create id': ({ users }) => users.create(broken, {}),
  'users.create phone': ({ users }) => users.create('a', { phone: broken }),
  'users.list cursor': ({ users }) => users.list({ cursor: broken }),
  'users.merge from': ({ users }) => users.merge({ from: broken, into: 'a' }),
  'users.merge into': ({ users }) => users.merge({ from: 'a', into: broken }),
}

let sent = 0
const fetch: typeof globalThis.fetch = async () => {
  sent += 1
  return Response.json({})
}

const adapters = {
  memory: createMemoryAdapter({ users: [{ id: 'a' }] }),
  knock: createKnockAdapter({ apiKey: 'sk_test_fake', fetch }),
  engage: createEngageAdapter({ publicKey: 'public', secretKey: 'secret', fetch }),
  trophy: createTrophyAdapter({ apiKey: 'fake', fetch }),
  notiflows: createNotiflowsAdapter({ publicKey: 'pk_fake', secretKey: 'sk_fake', fetch }),
  courier: createCourierAdapter({ apiKey: 'fake', fetch }),
  onesignal: createOneSignalAdapter({
    appId: '6f2f5fd1-1f6a-4b0e-9d4c-1a2b3c4d5e6f',
    apiKey: 'fake',
    types: [{ id: 'news', channels: ['email'] }],
    fetch,
  }),
}

/** Returns the code of the error, and its class if it is no error of the kit. */
async function getCode(call: Promise<unknown>): Promise<string> {
  sent = 0
  try {
    await call
    return 'accepted'
  } catch (error) {
    return isIdentikitError(error) ? error.code : String(error)
  }
}

describe('a lone surrogate', () => {
  const url = 'https://app.example.com/api/identikit'

  it.each(Object.entries(calls))('in %s is refused by the remote adapter', async (_, call) => {
    const client = createAdminClient(createRemoteAdapter({ url, fetch }))
    expect(await getCode(call(client))).toBe('invalid')
    expect(sent).toBe(0)
  })

  it.each(Object.entries({ ...calls, ...checkedCalls }))(
    'in %s is refused by the client of browsers or its handler',
    async (_, call) => {
      const adapter = createMemoryAdapter({ users: [{ id: 'a' }] })
      const handler = createUserHandler({
        adapter,
        authenticate: () => 'a',
        allow: ['devices', 'events', 'users.delete'],
        writable: { fields: userFields, traits: true },
      })
      const client = createRemoteClient({
        url,
        fetch: (input, init) => handler(new Request(input, init)),
      })
      expect(await getCode(call(client))).toBe('invalid')
      expect(adapter.calls).toEqual([])
    },
  )

  describe.each(Object.entries(adapters))('for %s', (_, adapter) => {
    it.each(Object.entries(adminCalls))('in %s is refused', async (__, call) => {
      expect(await getCode(call(createAdminClient(adapter)))).toMatch(/^(?:invalid|unsupported)$/)
      expect(sent).toBe(0)
    })
  })
})
