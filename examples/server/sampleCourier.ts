import type { CourierAdapterOptions } from 'identikit/adapters/courier'
import { apiKey, createCourierFake } from '../../test/adapters/courier/courier.fake.js'

const routing_options = ['email', 'push', 'inbox']

/** A local stand-in for Courier with sample topics, of which one is required. */
export function createSampleCourier(): CourierAdapterOptions {
  const { fetch } = createCourierFake({
    topics: [
      {
        topic_id: 'comments',
        topic_name: 'Comments and mentions',
        default_status: 'OPTED_IN',
        routing_options,
      },
      {
        topic_id: 'assignments',
        topic_name: 'Assignments',
        default_status: 'OPTED_IN',
        routing_options,
      },
      {
        topic_id: 'weekly-recap',
        topic_name: 'Weekly recap',
        default_status: 'OPTED_OUT',
        routing_options: ['email'],
      },
      {
        topic_id: 'security',
        topic_name: 'Security alerts',
        default_status: 'REQUIRED',
        routing_options,
      },
    ],
  })
  return { apiKey, fetch }
}
