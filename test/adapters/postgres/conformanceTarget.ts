import {
  createPostgresAdapter,
  type PostgresQuery,
} from '../../../src/adapters/postgres/postgres.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import type { AdapterUnderTest } from '../../../src/testing/conformance/adapterUnderTest.js'

const targets: PreferenceTarget[] = [
  { type: 'news', channel: 'email' },
  { type: 'news', channel: 'push' },
  { type: '__proto__', channel: '__proto__' },
  { type: 'ü'.repeat(256), channel: '漢'.repeat(256) },
  { type: 'news' },
  { type: "'; drop table identikit_users; --" },
  { channel: 'email' },
  { channel: '$1 carrier "pigeon"' },
  {},
]

/** Returns the facts of the adapter for the conformance suite. Each adapter has new tables. */
export function createTarget(name: string, query: PostgresQuery): AdapterUnderTest {
  let count = 0
  return {
    targets,
    async create(ids) {
      const schema = `${name}_${(count += 1)}`
      const adapter = createPostgresAdapter({
        query,
        schema,
        channels: ['email', 'push'],
        subscribed: true,
      })
      const { users } = createAdminClient(adapter)
      for (const id of ids) await users.create(id, {})
      return adapter
    },
    createFailing: (fetch) =>
      createPostgresAdapter({
        query: async () => {
          await fetch('https://postgres.example.com')
          throw new Error('the server closed the connection unexpectedly')
        },
      }),
    lacks: {
      'streak.info': 'the host lists the metrics',
      events: 'the tables have no events',
    },
  }
}
