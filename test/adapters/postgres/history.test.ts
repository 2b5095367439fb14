import { describe, expect, it } from 'vitest'
import type { PreferenceTarget } from '../../../src/core.js'
import { engine, openPostgres } from './postgres.fixture.js'

const email = { type: 'news', channel: 'email' }
const push = { type: 'news', channel: 'push' }
const day = 86_400_000

/** Opens an adapter whose entries get older by a number of days. */
function open(options?: Parameters<typeof openPostgres>[0]) {
  const { adapter, client, sent, schema } = openPostgres(options)
  return {
    adapter,
    client,
    sent,
    /** Adds days to the age of all entries so far. */
    age: (days: number) =>
      engine().query(
        `update "${schema}".identikit_history set at = at - ${days} * interval '1 day'`,
      ),
    choose: (target: PreferenceTarget, enabled: boolean | null, scope?: string) =>
      client.preferences.update('ada', { ...target, enabled }, { scope }),
    listChanges: async () => (await adapter.history.get('ada')).map(({ change }) => change),
  }
}

describe('postgres: history.get', () => {
  it.each(['x', '', '-1', '9223372036854775808', '9999999999999999999', '1'.repeat(20)])(
    'refuses the id %j, which no entry has, before a request',
    async (before) => {
      const { adapter, sent } = open()
      const error = { code: 'invalid', fields: { before: expect.any(String) } }
      await expect(adapter.history.get('ada', { before })).rejects.toMatchObject(error)
      expect(sent).toEqual([])
    },
  )
})

describe('postgres: pruneHistory', () => {
  it('deletes entries that are older than three years, and keeps newer ones', async () => {
    const { adapter, client, age } = open()
    await client.users.create('ada', { name: 'Ada' })
    await age(2)
    await client.users.update('ada', { name: 'Augusta' })
    await age(1094)
    expect(await adapter.pruneHistory()).toEqual({ deleted: 1 })
    expect(await adapter.history.get('ada')).toMatchObject([{ member: 'users.update' }])
    expect(await adapter.pruneHistory()).toEqual({ deleted: 0 })
  })

  it('follows historyDays, and before overrides it', async () => {
    const { adapter, client, age } = open({ historyDays: 30 })
    await client.users.create('ada', {})
    await age(29)
    expect(await adapter.pruneHistory()).toEqual({ deleted: 0 })
    await age(2)
    expect(await adapter.pruneHistory()).toEqual({ deleted: 1 })
    await client.users.update('ada', { name: 'Ada' })
    await age(5)
    const before = new Date(Date.now() - 4 * day)
    expect(await adapter.pruneHistory({ before })).toEqual({ deleted: 1 })
  })

  it.each<[string, readonly (readonly [PreferenceTarget, boolean | null, string?])[], unknown]>([
    ['the choice itself', [[email, true]], [[{ ...email, enabled: true }]]],
    [
      'the last of several changes',
      [
        [email, true],
        [email, false],
        [email, true],
      ],
      [[{ ...email, enabled: true }]],
    ],
    [
      'a choice of each setting, parents included',
      [
        [email, true],
        [{ channel: 'email' }, false],
        [{ type: 'news' }, false],
        [{}, false],
      ],
      [
        [{ enabled: false }],
        [{ type: 'news', enabled: false }],
        [{ channel: 'email', enabled: false }],
        [{ ...email, enabled: true }],
      ],
    ],
    [
      'a choice in each scope',
      [
        [email, true],
        [email, true, 'acme'],
      ],
      [[{ ...email, enabled: true }], [{ ...email, enabled: true }]],
    ],
    [
      'nothing of a deleted choice',
      [
        [email, true],
        [email, null],
      ],
      [],
    ],
  ])('keeps the entries that made a stored choice: %s', async (_, choices, kept) => {
    const { adapter, client, age, choose, listChanges } = open()
    await client.users.create('ada', {})
    for (const choice of choices) await choose(...choice)
    await age(5000)
    await adapter.pruneHistory()
    expect(await listChanges()).toEqual(kept)
  })

  it('keeps an entry with several choices while one of them is stored, and none after a reset', async () => {
    const { adapter, client, age, choose, listChanges } = open()
    const both = [
      { ...email, enabled: true },
      { ...push, enabled: true },
    ]
    await client.users.identify('ada', {}, { preferences: both })
    await choose(email, false)
    await age(5000)
    await adapter.pruneHistory()
    expect(await listChanges()).toEqual([[{ ...email, enabled: false }], both])
    await client.preferences.reset('ada')
    await age(5000)
    await adapter.pruneHistory()
    expect(await listChanges()).toEqual([])
  })

  it("keeps the remaining user's proof after a merge", async () => {
    const { adapter, client, age, choose, listChanges } = open()
    await client.users.create('ada', {})
    await client.users.create('guest', {})
    await choose(email, true)
    await client.preferences.update('guest', { ...email, enabled: false })
    await client.users.merge({ from: 'guest', into: 'ada' })
    await age(5000)
    await adapter.pruneHistory()
    expect(await listChanges()).toEqual([[{ ...email, enabled: true }]])
  })

  it('deletes in batches, passes over kept entries, and stops after an abort', async () => {
    const { adapter, client, sent, age, choose } = open()
    await client.users.create('ada', {})
    for (const index of Array.from({ length: 7 }).keys()) {
      await choose({ type: `kept ${index}` }, true)
      await client.users.update('ada', { name: `Ada ${index}` })
    }
    await age(5000)
    sent.length = 0
    expect(await adapter.pruneHistory({ batchSize: 4 })).toEqual({ deleted: 8 })
    expect(sent).toHaveLength(4)
    expect(await adapter.history.get('ada')).toHaveLength(7)
    const signal = AbortSignal.abort()
    await expect(adapter.pruneHistory({ signal })).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('reads the entries of the batch from the index of their time', async () => {
    const { adapter, sent } = open()
    await adapter.pruneHistory()
    const { text = '', params = [] } = sent.at(-1) ?? {}
    await engine().query('set enable_seqscan = off')
    const plan = await engine().query(`explain ${text}`, [...params])
    await engine().query('reset enable_seqscan')
    expect(JSON.stringify(plan.rows)).toContain('Index Scan on identikit_history_at')
  })

  it.each([[0], [-1], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'createPostgresAdapter: refuses historyDays of %s',
    (historyDays) => {
      expect(() => openPostgres({ historyDays })).toThrow('takes 1 to 36,500 days')
    },
  )

  it.each([
    [{ before: new Date('yesterday') }, 'before'],
    [{ batchSize: 0 }, 'batchSize'],
    [{ batchSize: 1.5 }, 'batchSize'],
  ])('refuses %j by name', async (options, key) => {
    const { adapter, sent } = open()
    const error = { code: 'invalid', fields: { [key]: expect.any(String) } }
    await expect(adapter.pruneHistory(options)).rejects.toMatchObject(error)
    expect(sent).toEqual([])
  })
})
