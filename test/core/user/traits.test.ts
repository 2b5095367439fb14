import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyTraits,
  checkTraits,
  type TraitRules,
  type Traits,
} from '../../../src/core/user/traits.js'
import type { Json } from '../../../src/core/json.js'
import { withKey, withoutKey } from '../../../src/core/objectKeys.js'

const keys = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'toString', '0')
const { map } = fc.letrec<{ value: Json; map: Traits }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, true, 1, 'text', [], [null, { a: null }]),
    tie('map'),
  ),
  map: fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map(Object.fromEntries),
}))

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze)
  return Object.freeze(value)
}

/** Compares by text, because an assertion might overlook a key named `__proto__`. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

describe('withKey and withoutKey', () => {
  it.each(['plan', '__proto__', 'constructor', 'toString', ''])(
    'set and remove %j as data',
    (key) => {
      const before = freeze({ other: 1 })
      const after = withKey(before, key, 2)
      expect(Object.entries(after)).toEqual([
        ['other', 1],
        [key, 2],
      ])
      expect(Object.getPrototypeOf(after)).toBe(Object.prototype)
      expect(withKey(freeze(after), key, 3)).not.toBe(after)
      expect(Object.entries(withKey(after, key, 3))).toEqual([
        ['other', 1],
        [key, 3],
      ])
      expect(Object.entries(withoutKey(freeze(after), key))).toEqual([['other', 1]])
      expect(Object.entries(before)).toEqual([['other', 1]])
      expect({}).not.toHaveProperty('other')
    },
  )

  it('change nothing for an absent key', () => {
    expect(withoutKey({ a: 1 }, 'toString')).toEqual({ a: 1 })
  })
})

describe('applyTraits', () => {
  it.each<[string, Traits, Traits, Traits, Traits]>([
    ['adds', { a: 1 }, { b: 2 }, { a: 1, b: 2 }, { a: 1, b: 2 }],
    ['replaces', { a: 1 }, { a: 2 }, { a: 2 }, { a: 2 }],
    ['removes by null', { a: 1, b: 2 }, { a: null }, { b: 2 }, { b: 2 }],
    ['removes what is not there', { a: 1 }, { b: null }, { a: 1 }, { a: 1 }],
    ['touches nothing by an empty patch', { a: 1 }, {}, { a: 1 }, { a: 1 }],
    ['replaces lists whole', { a: [1, 2] }, { a: [3] }, { a: [3] }, { a: [3] }],
    [
      'merges objects only with a deep merge',
      { a: { b: 1, c: 2 } },
      { a: { b: 3 } },
      { a: { b: 3, c: 2 } },
      { a: { b: 3 } },
    ],
    [
      'merges at every level',
      { a: { b: { c: 1, d: 2 } } },
      { a: { b: { c: 3 } } },
      { a: { b: { c: 3, d: 2 } } },
      { a: { b: { c: 3 } } },
    ],
    [
      'removes nested keys only with a deep merge',
      { a: { b: 1, c: 2 } },
      { a: { b: null } },
      { a: { c: 2 } },
      { a: { b: null } },
    ],
    [
      'replaces a value with an object',
      { a: 1 },
      { a: { b: 2 } },
      { a: { b: 2 } },
      { a: { b: 2 } },
    ],
    [
      'replaces a list with an object',
      { a: [1] },
      { a: { b: 2 } },
      { a: { b: 2 } },
      { a: { b: 2 } },
    ],
    ['puts a value in the place of an object', { a: { b: 1 } }, { a: 2 }, { a: 2 }, { a: 2 }],
    [
      'keeps an object with an empty patch, or empties it',
      { a: { b: 1 } },
      { a: {} },
      { a: { b: 1 } },
      { a: {} },
    ],
    ['keeps null inside lists', {}, { a: [null] }, { a: [null] }, { a: [null] }],
  ])('%s', (_, saved, patch, deep, byKey) => {
    expect(applyTraits(saved, patch, { merge: 'deep' })).toEqual(deep)
    expect(applyTraits(saved, patch, { merge: 'key' })).toEqual(byKey)
  })

  it('treats constructor and __proto__ as plain keys', () => {
    const patch = JSON.parse('{"__proto__":{"a":1},"constructor":{"name":"x"}}') as Traits
    const applied = applyTraits({}, patch, { merge: 'deep' })
    expect(text(applied)).toBe(text(patch))
    expect({}).not.toHaveProperty('a')
    expect(
      text(applyTraits(applied, JSON.parse('{"__proto__":null}') as Traits, { merge: 'deep' })),
    ).toBe('{"constructor":{"name":"x"}}')
  })

  it("doesn't mutate its input and keeps unchanged objects", () => {
    fc.assert(
      fc.property(map, map, fc.constantFrom('deep', 'key'), (saved, patch, merge) => {
        const after = applyTraits(freeze(saved), freeze(patch), { merge })
        const untouched = Object.keys(saved).filter((key) => !Object.hasOwn(patch, key))
        for (const key of untouched) expect(after[key]).toBe(saved[key])
        expect(Object.keys(after)).toEqual(expect.arrayContaining(untouched))
      }),
    )
  })

  it('is idempotent', () => {
    fc.assert(
      fc.property(map, map, fc.constantFrom('deep', 'key'), (saved, patch, merge) => {
        const once = applyTraits(saved, patch, { merge })
        expect(text(applyTraits(once, patch, { merge }))).toBe(text(once))
      }),
    )
  })

  it('removes null outside of lists with a deep merge', () => {
    const holdsNull = (value: unknown): boolean =>
      value === null ||
      (typeof value === 'object' && !Array.isArray(value) && Object.values(value).some(holdsNull))
    fc.assert(
      fc.property(map, map, (first, patch) => {
        const saved = applyTraits({}, first, { merge: 'deep' })
        expect(holdsNull(applyTraits(saved, patch, { merge: 'deep' }))).toBe(false)
      }),
    )
  })
})

describe('checkTraits', () => {
  const json: TraitRules = { values: 'json', merge: 'deep', clear: true }
  const traits: Traits = { text: 'a', number: 1, flag: true, list: [1], map: { a: 1 }, gone: null }
  const noObjects = 'must be a plain value: this service holds no objects or lists'
  const onlyStrings = 'must be a string: this service holds nothing else'

  it('accepts everything if the service stores JSON and clears', () => {
    expect(checkTraits(traits, json)).toEqual({})
  })

  it('names objects and lists if the service stores scalars', () => {
    expect(checkTraits(traits, { ...json, values: 'scalar' })).toEqual({
      'traits.list': noObjects,
      'traits.map': noObjects,
    })
  })

  it('names all but strings if the service stores strings', () => {
    expect(checkTraits(traits, { ...json, values: 'string' })).toEqual({
      'traits.number': onlyStrings,
      'traits.flag': onlyStrings,
      'traits.list': noObjects,
      'traits.map': noObjects,
    })
  })

  it("names removed keys if the service can't remove them", () => {
    expect(checkTraits(traits, { ...json, clear: false })).toEqual({
      'traits.gone': 'cannot be removed at this service once it is set',
    })
  })

  it('names __proto__ as a key', () => {
    const wrong = checkTraits(JSON.parse('{"__proto__":{}}') as Traits, {
      ...json,
      values: 'string',
    })
    expect(wrong).toEqual({ 'traits.__proto__': noObjects })
  })
})
