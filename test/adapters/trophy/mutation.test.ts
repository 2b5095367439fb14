import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { testMutations } from '../mutation.js'
import { createTrophyFake } from './trophy.fake.js'

const change = { type: 'recap', channel: 'push', enabled: false }

testMutations('Trophy', {
  open(wrapFetch) {
    const fake = createTrophyFake({
      users: [
        {
          id: 'ada',
          name: 'Ada',
          attributes: { plan: 'free' },
          deviceTokens: ['a'],
          notifications: { recap: ['email', 'push'] },
          streak: { enabled: true, metrics: [{ key: 'words', threshold: 1 }], daysOff: [0] },
        },
      ],
      attributes: ['plan', 'team'],
    })
    return createTrophyAdapter({ apiKey: fake.adminKey, fetch: wrapFetch(fake.fetch) })
  },
  calls: {
    get: ({ users }) => users.get('ada'),
    identify: ({ users }) => users.identify('ada', { name: 'Ada', traits: { team: 'a' } }),
    'identify with preferences': ({ users }) =>
      users.identify('ada', {}, { preferences: [change] }),
    create: ({ users }) => users.create('grace', { traits: { plan: 'pro' } }),
    update: ({ users }) => users.update('ada', { timezone: null, traits: { plan: 'pro' } }),
    many: ({ users }) => users.identifyMany([{ id: 'ada' }, { id: 'grace' }]),
    preferences: ({ preferences }) => preferences.get('ada'),
    change: ({ preferences }) => preferences.update('ada', change),
    'change with a row': ({ preferences }) =>
      preferences.update('ada', { ...change, row: { email: true } }),
    'channel off': ({ preferences }) =>
      preferences.update('ada', { channel: 'push', enabled: false }),
    streak: ({ streak }) => streak.get('ada'),
    'streak change': ({ streak }) => streak.update('ada', { enabled: false, daysOff: [1] }),
    'streak info': ({ streak }) => streak.info('ada'),
    'device added': ({ devices }) => devices.add('ada', { token: 'b' }),
    'device removed': ({ devices }) => devices.remove('ada', 'a'),
    event: ({ events }) => events.track('ada', { name: 'words', user: { traits: { plan: 'x' } } }),
  },
})
