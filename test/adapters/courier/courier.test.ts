import { createCourierAdapter } from '../../../src/adapters/courier/courier.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { testAdapter } from '../conformance/conformance.js'
import { apiKey, createCourierFake, type CourierFakeOptions } from './courier.fake.js'
import type { FakeTopic } from './fake.preferences.js'

const topics: readonly FakeTopic[] = [
  { topic_id: 'FW0YU64P4TMYKMMHH67D6FENX8VS', topic_name: 'News', default_status: 'OPTED_IN' },
  { topic_id: 'offers / ü?#', topic_name: 'Offers', default_status: 'OPTED_OUT' },
  { topic_id: '__proto__', default_status: 'OPTED_IN' },
  { topic_id: 'security', topic_name: 'Security', default_status: 'REQUIRED' },
]
const topicIds = topics.map(({ topic_id }) => topic_id)
const [news = '', offers = '', proto = '', security = ''] = topicIds
const changeable = [news, offers, proto]

const channels = ['email', 'push', 'in_app', 'chat'] as const

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
  'lists all topics and replaces custom data': { lists: 'all', merge: 'key', missing: 400 },
  'has pages': { lists: 'all', paging: 'followed' },
}

for (const [name, options] of Object.entries(unknowns)) {
  const deviceChannels = ['expo', 'firebase-fcm'] as const
  testAdapter(`Courier that ${name}`, {
    targets: changeable.flatMap((type): PreferenceTarget[] =>
      channels.map((channel) => ({ type, channel })),
    ),
    lacks: { ...lacks, 'preferences.type': 'a topic has the switches of its channels only' },
    servesUnknown,
    device,
    refusedChange: {
      change: { type: security, channel: 'email', enabled: false },
      code: 'locked',
    },
    create: (ids) =>
      createCourierAdapter({
        apiKey,
        channels,
        topics: topicIds,
        deviceChannels,
        fetch: open(ids, options),
      }),
  })

  testAdapter(`Courier without channels that ${name}`, {
    targets: changeable.map((type) => ({ type })),
    lacks: { ...lacks, 'preferences.type-channel': 'the adapter has no channels' },
    servesUnknown,
    device,
    refusedChange: { change: { type: security, enabled: false }, code: 'locked' },
    create: (ids) =>
      createCourierAdapter({
        apiKey,
        topics: topicIds,
        deviceChannels,
        fetch: open(ids, { ...options, hasRouting: false }),
      }),
  })
}
