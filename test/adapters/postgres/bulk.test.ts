import { expect, it } from 'vitest'
import type { UserRecord } from '../../../src/core/adapter.js'
import { engine, openPostgres } from './postgres.fixture.js'

it('identifyMany: identifies 500 users in one statement, with the result of single identifies', async () => {
  const { adapter, client, sent } = openPostgres()
  const { users } = client
  const patches = [
    { name: 'Ada', email: 'ada@example.com', traits: { a: { x: 1, y: [1] }, b: true } },
    { name: null, firstName: 'Ada', traits: { a: { x: null, z: 2 }, b: null, c: { d: null } } },
    { traits: { a: 'flat' } },
    {},
  ]
  for (const patch of patches) {
    sent.length = 0
    const records = Array.from({ length: 499 }, (_, n) => ({ id: `user ${n}`, ...patch }))
    const done = { done: 500, failed: [] }
    const options = { source: 'import' }
    expect(await users.identifyMany([...records, { id: 'x', ...patch }], options)).toEqual(done)
    expect(sent.filter(({ text }) => text.includes('identify_many($1'))).toHaveLength(1)
    const expected = await users.identify('one', patch)
    for (const id of ['user 0', 'user 250', 'x']) {
      expect(await users.get(id)).toEqual({ ...expected, id })
    }
  }
  const history = await adapter.history.get('user 7')
  expect(history).toEqual(
    // The last patch changes nothing.
    [2, 1, 0].map((nth) => ({
      id: expect.any(String),
      member: 'users.identifyMany',
      change: patches[nth],
      source: 'import',
      at: expect.any(String),
    })),
  )
})

it('identifyMany: the later of two records of one user wins, also within one statement', async () => {
  const { adapter, client } = openPostgres()
  const records = [
    { id: 'ada', name: 'Older', traits: { a: 1 } },
    { id: 'ada', name: 'Newer', traits: { b: 2 } },
  ]
  expect(await adapter.users?.identifyMany?.send(records)).toEqual([])
  expect(await client.users.get('ada')).toMatchObject({ name: 'Newer', traits: { a: 1, b: 2 } })
})

it('identifyMany: saves the valid users of a batch with an invalid one', async () => {
  const { adapter, client } = openPostgres()
  const unlike = (count: number) =>
    Array.from({ length: count }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000)))
  const people: UserRecord[] = Array.from({ length: 40 }, (_, n) => ({ id: `user ${n}` }))
  people.splice(13, 0, { id: unlike(1024).join('') })
  const { done, failed } = await client.users.identifyMany(people)
  expect(done).toBe(40)
  expect(failed).toMatchObject([{ record: people[13], error: { code: 'invalid' } }])
  expect(failed[0]?.error.fields).toEqual({ id: expect.stringContaining('bytes') })
  expect(await adapter.history.get('user 20')).toHaveLength(1)
})

it('identifyMany: saves the other users of a batch if a constraint of the host refuses one', async () => {
  const { adapter, client, schema } = openPostgres()
  await adapter.migrate()
  await engine().query(`create unique index on "${schema}".identikit_users (email)`)
  const people = Array.from({ length: 40 }, (_, n) => ({
    id: `user ${n}`,
    email: `${n === 30 ? 3 : n}@example.com`,
  }))
  const { done, failed } = await client.users.identifyMany(people)
  expect(done).toBe(39)
  expect(failed).toHaveLength(1)
  expect(failed[0]?.error).toMatchObject({ code: 'invalid' })
  expect(failed[0]?.error.message).toContain('23505')
})

it('identifyMany: retries a statement that Postgres rolled back', async () => {
  let tries = 0
  const { client } = openPostgres({
    async query(text, params) {
      if (text.includes('identify_many($1') && (tries += 1) < 3) {
        throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
      }
      return engine().query(text, params)
    },
  })
  expect(await client.users.identifyMany([{ id: 'ada' }])).toEqual({ done: 1, failed: [] })
})

it('identifyMany: fails with bad-answer if Postgres returns another count', async () => {
  const { client } = openPostgres({
    query: async (text, params) =>
      text.includes('identify_many($1')
        ? { rows: [{ answer: '1' }] }
        : engine().query(text, params),
  })
  const { done, failed } = await client.users.identifyMany([{ id: 'ada' }, { id: 'grace' }])
  expect(done).toBe(0)
  expect(failed.map(({ error }) => error.code)).toEqual(['bad-answer', 'bad-answer'])
})
