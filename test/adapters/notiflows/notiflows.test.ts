import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import type { UserAdapter } from '../../../src/core/adapter.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { testAdapter } from '../conformance/conformance.js'
import { withoutName } from '../conformance/withoutName.js'
import { createNotiflowsFake, type NotiflowsFake } from './notiflows.fake.js'
import type { MergeDepth } from './merge.fake.js'

const orders = '01HQXYZ123456789ABCDEFGHIJ'
const push = '01HQABC987654321ZYXWVUTSRQ'

const targets: PreferenceTarget[] = [
  { type: orders, channel: 'email' },
  { type: orders, channel: 'push' },
  { type: orders, channel: 'carrier pigeon' },
  { type: '__proto__', channel: '__proto__' },
  { type: orders },
  { type: 'never named' },
  { channel: 'email' },
  { channel: 'push' },
]

const preferences = {
  channel_types: { email: true, mobile_push: true, sms: false },
  notiflows: {
    [orders]: { enabled: true, channel_types: { email: true, sms: false }, name: 'Orders' },
    ['__proto__']: { channel_types: { in_app: false } },
    'never named': {},
  },
}

const lacks = {
  'users.create': 'the API has an upsert only',
  'users.update': 'the API has an upsert only',
  'users.merge': 'no endpoint merges a guest',
  'preferences.reset': 'resetting a setting is not documented',
  'preferences.subscribed': 'the API has no switch for all commercial messages',
  streak: 'Notiflows has no streaks',
  schedule: 'the API has no schedules of users',
  'streak.info': 'Notiflows has no streaks',
  events: 'Notiflows runs notiflows and tracks no events',
}

const defaultsAsChoices = 'whether Notiflows answers with its defaults is not documented'
const device = { token: 'ExampleTokenABCDEF123456789...', channelId: push }

const open = (ids: readonly string[], merge: MergeDepth = 'setting') =>
  createNotiflowsFake({
    users: ids.map((id) => ({ external_id: id })),
    channels: [push],
    preferences,
    merge,
  })

for (const merge of ['setting', 'channel_types', 'notiflow'] as const) {
  testAdapter(`notiflows with a secret key, which merges down to ${merge}`, {
    targets,
    lacks,
    device,
    defaultsAsChoices,
    createFailing: (fetch) =>
      createNotiflowsAdapter({
        publicKey: 'pk_test',
        secretKey: 'sk_test',
        deviceChannels: [push],
        fetch,
      }),
    refusedChange: { change: { enabled: false }, code: 'unsupported' },
    create: (ids) =>
      withoutName(
        createNotiflowsAdapter({
          publicKey: 'pk_test',
          secretKey: 'sk_test',
          deviceChannels: [push],
          fetch: open(ids, merge).fetch,
        }),
      ),
  })
}

/** In a browser there is one user; the suite has many, each with an adapter. */
function createForManyUsers(fake: NotiflowsFake): UserAdapter {
  const adapters = new Map<string, UserAdapter>()
  const getAdapter = (id: string): UserAdapter => {
    const adapter =
      adapters.get(id) ??
      createNotiflowsAdapter({
        publicKey: 'pk_test',
        userToken: fake.createUserToken(id),
        deviceChannels: [push],
        fetch: fake.fetch,
      })
    adapters.set(id, adapter)
    return adapter
  }
  const template = getAdapter('any-user')
  if (!template.preferences || !template.devices) throw new Error('The adapter lacks members.')
  return {
    ...template,
    preferences: {
      ...template.preferences,
      get: async (id, ...rest) => getAdapter(id).preferences!.get(id, ...rest),
      update: async (id, ...rest) => getAdapter(id).preferences!.update(id, ...rest),
    },
    devices: {
      add: async (id, ...rest) => getAdapter(id).devices!.add(id, ...rest),
      remove: async (id, ...rest) => getAdapter(id).devices!.remove(id, ...rest),
    },
  }
}

const noProfile = 'the User API has no profile'

testAdapter('Notiflows with a user token', {
  targets,
  device,
  create: (ids) => createForManyUsers(open(ids)),
  defaultsAsChoices,
  createFailing: (fetch) =>
    createNotiflowsAdapter({ publicKey: 'pk_test', userToken: 'fake', fetch }),
  lacks: {
    ...lacks,
    'users.get': noProfile,
    'users.identify': noProfile,
    'users.delete': noProfile,
    'users.list': noProfile,
    'users.identifyMany': noProfile,
  },
})
