import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPostgresAdapter } from '../../../src/adapters/postgres/postgres.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { isolationLevels, openPostgresServer, type PostgresServer } from './postgresServer.js'

let server: PostgresServer
beforeAll(async () => {
  server = await openPostgresServer()
})
afterAll(() => server.stop())

it.each(isolationLevels)(
  'postgres: prunes the history while users are changed, merged and deleted, at %s',
  { timeout: 120_000 },
  async (level) => {
    const pool = server.openPool(8, level)
    const schema = level.replace(' ', '_')
    const adapter = createPostgresAdapter({
      query: (text, params) => pool.query(text, params),
      schema,
    })
    const { users, preferences } = createAdminClient(adapter)
    const ids = Array.from({ length: 24 }, (_, index) => `user ${index}`)
    await users.identifyMany(ids.map((id) => ({ id })))
    const choose = async (id: string) => {
      for (const enabled of [true, false, true])
        await preferences.update(id, { type: 'news', channel: 'email', enabled })
    }
    const before = new Date(Date.now() + 86_400_000)
    const prune = async () => {
      for (const _ of ids) await adapter.pruneHistory({ before, batchSize: 5 })
    }
    await Promise.all([
      prune(),
      prune(),
      ...ids.slice(0, 8).map(choose),
      ...ids.slice(8, 16).map((id) => users.delete(id)),
      ...ids.slice(16, 20).map((from, index) => users.merge({ from, into: ids[20 + index] ?? '' })),
    ])
    await prune()
    for (const id of ids.slice(0, 8)) {
      const [entry, ...others] = await adapter.history.get(id)
      expect(entry?.change).toEqual([{ type: 'news', channel: 'email', enabled: true }])
      expect(others).toEqual([])
    }
    const { rows } = await pool.query(
      `select count(*)::int as count from ${schema}.identikit_history`,
    )
    expect(rows).toEqual([{ count: 8 }])
    await pool.end()
  },
)
