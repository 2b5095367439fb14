import { expect, it } from 'vitest'
import { openPostgres } from './postgres.fixture.js'

it('identifyMany: saves and records what single identifies would, for any patch', async () => {
  const { adapter, client } = openPostgres()
  const traitPatches = [
    {},
    { a: 1, b: { c: { d: 1, e: [{ f: null }] } } },
    { a: null, b: { c: { d: null } } },
    { b: { c: null, g: 1 }, h: [] },
    { b: 2 },
    { b: 2, a: 3 },
    { b: { c: {} }, a: { x: null } },
  ]
  const fieldPatches = [{}, { name: 'Ada', phone: null }, { name: null }]
  for (const traits of traitPatches) {
    for (const fields of fieldPatches) {
      const ids = ['a', 'b', `new ${JSON.stringify([traits, fields])}`]
      const patch = { ...fields, traits }
      await client.users.identifyMany(ids.map((id) => ({ id, ...patch })))
      for (const id of ids) await client.users.identify(`single ${id}`, patch)
      for (const id of ids) {
        const single = await client.users.get(`single ${id}`)
        expect(await client.users.get(id)).toEqual({ ...single, id })
        const [bulk, expected] = await Promise.all(
          [id, `single ${id}`].map(async (each) =>
            (await adapter.history.get(each, { limit: 1000 })).map(({ change }) => change),
          ),
        )
        expect(bulk).toEqual(expected)
      }
    }
  }
})
