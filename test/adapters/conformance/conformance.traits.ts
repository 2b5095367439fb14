import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyTraits, type TraitRules, type Traits } from '../../../src/core/user/traits.js'
import type { Json } from '../../../src/core/json.js'
import { ada, open, openSpied, type AdapterUnderTest } from './conformance.fixture.js'

/** Passes traits through JSON, which has no -0 and keeps a key `__proto__`. */
const throughJson = (traits: unknown) => JSON.parse(JSON.stringify(traits)) as Traits

/** Returns an arbitrary for patches that a service with these rules accepts. */
function arbitraryPatch(
  rules: TraitRules,
  keys: readonly string[],
  refused: readonly string[] = [],
): fc.Arbitrary<Traits> {
  const text = fc.string({ minLength: 1 })
  const scalar = fc.oneof(text, fc.integer(), fc.boolean())
  const listedKey = fc.constantFrom(...keys)
  const freeKey = text.filter((name) => !refused.includes(name))
  const key = rules.declared ? listedKey : fc.oneof({ weight: 3, arbitrary: listedKey }, freeKey)
  const { tree } = fc.letrec<{ tree: Json; map: Json }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(
        scalar,
        fc.constant(null),
        fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
      ),
      fc.array(tie('tree'), { maxLength: 3 }),
      tie('map'),
    ),
    map: fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  }))
  const values = { json: tree, scalar, string: text }[rules.values]
  const value = rules.clear ? fc.oneof({ weight: 4, arbitrary: values }, fc.constant(null)) : values
  const settable = value.filter((item) => rules.clear || item !== null)
  return fc.dictionary(key, settable, { maxKeys: 4 }).map(throughJson)
}

export function testTraits(under: AdapterUnderTest): void {
  const { lacks = {} } = under
  const keys = under.traitKeys ?? ['plan', 'team', '__proto__', 'constructor', 'é"\\ $1']
  const canSave = !(lacks['users.update'] && lacks['users.identify'])
  if (!canSave || lacks['users.get'] || keys.length === 0) return

  it('users.update: merges traits by the rules of the adapter', async () => {
    const { adapter, client } = await open(under)
    let traits = (await client.users.get(ada)).traits
    const patches = arbitraryPatch(adapter.traits, keys, under.refusedTraits?.keys)
    await fc.assert(
      fc.asyncProperty(patches, async (patch) => {
        traits = applyTraits(traits, patch, adapter.traits)
        expect((await client.users.update(ada, { traits: patch })).traits).toEqual(traits)
        expect((await client.users.get(ada)).traits).toEqual(traits)
      }),
      { numRuns: 60 },
    )
  })

  it('users.update: keeps all parallel changes of traits', async () => {
    const { client } = await open(under)
    const patches = keys.map((key) => Object.fromEntries([[key, 'new']]))
    await Promise.all(patches.map((traits) => client.users.update(ada, { traits })))
    const { traits } = await client.users.get(ada)
    expect(keys.map((key) => traits[key])).toEqual(keys.map(() => 'new'))
  })

  it('users.update: refuses unsupported traits without a request', async () => {
    const { adapter } = await open(under)
    const { client, calls } = openSpied(adapter)
    const { values, clear } = adapter.traits
    const invalid: Json[] = [
      ...(values === 'json' ? [] : [{ a: 1 }, ['a']]),
      ...(values === 'string' ? [1, true] : []),
      ...(clear ? [] : [null]),
    ]
    for (const value of invalid) {
      const key = keys[0] ?? ''
      await expect(client.users.update(ada, { traits: { [key]: value } })).rejects.toMatchObject({
        code: 'invalid',
        fields: { [`traits.${key}`]: expect.any(String) },
      })
    }
    expect(calls).toEqual([])
  })
}
