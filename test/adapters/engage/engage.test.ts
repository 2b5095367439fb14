import { createEngageAdapter } from '../../../src/adapters/engage/engage.js'
import type { EngageAdapterOptions } from '../../../src/adapters/engage/engage.js'
import { testAdapter } from '../conformance/conformance.js'
import type { AdapterUnderTest } from '../../../src/testing/conformance/adapterUnderTest.js'
import { withoutName } from '../conformance/withoutName.js'
import { createEngageFake } from './engage.fake.js'
import type { FakeUser } from './fake.users.js'
import type { UndocumentedBehavior } from './fake.rules.js'

const secretKey = 'SECRET-sentinel'
const lists = [
  { id: 'product-news', title: 'Product news' },
  { id: '5fc6477241fcec31a9548e98', title: 'Waitlist' },
  { id: 'internal', title: 'Churn risk' },
]
const named = lists.slice(0, 2).map(({ id }) => ({ id }))

const lacks = {
  'users.update': 'a PUT creates an unknown user',
  'preferences.type-channel': 'a list has no channels',
  'preferences.channel': 'there are no channels',
  'preferences.subscribed': 'there is no setting for everything',
  'preferences.reset': 'no endpoint removes the history of a list',
  streak: 'there are no streaks',
  schedule: 'there are no schedules',
  'streak.info': 'there are no streaks',
} as const

const createSuite = (
  person: (uid: string) => FakeUser,
  undocumented: Partial<UndocumentedBehavior> = {},
  options: Partial<EngageAdapterOptions> = {},
): AdapterUnderTest => ({
  create(ids) {
    const { fetch } = createEngageFake({ lists, undocumented, users: ids.map(person) })
    const keys = { publicKey: 'PUBLIC', secretKey, lists: named }
    return withoutName(createEngageAdapter({ ...keys, fetch, ...options }))
  },
  createFailing: (fetch) =>
    createEngageAdapter({ publicKey: 'PUBLIC', secretKey, lists: named, fetch, ...options }),
  targets: named.map(({ id }) => ({ type: id })),
  device: { token: 'ExponentPushToken[4rawn2Obx9qjS9IHGeZaS1]', platform: 'android' },
  event: { name: 'Add to cart', value: 1, properties: { product: 'T123', amount: 12.99 } },
  refusedChange: { change: { type: 'unknown', enabled: true }, code: 'invalid' },
  refusedTraits: {
    keys: ['.', '..', 'tz'],
    reason: 'a path cannot contain them, and `tz` is the timezone',
  },
  lacks,
  servesUnknown: {
    devices: 'a PUT creates an unknown user',
    'users.archive': 'archived users are returned, with `archived` in rest',
    ...(undocumented.unknownUserEvent === 'stored' && { events: 'the result is not documented' }),
  },
})

testAdapter(
  'engage',
  createSuite((uid) => ({ uid })),
)

testAdapter('engage with other undocumented behavior', {
  ...createSuite(
    (uid) => ({ uid, lists: named.map(({ id }) => ({ id, subscribed: false })) }),
    { nonMember: 404, tz: 'meta', unknownUserEvent: 'stored', errors: 'object', answers: 'empty' },
    { lists: 'all' },
  ),
  defaultsAsChoices: 'these users left the lists',
})

const needsSecret = 'needs the secret key'

testAdapter('engage with the public key only', {
  create(ids) {
    const { fetch } = createEngageFake({ lists, users: ids })
    return withoutName(createEngageAdapter({ publicKey: 'PUBLIC', allowPublicWrites: true, fetch }))
  },
  targets: [],
  event: { name: 'Add to cart', value: 1, properties: { product: 'T123', amount: 12.99 } },
  lacks: {
    ...lacks,
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
