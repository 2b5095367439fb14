import { createEngageAdapter } from '../../../src/adapters/engage/engage.js'
import { createEngageFake } from './engage.fake.js'
import { lists, secretKey } from './engage.fixture.js'
import { testMutations } from '../mutation.js'

const users = [
  {
    uid: 'ada',
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: 'ada@example.com',
    number: '442079460018',
    tz: 'Europe/London',
    created_at: '2021-01-12T05:24:39.062+00:00',
    meta: { plan: 'pro', age: 34 },
    devices: [{ token: 't1', platform: 'ios' }],
    lists: [{ id: 'news', subscribed: true }],
    segments: [{ id: 'vip', suppressed: false }],
  },
  'guest',
]

testMutations('engage', {
  open(wrapFetch) {
    const fake = createEngageFake({ lists, users })
    const segments = [{ id: 'vip', label: 'VIP' }]
    const keys = { publicKey: 'PUBLIC', secretKey }
    const seen = { lists: 'all' as const, segments }
    return createEngageAdapter({ ...keys, ...seen, fetch: wrapFetch(fake.fetch) })
  },
  calls: {
    get: ({ users: { get } }) => get('ada'),
    identify: (client) =>
      client.users.identify('ada', { name: 'Ada King', traits: { plan: null, age: 35 } }),
    'identify with preferences': (client) =>
      client.users.identify('new', {}, { preferences: [{ type: 'news', enabled: true }] }),
    create: (client) => client.users.create('new', { email: 'new@example.com' }),
    delete: (client) => client.users.delete('ada'),
    archive: (client) => client.users.delete('ada', { archive: true }),
    list: (client) => client.users.list(),
    many: (client) => client.users.identifyMany([{ id: 'a' }, { id: 'b' }]),
    merge: (client) => client.users.merge({ from: 'guest', into: 'ada' }),
    preferences: (client) => client.preferences.get('ada'),
    change: (client) =>
      client.preferences.update('ada', [
        { type: 'news', enabled: false },
        { type: 'tips', enabled: true },
      ]),
    add: (client) => client.devices.add('ada', { token: 't2', platform: 'android' }),
    remove: (client) => client.devices.remove('ada', 't1'),
    track: (client) => client.events.track('ada', { name: 'ran', user: { firstName: 'Ada' } }),
  },
})
