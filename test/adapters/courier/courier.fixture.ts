import {
  createCourierAdapter,
  type CourierAdapterOptions,
} from '../../../src/adapters/courier/courier.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { record } from '../recorder.js'
import { apiKey, createCourierFake, type CourierFakeOptions } from './courier.fake.js'
import type { FakeTopic } from './fake.preferences.js'

/** The topics of the tests. */
export const topics: readonly FakeTopic[] = [
  {
    topic_id: 'news',
    topic_name: 'Newsletter',
    section_name: 'Marketing',
    default_status: 'OPTED_IN',
  },
  { topic_id: 'offers', topic_name: 'Offers', default_status: 'OPTED_OUT' },
  { topic_id: 'security', topic_name: 'Security', default_status: 'REQUIRED' },
]

/** Opens a client over a fake, in which `ada` has an empty profile. */
export function openCourier(
  fakeOptions: CourierFakeOptions = {},
  options: Partial<CourierAdapterOptions> = {},
) {
  const fake = createCourierFake({ topics, profiles: { ada: {} }, ...fakeOptions })
  const { fetch, calls } = record(fake.fetch)
  const adapter = createCourierAdapter({
    apiKey,
    channels: ['email', 'push', 'in_app'],
    topics: topics.map(({ topic_id }) => topic_id),
    deviceChannels: ['firebase-fcm'],
    fetch,
    ...options,
  })
  /** Returns the requests that write. */
  const getWrites = () => calls.filter(({ method }) => method !== 'GET')
  return { client: createAdminClient(adapter), adapter, fake, calls, getWrites }
}
