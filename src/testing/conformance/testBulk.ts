import { expect } from './expect.js'
import type { UserRecord } from '../../core/adapter.js'
import { applyUserPatch, type UserPatch } from '../../core/user/user.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { ada, getFields, getIds, open, pickFields, samples } from './openAdapter.js'

/** Returns other users between the records of one. */
const createOthers = (index: number): UserRecord[] =>
  [`before ${index}`, `between ${index}`].map((id) => ({ id }))

/** Adds the tests of `users.identifyMany`. */
export function testBulk(under: AdapterUnderTest, addTest: AddTest): void {
  const { lacks = {} } = under
  if (lacks['users.identifyMany']) return

  addTest('identifyMany: creates and updates users with any ids', async () => {
    const { adapter, client } = await open(under)
    const fields = getFields('write', adapter)
    const patch = (index: 0 | 1): UserPatch =>
      Object.fromEntries(fields.map((field) => [field, samples[field][index]]))
    const [first = 'name'] = fields
    const records: UserRecord[] = [
      ...getIds(under).map((id) => ({ ...patch(0), id })),
      { ...patch(1), id: ada },
      { id: 'grace' },
      { id: 'grace', [first]: samples[first][1] },
    ]
    const users = new Map(records.map(({ id }) => [id, { id, traits: {}, rest: {} }]))
    for (const { id, ...values } of records) {
      const user = users.get(id)
      if (user) users.set(id, applyUserPatch(user, values, adapter.traits))
    }
    const result = await client.users.identifyMany(records)
    expect(result).toEqual({ done: records.length, failed: [] })
    if (lacks['users.get']) return
    for (const [id, user] of users) {
      const saved = await client.users.get(id)
      expect(pickFields(saved, adapter, under.dateOnly)).toEqual(
        pickFields(user, adapter, under.dateOnly),
      )
    }
  })

  addTest('identifyMany: reports invalid users and saves the others', async () => {
    const { adapter, client } = await open(under)
    const [field = 'name'] = getFields('write', adapter)
    const invalid: UserRecord[] = [
      { id: '' },
      { id: 'mary', nickname: 'Countess' } as UserRecord,
      ...(under.refusedIds?.ids ?? []).map((id) => ({ id })),
    ]
    const valid = { id: 'grace', [field]: samples[field][0] }
    const { done, failed } = await client.users.identifyMany([...invalid, valid, { id: ada }])
    expect(done).toBe(2)
    expect(new Set(failed.map(({ record }) => record))).toEqual(new Set(invalid))
    for (const { error } of failed) expect(error.code).toBe('invalid')
    if (lacks['users.get']) return
    expect((await client.users.get('grace')).id).toBe('grace')
  })

  addTest('identifyMany: applies records of one user in order', async () => {
    const { adapter, client } = await open(under)
    const [field] = getFields('write', adapter).filter((name) => adapter.fields[name]?.read)
    if (!field) return
    const [older, newer] = samples[field]
    const values = [older, newer, older, newer]
    const records = values.flatMap((value, n) => [
      { id: 'grace', [field]: value },
      ...createOthers(n),
    ])
    expect(await client.users.identifyMany(records)).toEqual({ done: 12, failed: [] })
    if (!lacks['users.get']) expect((await client.users.get('grace'))[field]).toBe(newer)
  })

  addTest('identifyMany: does nothing with an aborted signal', async () => {
    const { client } = await open(under)
    const signal = AbortSignal.abort()
    const aborted = client.users.identifyMany([{ id: 'grace' }], { signal })
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
    if (lacks['users.get']) return
    await expect(client.users.get('grace')).rejects.toMatchObject({ code: 'not-found' })
  })
}
