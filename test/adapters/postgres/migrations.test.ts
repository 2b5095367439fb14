import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { describe, expect, it } from 'vitest'
import { migratePostgres, steps } from '../../../src/adapters/postgres/migrations.js'
import { createPostgresAdapter } from '../../../src/adapters/postgres/postgres.js'
import type { Run } from '../../../src/adapters/postgres/run.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { laterStep } from './laterStep.js'
import { engine, freshSchema, openPostgres } from './postgres.fixture.js'

const run: Run = async (text, params = []) => (await engine().query(text, [...params])).rows

/** The functions that the statements of a released version call. Lines are only added. */
const releasedSignatures = [
  'identikit_add_device(person text, call jsonb)',
  'identikit_choices(person text, scope text)',
  'identikit_choose(person text, call jsonb)',
  'identikit_identify_many(people jsonb, source text)',
  'identikit_list_choices(person text, space text, changes jsonb)',
  'identikit_list_settings(person text, space text, changes jsonb)',
  'identikit_merge_users(winner text, call jsonb)',
  'identikit_remove_device(person text, call jsonb)',
  'identikit_reset(person text, call jsonb)',
  'identikit_save_preferences(person text, call jsonb)',
  'identikit_save_user(person text, call jsonb)',
  'identikit_update_streak(person text, call jsonb)',
  'identikit_user(u identikit_users)',
]

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
    expect(again.sent.map(({ text }) => text.slice(0, 6))).toEqual(['select', 'select', 'select'])
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
    const { adapter, client, schema } = openPostgres()
    await adapter.migrate()
    await client.users.create('ada', { name: 'Ada' })
    await migratePostgres(run, schema, [...steps, laterStep])
    expect(await readVersions(schema)).toEqual([...steps, laterStep].map((_, index) => index + 1))
    expect(await client.users.get('ada')).toMatchObject({ name: 'Ada', traits: {} })
  })

  it('uses tables of a later version that only adds, and leaves them unchanged', async () => {
    const schema = freshSchema()
    await migratePostgres(run, schema, [...steps, laterStep])
    const { adapter, client, sent } = openPostgres({ schema })
    await adapter.migrate()
    expect(sent.every(({ text }) => text.startsWith('select'))).toBe(true)
    const { users, preferences, streak, devices } = client
    await users.identify(
      'guest',
      { name: 'Guest' },
      { preferences: [{ type: 'a', enabled: true }] },
    )
    await users.create('ada', {})
    await users.update('ada', { traits: { plan: 'pro' } })
    await preferences.update('ada', { type: 'b', channel: 'email', enabled: false })
    await preferences.reset('guest')
    await streak.update('ada', { daysOff: [1] })
    await devices.add('ada', { token: 'token' })
    await users.identifyMany([{ id: 'ada', email: 'ada@example.com' }])
    const merged = await users.merge({ from: 'guest', into: 'ada' })
    expect(merged).toMatchObject({
      name: 'Guest',
      email: 'ada@example.com',
      traits: { plan: 'pro' },
    })
    expect(await adapter.history.get('ada')).toHaveLength(10)
    await users.delete('ada')
    expect(await users.list()).toEqual({ users: [] })
  })

  it('keeps the parameters of the functions that processes of former versions call', async () => {
    const { adapter, schema } = openPostgres()
    await adapter.migrate()
    const { rows } = await engine().query<{ signature: string }>(
      `select p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as signature
      from pg_proc p where p.pronamespace = '${schema}'::regnamespace order by 1`,
    )
    const signatures = rows.map(({ signature }) => signature.replaceAll(`${schema}.`, ''))
    expect(signatures).toEqual(expect.arrayContaining(releasedSignatures))
  })

  it('answers the calls of functions that only processes of former versions make', async () => {
    const { client, schema } = openPostgres()
    await client.users.identify('ada', {})
    const call = async (name: string, input: object) => {
      const { rows } = await engine().query<{ answer: object | null }>(
        `select ${schema}.identikit_${name}('ada', $1::text::jsonb) as answer`,
        [JSON.stringify(input)],
      )
      return rows[0]?.answer
    }
    const change = { type: 'news', channel: 'push', enabled: false }
    const order = { writer: 'tab', seq: 1 }
    const data = [change]
    expect(await call('choose', { changes: [change], isStrict: true, ...order })).toEqual({
      data,
      lateSettings: [],
      refused: [],
    })
    expect(await call('reset', { ...order, seq: 2 })).toMatchObject({ data: [] })
    const late = await call('choose', { changes: [change], isStrict: true, ...order })
    expect(late).toMatchObject({ data: [], lateSettings: [['news', 'push']] })
    await client.users.delete('ada')
    expect([await call('choose', { changes: [change] }), await call('reset', {})]).toEqual([
      null,
      null,
    ])
  })

  it('refuses tables that need later code and leaves them unchanged', async () => {
    const schema = freshSchema()
    const version = steps.length + 1
    await migratePostgres(run, schema, [...steps, { ...laterStep, oldestCode: version }])
    const older = openPostgres({ schema })
    const message: unknown = expect.stringContaining(
      `need code of version ${version}, and this code has version ${steps.length}`,
    )
    const calls = [older.client.users.get('ada'), older.adapter.migrate()]
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'misuse', message } })
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
    const broken = [
      ...steps,
      { sql: (s: string) => `create table ${s}.extra (id int); select 1 / 0;` },
    ]
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
