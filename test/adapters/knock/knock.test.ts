import { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { testAdapter } from '../conformance/conformance.js'
import { createKnockFake } from './knock.fake.js'
import { refusedTraits } from './knock.fixture.js'

const channel = '8209f26c-62a5-461d-95e2-a5716a26e652'

const rows = [
  { type: 'category', name: 'News', identifier: 'news', channel_types: ['email', 'in_app_feed'] },
  { type: 'workflow', name: 'News', identifier: 'news', channel_types: ['email', 'push'] },
  { type: 'workflow', name: 'Bare', identifier: 'bare', channel_types: ['email', 'chat', 'sms'] },
  { type: 'category', name: 'Own', identifier: '__proto__', channel_types: ['log'] },
  { type: 'channel_types', name: 'Channels', channel_types: ['email', 'http'] },
  { type: 'channel', name: 'One', identifier: channel },
  { type: 'commercial_subscribed', name: 'Everything' },
]

const environmentDefault = {
  workflows: { bare: false },
  categories: { news: { channel_types: { in_app_feed: false } }, old: true },
}

const targets: PreferenceTarget[] = [
  { type: 'category:news', channel: 'email' },
  { type: 'category:news', channel: 'in_app' },
  { type: 'workflow:news', channel: 'email' },
  { type: 'workflow:bare', channel: 'chat' },
  { type: 'workflow:bare', channel: 'sms' },
  { type: 'category:__proto__' },
  { type: 'category:old' },
  { channel: 'email' },
  { channel: 'webhook' },
  { channel: `channel:${channel}` },
  {},
]

const serves = { devices: 'a PUT of channel data creates the user' }
const lacks = {
  'users.create': 'a PUT creates or updates',
  'users.update': 'a PUT creates or updates',
  streak: 'Knock has no streaks',
  schedule: 'Knock schedules workflows, and has no hours of a user',
  'streak.info': 'Knock has no streaks',
  events: 'Knock triggers workflows and tracks no events',
}
const defaultsAsChoices = 'Knock merges the defaults of the environment into the set'
const refusedChange = { change: { type: 'news', enabled: true }, code: 'invalid' }
const refuses = { ids: ['a/b c?#é'], reason: 'no / and no #, at most 256 characters' }

for (const answersWithDefaults of [true, false]) {
  testAdapter(`Knock, answering updates ${answersWithDefaults ? 'with' : 'without'} defaults`, {
    targets: targets,
    create(ids) {
      const users = ids.map((id) => ({ id }))
      const { fetch } = createKnockFake({ users, rows, environmentDefault, answersWithDefaults })
      const apiKey = 'sk_test_fake-sentinel'
      return createKnockAdapter({ apiKey, deviceChannels: [channel], fetch })
    },
    createFailing: (fetch) =>
      createKnockAdapter({ apiKey: 'sk_test_fake-sentinel', deviceChannels: [channel], fetch }),
    defaultsAsChoices,
    lacks,
    servesUnknown: serves,
    refusedIds: refuses,
    refusedTraits,
    refusedChange,
  })
}

testAdapter('Knock with a user token', {
  targets: targets,
  create(ids) {
    const fake = createKnockFake({ users: ids.map((id) => ({ id })), rows, environmentDefault })
    return createKnockAdapter({
      apiKey: 'pk_test_fake',
      userToken: 'token-for:nobody',
      deviceChannels: [channel],
      // In production each user has an adapter; this one sends each user's own token.
      async fetch(input, init) {
        const request = new Request(input, init)
        const [, , , id = ''] = new URL(request.url).pathname.split('/')
        request.headers.set('x-knock-user-token', `token-for:${id}`)
        return fake.fetch(request)
      },
    })
  },
  createFailing: (fetch) =>
    createKnockAdapter({ apiKey: 'pk_test_fake', userToken: 'fake', fetch }),
  defaultsAsChoices,
  lacks: {
    ...lacks,
    'users.delete': 'not with a public key',
    'users.list': 'not with a public key',
    'users.identifyMany': 'not with a public key',
    'users.merge': 'not with a public key',
    'preferences.reset': 'not listed for a public key',
  },
  servesUnknown: serves,
  refusedIds: refuses,
  refusedTraits,
  refusedChange,
})
