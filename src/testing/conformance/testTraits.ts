import { expect } from './expect.js'
import { applyTraits, type TraitRules, type Traits } from '../../core/user/traits.js'
import type { Json } from '../../core/json.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { ada, open, openSpied } from './openAdapter.js'
import { createJsonObject, createRandom, type Random } from './random.js'

/** Passes traits through JSON, which has no -0. */
const throughJson = (traits: unknown) => JSON.parse(JSON.stringify(traits)) as Traits

/** Returns a random patch that a service with these rules accepts. */
function createPatch(
  random: Random,
  rules: TraitRules,
  keys: readonly string[],
  refused: readonly string[] = [],
): Traits {
  const createScalar = () =>
    random.pick<Json>([random.text(), random.below(1000) - 500, random.below(2) === 0])
  const createKey = (): string => {
    const key = rules.declared || random.below(4) > 0 ? random.pick(keys) : random.text()
    return refused.includes(key) ? createKey() : key
  }
  const createTree = (depth: number): Json => {
    const kind = random.below(depth > 0 ? 5 : 3)
    if (kind === 0) return null
    if (kind === 1) return random.fraction()
    if (kind === 2) return createScalar()
    if (kind === 3) return random.list(random.below(4), () => createTree(depth - 1))
    return createJsonObject(random, createKey, () => createTree(depth - 1))
  }
  const create = { json: () => createTree(3), scalar: createScalar, string: () => random.text() }
  const createValue = (): Json => {
    if (rules.clear && random.below(5) === 0) return null
    const value = create[rules.values]()
    return value === null && !rules.clear ? createValue() : value
  }
  return throughJson(createJsonObject(random, createKey, createValue))
}

/** Adds the tests of traits. */
export function testTraits(under: AdapterUnderTest, addTest: AddTest): void {
  const { lacks = {} } = under
  const keys = under.traitKeys ?? ['plan', 'team', '__proto__', 'constructor', 'é"\\ $1']
  const canSave = !(lacks['users.update'] && lacks['users.identify'])
  if (!canSave || lacks['users.get'] || keys.length === 0) return

  addTest('users.update: merges traits by the rules of the adapter', async () => {
    const { adapter, client } = await open(under)
    let traits = (await client.users.get(ada)).traits
    const random = createRandom(under.seed ?? 1)
    for (let turn = 0; turn < 60; turn += 1) {
      const patch = createPatch(random, adapter.traits, keys, under.refusedTraits?.keys)
      traits = applyTraits(traits, patch, adapter.traits)
      expect((await client.users.update(ada, { traits: patch })).traits).toEqual(traits)
      expect((await client.users.get(ada)).traits).toEqual(traits)
    }
  })

  addTest('users.update: keeps all parallel changes of traits', async () => {
    const { client } = await open(under)
    const patches = keys.map((key) => Object.fromEntries([[key, 'new']]))
    await Promise.all(patches.map((traits) => client.users.update(ada, { traits })))
    const { traits } = await client.users.get(ada)
    expect(keys.map((key) => traits[key])).toEqual(keys.map(() => 'new'))
  })

  addTest('users.update: refuses unsupported traits without a request', async () => {
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
