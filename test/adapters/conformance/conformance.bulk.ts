/* oxlint-disable vitest/no-conditional-expect -- what is tested follows from what the adapter says of itself */
import { expect, it } from 'vitest'
import type { UserRecord } from '../../../src/core/adapter.js'
import { applyUserPatch, type UserPatch } from '../../../src/core/user/user.js'
import { ada, fieldsThat, idsOf, open, samples, shown } from './conformance.fixture.js'
import type { AdapterUnderTest } from './conformance.fixture.js'

export function testBulk(under: AdapterUnderTest): void {
  const { lacks = {} } = under
  if (lacks['users.identifyMany']) return

  it('identifies many users, new ones and known ones, whatever their ids', async () => {
    const { adapter, client } = await open(under)
    const fields = fieldsThat('write', adapter)
    const patch = (nth: 0 | 1): UserPatch =>
      Object.fromEntries(fields.map((field) => [field, samples[field][nth]]))
    const [first = 'name'] = fields
    const records: UserRecord[] = [
      ...idsOf(under).map((id) => ({ ...patch(0), id })),
      { ...patch(1), id: ada },
      { id: 'grace' },
      { id: 'grace', [first]: samples[first][1] },
    ]
    const users = new Map(records.map(({ id }) => [id, { id, traits: {}, rest: {} }]))
    for (const { id, ...given } of records) {
      const user = users.get(id)
      if (user) users.set(id, applyUserPatch(user, given, adapter.traits))
    }
    const result = await client.users.identifyMany(records)
    expect(result).toEqual({ done: records.length, failed: [] })
    if (lacks['users.get']) return
    for (const [id, user] of users) {
      const saved = await client.users.get(id)
      expect(shown(saved, adapter, under.days)).toEqual(shown(user, adapter, under.days))
    }
  })

  it('takes no user along with another one who is wrong', async () => {
    const { adapter, client } = await open(under)
    const [field = 'name'] = fieldsThat('write', adapter)
    const wrong: UserRecord[] = [
      { id: '' },
      { id: 'mary', nickname: 'Countess' } as UserRecord,
      ...(under.refuses?.ids ?? []).map((id) => ({ id })),
    ]
    const good = { id: 'grace', [field]: samples[field][0] }
    const { done, failed } = await client.users.identifyMany([...wrong, good, { id: ada }])
    expect(done).toBe(2)
    expect(new Set(failed.map(({ record }) => record))).toEqual(new Set(wrong))
    for (const { error } of failed) expect(error.code).toBe('invalid')
    if (lacks['users.get']) return
    expect((await client.users.get('grace')).id).toBe('grace')
  })

  it('lets the later of two records of one user win', async () => {
    const { adapter, client } = await open(under)
    const [field] = fieldsThat('write', adapter).filter((one) => adapter.fields[one]?.read)
    if (!field) return
    const [older, newer] = samples[field]
    const values = [older, newer, older, newer]
    const others = (n: number) => [`before ${n}`, `between ${n}`].map((id) => ({ id }))
    const records = values.flatMap((value, n) => [{ id: 'grace', [field]: value }, ...others(n)])
    expect(await client.users.identifyMany(records)).toEqual({ done: 12, failed: [] })
    if (!lacks['users.get']) expect((await client.users.get('grace'))[field]).toBe(newer)
  })

  it('identifies nobody when it was told to stop before it began', async () => {
    const { client } = await open(under)
    const signal = AbortSignal.abort()
    const stopped = client.users.identifyMany([{ id: 'grace' }], { signal })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    if (lacks['users.get']) return
    await expect(client.users.get('grace')).rejects.toMatchObject({ code: 'not-found' })
  })
}
