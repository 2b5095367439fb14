import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import { createNotiflowsFake } from './notiflows.fake.js'
import { testMutations, type MutationOptions } from '../mutation.js'

const channel = '01HQABC987654321ZYXWVUTSRQ'
const ids = ['ada', 'grace', 'mary']

const openFake = () =>
  createNotiflowsFake({
    users: ids.map((id) => ({
      external_id: id,
      first_name: 'Ada',
      custom_fields: { a: { b: 1 } },
    })),
    channels: [channel],
    preferences: {
      channel_types: { email: true, mobile_push: false },
      notiflows: { orders: { enabled: true, channel_types: { email: false }, name: 'Orders' } },
    },
  })

const ofPreferences: MutationOptions['calls'] = {
  'preferences.get': ({ preferences }) => preferences.get('ada'),
  'preferences.update cell': ({ preferences }) =>
    preferences.update('ada', { type: 'orders', channel: 'sms', enabled: true }),
  'preferences.update several': ({ preferences }) =>
    preferences.update('ada', [
      { type: 'orders', enabled: false },
      { channel: 'push', enabled: true },
    ]),
  'devices.add': ({ devices }) => devices.add('ada', { token: 'token' }),
  'devices.remove': async ({ devices }) => {
    await devices.add('ada', { token: 'token' })
    await devices.remove('ada', 'token')
  },
}

testMutations('notiflows with a secret key', {
  open: (wrapFetch) =>
    createNotiflowsAdapter({
      publicKey: 'pk_test',
      secretKey: 'sk_test',
      deviceChannels: [channel],
      fetch: wrapFetch(openFake().fetch),
    }),
  calls: {
    ...ofPreferences,
    'users.get': ({ users }) => users.get('ada'),
    'users.identify': ({ users }) =>
      users.identify(
        'ada',
        { email: null, firstName: 'Ada', traits: { plan: 'pro' } },
        { preferences: [{ channel: 'email', enabled: false }] },
      ),
    'users.delete': ({ users }) => users.delete('ada'),
    'users.list': async ({ users }) => {
      const { next } = await users.list({ limit: 2 })
      return users.list({ cursor: next })
    },
    'users.identifyMany': ({ users }) => users.identifyMany([{ id: 'ada' }, { id: 'grace' }]),
  },
})

testMutations('notiflows with a user token', {
  open(wrapFetch) {
    const fake = openFake()
    return createNotiflowsAdapter({
      publicKey: 'pk_test',
      userToken: async () => fake.createUserToken('ada'),
      deviceChannels: [channel],
      fetch: wrapFetch(fake.fetch),
    })
  },
  calls: ofPreferences,
})
