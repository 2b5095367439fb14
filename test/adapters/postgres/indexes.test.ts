import { describe, expect, it } from 'vitest'
import { migratePostgres, steps } from '../../../src/adapters/postgres/migrations.js'
import { engine, freshSchema, openPostgres } from './postgres.fixture.js'

const build = 'create index concurrently'

/** Creates tables of the first version with a user. */
async function createOldTables(): Promise<string> {
  const schema = freshSchema()
  const run = async (text: string, params: readonly string[] = []) =>
    (await engine().query(text, [...params])).rows
  await migratePostgres(run, schema, steps.slice(0, 1))
  await engine().query(`insert into ${schema}.identikit_users (id, email) values ('ada', 'a@b.c')`)
  return schema
}

describe('postgres: indexes', () => {
  it('are created with new tables', async () => {
    const { adapter, client, sent } = openPostgres()
    await client.users.list()
    await adapter.migrate()
    expect(sent.filter(({ text }) => text.startsWith(build))).toEqual([])
    expect(sent.some(({ text }) => text.includes('create index if not exists'))).toBe(true)
  })

  it('of tables with users are built concurrently by migrate(), and never by a request', async () => {
    const schema = await createOldTables()
    const { adapter, client, sent } = openPostgres({ schema })
    expect(await adapter.findByEmail('A@B.C')).toHaveLength(1)
    await client.users.identify('grace', {})
    const builds = () => sent.filter(({ text }) => text.startsWith(build))
    expect(builds()).toEqual([])
    await adapter.migrate()
    expect(builds()).toHaveLength(1)
    await adapter.migrate()
    expect(builds()).toHaveLength(1)
  })

  it('are not built by a query that opens a transaction', async () => {
    const schema = await createOldTables()
    const query = (text: string, params: string[]) =>
      engine().transaction((transaction) => transaction.query(text, params))
    const { adapter, client } = openPostgres({ schema, query })
    await expect(adapter.migrate()).rejects.toMatchObject({
      code: 'misuse',
      message: expect.stringContaining('in a transaction'),
    })
    expect(await client.users.get('ada')).toMatchObject({ email: 'a@b.c' })
  })

  it('are built again after a failed build', async () => {
    const schema = await createOldTables()
    const { adapter, sent } = openPostgres({ schema })
    await adapter.migrate()
    const isValid = `where indexrelid = '${schema}.identikit_users_email'::regclass`
    await engine().query(`update pg_index set indisvalid = false ${isValid}`)
    await adapter.migrate()
    expect(sent.at(-1)?.text).toMatch(/^reindex index concurrently/)
    const { rows } = await engine().query(`select indisvalid from pg_index ${isValid}`)
    expect(rows).toEqual([{ indisvalid: true }])
  })
})

describe('postgres: findByEmail', () => {
  it('finds every user with the address, whatever its case', async () => {
    const { adapter, client } = openPostgres()
    const { users, devices } = client
    await users.identify('b', { email: 'Ada@Example.com', name: 'Ada', traits: { plan: 'pro' } })
    await users.identify('a', { email: 'ada@example.com' })
    await users.identify('c', { email: 'ada@example.org' })
    await users.identify('d', { email: 'info@münchen.de' })
    await devices.add('b', { token: 'token' })
    const found = await adapter.findByEmail('ADA@example.com')
    expect(found.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(found[1]).toEqual(await users.get('b'))
    expect(await adapter.findByEmail('INFO@MÜNCHEN.DE')).toMatchObject([{ id: 'd' }])
    expect(await adapter.findByEmail("' or true --")).toEqual([])
  })

  it('reads the index', async () => {
    const { adapter, sent, schema } = openPostgres()
    await adapter.migrate()
    await engine().query(
      `insert into ${schema}.identikit_users (id, email) select n, n || '@example.com' from generate_series(1, 3000) n`,
    )
    await engine().query(`analyze ${schema}.identikit_users`)
    await adapter.findByEmail('7@example.com')
    const { text, params } = sent.at(-1) ?? { text: '', params: [] }
    const { rows } = await engine().query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...params])
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('identikit_users_email')
  })
})
