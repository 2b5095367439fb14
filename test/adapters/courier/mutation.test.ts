import { createCourierAdapter } from '../../../src/adapters/courier/courier.js'
import { testMutations } from '../mutation.js'
import { apiKey, createCourierFake } from './courier.fake.js'
import { topics } from './courier.fixture.js'

const email = { type: 'news', channel: 'email', enabled: false }

testMutations('Courier', {
  open(wrapFetch) {
    const fake = createCourierFake({
      topics,
      profiles: {
        ada: { name: 'Ada', phone_number: '+442079460018', custom: { plan: { name: 'pro' } } },
      },
      tenants: ['acme', 'other'],
      choices: {
        ada: {
          news: { status: 'OPTED_IN', has_custom_routing: true, custom_routing: ['email', 'sms'] },
        },
      },
    })
    fake.tokens.set('ada', new Map([['a', { token: 'a', provider_key: 'apn', device: {} }]]))
    return createCourierAdapter({
      apiKey,
      deviceChannels: ['apn'],
      fetch: wrapFetch(fake.fetch),
    })
  },
  calls: {
    get: ({ users }) => users.get('ada'),
    identify: ({ users }) => users.identify('ada', { phone: null, traits: { plan: null } }),
    'identify with preferences': ({ users }) =>
      users.identify('new', { locale: 'de' }, { preferences: [email] }),
    delete: ({ users }) => users.delete('ada'),
    many: ({ users }) => users.identifyMany([{ id: 'ada' }, { id: 'grace' }]),
    preferences: ({ preferences }) => preferences.get('ada'),
    change: ({ preferences }) => preferences.update('ada', email),
    'changes of two topics': ({ preferences }) =>
      preferences.update('ada', [email, { type: 'offers', channel: 'push', enabled: true }], {
        onReport: () => {},
      }),
    reset: ({ preferences }) => preferences.reset('ada'),
    'device added': ({ devices }) => devices.add('ada', { token: 'a', platform: 'ios' }),
    'device removed': ({ devices }) => devices.remove('ada', 'a'),
  },
})
