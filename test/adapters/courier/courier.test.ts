import { createCourierAdapter } from '../../../src/adapters/courier/courier.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { testAdapter } from '../conformance/conformance.js'
import { apiKey, createCourierFake, type CourierFakeOptions } from './courier.fake.js'
import type { FakeTopic } from './fake.preferences.js'

const routing_options = ['email', 'push', 'inbox', 'direct_message']

const topics: readonly FakeTopic[] = [
  {
    topic_id: 'FW0YU64P4TMYKMMHH67D6FENX8VS',
    topic_name: 'News',
    section_name: 'Marketing',
    default_status: 'OPTED_IN',
    routing_options,
  },
  {
    topic_id: 'offers / ü?#',
    topic_name: 'Offers',
    default_status: 'OPTED_OUT',
    routing_options,
  },
  { topic_id: '__proto__', default_status: 'OPTED_IN', routing_options: ['email', 'sms'] },
  { topic_id: 'tips', topic_name: 'Tips', default_status: 'OPTED_IN' },
  { topic_id: 'security', topic_name: 'Security', default_status: 'REQUIRED', routing_options },
]

const lacks = {
  'users.create': 'the API has an upsert only',
  'users.update': 'the API has an upsert only',
  'users.list': 'the API has no endpoint for it',
  'users.merge': 'the API has no endpoint for it',
  'preferences.channel': 'a channel has no setting for all topics',
  'preferences.subscribed': 'no setting is for all topics',
  streak: 'Courier has no streaks',
  'streak.info': 'Courier has no streaks',
  schedule: 'the API has no schedules of users',
  events: 'Courier tracks no events of users',
}
const servesUnknown = {
  preferences: 'preferences are a resource of their own, without a profile',
  devices: 'tokens are a resource of their own, without a profile',
}
const device = { token: 'ExponentPushToken[a/b?c#d é]', platform: 'ios', channelId: 'expo' }

const open = (ids: readonly string[], options: CourierFakeOptions) =>
  createCourierFake({
    topics,
    profiles: Object.fromEntries(ids.map((id) => [id, {}])),
    ...options,
  }).fetch

// What Courier's documents leave open is tested both ways.
const unknowns: Readonly<Record<string, CourierFakeOptions>> = {
  'lists choices only and merges deeply': {},
  'lists all topics and replaces custom data': { lists: 'all', merge: 'key', tokens: 'list' },
  'has pages': { lists: 'all', paging: 'followed' },
}

const channelTargets: readonly PreferenceTarget[] = topics
  .slice(0, 3)
  .flatMap(({ topic_id: type, routing_options: names = [] }) =>
    names.map((name) => ({
      type,
      channel: { inbox: 'in_app', direct_message: 'chat' }[name] ?? name,
    })),
  )

for (const [name, options] of Object.entries(unknowns)) {
  const defaultsAsChoices = options.lists === 'all' && {
    defaultsAsChoices: 'an answer with all topics does not tell which of them the user chose',
  }
  const deviceChannels = ['expo', 'firebase-fcm'] as const
  testAdapter(`Courier that ${name}`, {
    targets: [...channelTargets, { type: 'tips' }],
    lacks,
    servesUnknown,
    device,
    ...defaultsAsChoices,
    refusedChange: {
      change: { type: 'security', channel: 'email', enabled: false },
      code: 'locked',
    },
    create: (ids) => createCourierAdapter({ apiKey, deviceChannels, fetch: open(ids, options) }),
    createFailing: (fetch) => createCourierAdapter({ apiKey, deviceChannels, fetch }),
  })

  testAdapter(`Courier within a tenant that ${name}`, {
    targets: topics.slice(0, 4).map(({ topic_id: type }) => ({ type })),
    lacks: { ...lacks, 'preferences.type-channel': 'the channels of a tenant are unknown' },
    servesUnknown,
    device,
    ...defaultsAsChoices,
    refusedChange: { change: { type: 'security', enabled: false }, code: 'locked' },
    createFailing: (fetch) => createCourierAdapter({ apiKey, tenantId: 'acme', fetch }),
    create: (ids) =>
      createCourierAdapter({
        apiKey,
        tenantId: 'acme / ü',
        deviceChannels,
        fetch: open(ids, options),
      }),
  })
}

testAdapter('Courier that answers 404 for all data of an unknown user', {
  targets: [...channelTargets.slice(0, 2), { type: 'tips' }],
  lacks,
  servesUnknown: { devices: servesUnknown.devices },
  device,
  create: (ids) =>
    createCourierAdapter({
      apiKey,
      deviceChannels: ['expo'],
      fetch: open(ids, { isStrict: true }),
    }),
})
