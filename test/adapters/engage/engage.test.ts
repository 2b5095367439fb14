import { createEngageAdapter } from '../../../src/adapters/engage/engage.js'
import type { EngageAdapterOptions } from '../../../src/adapters/engage/engage.js'
import type { UserAdapter } from '../../../src/core/adapter.js'
import { testAdapter } from '../conformance/conformance.js'
import type { AdapterUnderTest } from '../conformance/conformance.fixture.js'
import { createEngageFake } from './engage.fake.js'
import type { FakePerson } from './fake.people.js'
import type { EngageUnknowns } from './fake.rules.js'

const secretKey = 'SECRET-sentinel'
const lists = [
  { id: 'product-news', title: 'Product news' },
  { id: '5fc6477241fcec31a9548e98', title: 'Waitlist' },
  { id: 'internal', title: 'Churn risk, call them' },
]
const named = lists.slice(0, 2).map(({ id }) => ({ id }))

/** The name is made of two other fields, which the suite takes for neighbors: engage.name.test.ts looks at it. */
function withoutName(adapter: UserAdapter): UserAdapter {
  const { name: _, ...fields } = adapter.fields
  return { ...adapter, fields }
}

const both = {
  'users.update': 'a PUT creates who is missing',
  'preferences.type-channel': 'a list has no channels',
  'preferences.channel': 'there are no channels',
  'preferences.subscribed': 'there is no switch over everything',
  'preferences.reset': 'no call forgets that somebody was on a list',
  streak: 'there are no streaks',
  'streak.info': 'there are no streaks',
} as const

const under = (
  person: (uid: string) => FakePerson,
  unknown: Partial<EngageUnknowns> = {},
  options: Partial<EngageAdapterOptions> = {},
): AdapterUnderTest => ({
  create(ids) {
    const { fetch } = createEngageFake({ lists, unknown, users: ids.map(person) })
    const keys = { publicKey: 'PUBLIC', secretKey, lists: named }
    return withoutName(createEngageAdapter({ ...keys, fetch, ...options }))
  },
  targets: named.map(({ id }) => ({ type: id })),
  device: { token: 'ExponentPushToken[4rawn2Obx9qjS9IHGeZaS1]', platform: 'android' },
  event: { name: 'Add to cart', value: 1, properties: { product: 'T123', amount: 12.99 } },
  refusedTraits: {
    keys: ['.', '..', 'tz'],
    reason: 'no path can name them, or it is the timezone',
  },
  lacks: both,
  servesUnknown: {
    devices: 'a PUT creates who is missing',
    'users.archive': 'archived users are read as before, with `archived` in rest',
    ...(unknown.strangersEvent === 'taken' && { events: 'what it does is documented nowhere' }),
  },
})

testAdapter(
  'engage',
  under((uid) => ({ uid })),
)

testAdapter(
  'engage, where all that is documented nowhere is otherwise,',
  under(
    (uid) => ({ uid, lists: named.map(({ id }) => ({ id, subscribed: false })) }),
    { nonMember: 404, tz: 'meta', strangersEvent: 'taken', errors: 'object', undescribed: 'empty' },
    { lists: 'all' },
  ),
)

const needsSecret = 'needs the secret key'

testAdapter('engage with the public key alone', {
  create(ids) {
    const { fetch } = createEngageFake({ lists, users: ids })
    return withoutName(createEngageAdapter({ publicKey: 'PUBLIC', allowPublicWrites: true, fetch }))
  },
  targets: [],
  event: { name: 'Add to cart', value: 1, properties: { product: 'T123', amount: 12.99 } },
  lacks: {
    ...both,
    'users.get': needsSecret,
    'users.create': needsSecret,
    'users.delete': needsSecret,
    'users.list': needsSecret,
    'users.identifyMany': needsSecret,
    'users.merge': needsSecret,
    preferences: needsSecret,
    'preferences.type': needsSecret,
    devices: needsSecret,
  },
})
