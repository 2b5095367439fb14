import {
  createCourierAdapter,
  type CourierAdapterOptions,
} from '../../../src/adapters/courier/courier.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { record } from '../recorder.js'
import { apiKey, createCourierFake, type CourierFakeOptions } from './courier.fake.js'
import type { FakeTopic } from './fake.preferences.js'

const routing_options = ['email', 'push', 'inbox']

/** The topics of the tests: two with channels, one with one switch, and a required one. */
export const topics: readonly FakeTopic[] = [
  {
    topic_id: 'news',
    topic_name: 'Newsletter',
    section_name: 'Marketing',
    description: 'Once a week',
    default_status: 'OPTED_IN',
    routing_options,
  },
  { topic_id: 'offers', topic_name: 'Offers', default_status: 'OPTED_OUT', routing_options },
  { topic_id: 'tips', topic_name: 'Tips', default_status: 'OPTED_IN' },
  {
    topic_id: 'security',
    topic_name: 'Security',
    default_status: 'REQUIRED',
    routing_options: ['email'],
  },
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
    deviceChannels: ['firebase-fcm'],
    fetch,
    ...options,
  })
  /** Returns the requests that write. */
  const getWrites = () => calls.filter(({ method }) => method !== 'GET')
  return { client: createAdminClient(adapter), adapter, fake, calls, getWrites }
}

/** Opens a client that gets this answer to each read after a write that matches a pattern. */
export function openFailingReads(
  status: number,
  pattern = /^(?:POST|PUT) /,
  fakeOptions: CourierFakeOptions = {},
) {
  const { fake } = openCourier(fakeOptions)
  let isWritten = false
  const { fetch, calls } = record(async (input, init) => {
    const request = new Request(input, init)
    const { method, url } = request
    if (method === 'GET' && isWritten) return Response.json({}, { status })
    isWritten ||= pattern.test(`${method} ${url}`)
    return fake.fetch(request)
  })
  return { client: openCourier({}, { fetch }).client, fake, calls }
}

/** Wraps a fetch, and counts how many of its requests are open at the same time. */
export function countRequests(fetch: typeof globalThis.fetch) {
  let open = 0
  let most = 0
  const counted: typeof globalThis.fetch = async (input, init) => {
    open += 1
    most = Math.max(most, open)
    try {
      return await fetch(input, init)
    } finally {
      open -= 1
    }
  }
  return { fetch: counted, getMost: () => most }
}
