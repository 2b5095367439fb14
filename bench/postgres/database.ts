import { readFileSync } from 'node:fs'
import type { Pool } from 'pg'
import { createPostgresAdapter } from '../../src/adapters/postgres/postgres.js'
import { createAdminClient } from '../../src/core/adminClient.js'

/** CPU time in microseconds. */
export interface CpuTime {
  /** That of the process of Postgres that serves the connection. */
  readonly database: number
  /** That of this process. */
  readonly node: number
}

/** Our tables, and the same tables for bare SQL. */
export type Database = Awaited<ReturnType<typeof openDatabase>>

/** A person of an import, with ids in no order. */
export const createPerson = (index: number, plan: string) => ({
  id: toId(index),
  name: `Person ${index}`,
  email: `person${index}@example.com`,
  timezone: 'Europe/London',
  locale: 'en-GB',
  createdAt: '2026-01-02T03:04:05Z',
  traits: {
    plan,
    seats: index % 50,
    company: { name: `Company ${index % 1000}`, size: index % 300 },
  },
})

/** Returns the id of the person with a number. */
export const toId = (index: number) => `user_${(index * 2_654_435_761) % 4_294_967_296}`

/** Creates the tables in a schema each. The pool has one connection. */
export async function openDatabase(pool: Pool) {
  const query = (text: string, params: readonly string[] = []) => pool.query(text, [...params])
  const adapter = createPostgresAdapter({ query, schema: 'ours' })
  await adapter.migrate()
  await createPostgresAdapter({ query, schema: 'bare' }).migrate()
  await query('set synchronous_commit = off')
  const { rows } = await query('select pg_backend_pid() as pid')
  const { pid } = rows[0] as { pid: number }
  return {
    adapter,
    client: createAdminClient(adapter),
    query,
    readCpu: (): CpuTime => {
      const [nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')
      const { user, system } = process.cpuUsage()
      return { database: Number(nanoseconds) / 1000, node: user + system }
    },
    /** Adds people with an entry of the history each, from a number up to another one, to both schemas. */
    async fill(from: number, to: number): Promise<void> {
      for (const schema of ['ours', 'bare']) {
        await query(`insert into ${schema}.identikit_users
          (id, name, email, timezone, locale, created_at, traits)
          select 'user_' || (i::bigint * 2654435761) % 4294967296, 'Person ' || i,
            'person' || i || '@example.com', 'Europe/London', 'en-GB', '2026-01-02T03:04:05Z',
            jsonb_build_object('plan', 'pro', 'seats', i % 50, 'company',
              jsonb_build_object('name', 'Company ' || i % 1000, 'size', i % 300))
          from generate_series(${from}, ${to - 1}) i`)
        await query(`insert into ${schema}.identikit_history (user_id, member, change)
          select 'user_' || (i::bigint * 2654435761) % 4294967296, 'users.identify', '{"name": "Person"}'
          from generate_series(${from}, ${to - 1}) i`)
        await query(`insert into ${schema}.identikit_devices (user_id, token, platform)
          select 'user_' || (i::bigint * 2654435761) % 4294967296, 'token ' || i, 'ios'
          from generate_series(${from}, ${to - 1}, 5) i`)
      }
      await query('vacuum analyze')
      await query('checkpoint')
    },
    /** Gives a person the choices of a number of types, which have three channels each. */
    async choose(id: string, types: number): Promise<void> {
      for (const schema of ['ours', 'bare'])
        await query(`insert into ${schema}.identikit_preferences (user_id, type, channel, enabled)
          select '${id}', 'type ' || i, channel, true from generate_series(1, ${types}) i,
            unnest(array['email', 'push', 'sms']) channel`)
    },
  }
}
