import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { describe, expect, it } from 'vitest'
import { migratePostgres, steps, type Run } from '../../../src/adapters/postgres/migrations.js'
import { createPostgresAdapter } from '../../../src/adapters/postgres/postgres.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { engine, freshSchema, openPostgres } from './postgres.fixture.js'

const run: Run = async (text, params = []) => (await engine().query(text, [...params])).rows

async function readVersions(schema: string): Promise<number[]> {
  const table = `"${schema}".identikit_migrations`
  const { rows } = await engine().query<{ version: number }>(
    `select version from ${table} order by version`,
  )
  return rows.map(({ version }) => version)
}

describe('migratePostgres', () => {
  it('creates the tables once, before the first call or with migrate()', async () => {
    const { adapter, client, sent, schema } = openPostgres()
    expect(sent).toEqual([])
    await Promise.all([client.users.list(), client.users.list(), adapter.migrate()])
    expect(await readVersions(schema)).toEqual(steps.map((_, index) => index + 1))
    expect(sent.filter(({ text }) => text.startsWith('do'))).toHaveLength(steps.length)
  })

  it('only reads if the tables exist', async () => {
    const { schema } = openPostgres()
    await openPostgres({ schema }).adapter.migrate()
    const again = openPostgres({ schema })
    await again.adapter.migrate()
    expect(again.sent.map(({ text }) => text.slice(0, 6))).toEqual(['select', 'select'])
  })

  it('creates the tables once if many processes start at the same time', async () => {
    const schema = freshSchema()
    const processes = Array.from({ length: 8 }, () => openPostgres({ schema }))
    await Promise.all(processes.map(({ client }, id) => client.users.create(`user ${id}`, {})))
    expect(await readVersions(schema)).toEqual(steps.map((_, index) => index + 1))
    const listed = await openPostgres({ schema }).client.users.list()
    expect(listed.users).toHaveLength(8)
  })

  it('updates tables of an older version and keeps their data', async () => {
    const schema = freshSchema()
    await migratePostgres(run, schema, steps.slice(0, 1))
    expect(await readVersions(schema)).toEqual([1])
    await engine().query(`insert into ${schema}.identikit_users (id, name) values ('ada', 'Ada')`)
    const { client } = openPostgres({ schema })
    expect(await client.users.get('ada')).toMatchObject({ name: 'Ada', traits: {} })
    expect(await readVersions(schema)).toEqual(steps.map((_, index) => index + 1))
  })

  it('keeps choices above the limit of a later version', async () => {
    const schema = freshSchema()
    await migratePostgres(run, schema, steps.slice(0, 2))
    await engine().query(`insert into ${schema}.identikit_users (id) values ('ada')`)
    await engine()
      .query(`insert into ${schema}.identikit_preferences (user_id, type, channel, enabled)
      select 'ada', 'type ' || n, '', true from generate_series(1, 2500) n`)
    const { preferences } = openPostgres({ schema }).client
    const { types } = await preferences.update('ada', { type: 'type 9', enabled: false })
    expect(types).toHaveLength(2500)
    expect(types[8]?.setting?.state).toBe('off')
    const more = preferences.update('ada', { type: 'more', enabled: true })
    await expect(more).rejects.toMatchObject({ code: 'invalid' })
  })

  it('refuses tables of a newer version and leaves them unchanged', async () => {
    const { client, adapter, schema } = openPostgres()
    await adapter.migrate()
    await client.users.create('ada', {})
    await engine().query(`insert into ${schema}.identikit_migrations (version) values (99)`)
    const older = openPostgres({ schema })
    for (const call of [older.client.users.get('ada'), older.adapter.migrate()]) {
      await expect(call).rejects.toMatchObject({
        code: 'misuse',
        message: expect.stringContaining(`have version 99, and this code supports ${steps.length}`),
      })
    }
    expect(older.sent.every(({ text }) => text.startsWith('select'))).toBe(true)
  })

  it('retries a failed migration at the next call', async () => {
    let isDown = true
    const { client } = openPostgres({
      async query(text, params) {
        if (isDown) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
        return engine().query(text, params)
      },
    })
    await expect(client.users.list()).rejects.toMatchObject({ code: 'network' })
    isDown = false
    expect(await client.users.list()).toEqual({ users: [] })
  })

  it('rolls back a failed step', async () => {
    const schema = freshSchema()
    const broken = [...steps, (s: string) => `create table ${s}.extra (id int); select 1 / 0;`]
    await expect(migratePostgres(run, schema, broken)).rejects.toThrow('division by zero')
    expect(await readVersions(schema)).toEqual(steps.map((_, index) => index + 1))
    await engine().query(`create table ${schema}.extra (id int)`)
  })

  it('keeps data over a restart', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'identikit-'))
    async function openDisk() {
      const disk = new PGlite(folder)
      const adapter = createPostgresAdapter({ query: (text, params) => disk.query(text, params) })
      return { ...createAdminClient(adapter), close: () => disk.close() }
    }
    const first = await openDisk()
    await first.users.identify('ada', { traits: { a: 1 } })
    await first.preferences.update('ada', { type: 'news', channel: 'email', enabled: false })
    const before = [await first.users.get('ada'), await first.preferences.get('ada')]
    await first.close()
    const second = await openDisk()
    const after = [await second.users.get('ada'), await second.preferences.get('ada')]
    await second.close()
    await rm(folder, { recursive: true })
    expect(after).toEqual(before)
  })
})
