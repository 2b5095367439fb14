import { afterAll, beforeAll, expect, it } from 'vitest'
import { migratePostgres, steps } from '../../../src/adapters/postgres/migrations.js'
import { createPostgresAdapter } from '../../../src/adapters/postgres/postgres.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { laterStep } from './laterStep.js'
import * as load from './load.js'
import { isolationLevels, openPostgresServer, type PostgresServer } from './postgresServer.js'

let server: PostgresServer
beforeAll(async () => {
  server = await openPostgresServer()
})
afterAll(() => server.stop())

it.each(isolationLevels)(
  'postgres at %s: no call fails while a later version updates the tables',
  async (level) => {
    const schema = level.replace(' ', '_')
    const pool = server.openPool(10, level)
    const later = server.openPool(2)
    const adapter = createPostgresAdapter({
      query: (text, params) => pool.query(text, params),
      schema,
    })
    const client = createAdminClient(adapter)
    let done = 0
    let updates: Promise<unknown> = Promise.resolve()
    const tasks = load.createUserTasks(client, 120).map((task) => async () => {
      await task()
      if ((done += 1) !== 40) return
      const run = async (text: string, params: readonly string[] = []) =>
        (await later.query(text, [...params])).rows as readonly unknown[]
      updates = migratePostgres(run, schema, [...steps, laterStep])
    })
    expect(await load.runTasks(10, tasks)).toEqual({ saved: 120 })
    await updates
    const { rows } = await pool.query(
      `select max(version) as version from ${schema}.identikit_migrations`,
    )
    expect(rows).toEqual([{ version: steps.length + 1 }])
    await pool.end()
    await later.end()
  },
)
