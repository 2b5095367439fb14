import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { userFields, type UserField } from '../../../src/core/user/fields.js'
import type { Traits } from '../../../src/core/user/traits.js'
import type { Json } from '../../../src/core/json.js'
import {
  applyUserPatch,
  checkId,
  checkToken,
  checkUserPatch,
  isUserField,
  joinUserPatches,
  userPatchKey,
  splitUserPatch,
  userNotFound,
  type FieldRules,
  type User,
  type UserPatch,
  type UserRules,
} from '../../../src/core/user/user.js'
import { userSchema } from '../../../src/core/user/userSchema.js'

const every: FieldRules = { read: true, write: true, clear: true }
const rules: UserRules = {
  fields: Object.fromEntries(userFields.map((field) => [field, every])),
  traits: { values: 'json', merge: 'deep', clear: true },
}
const ada: User = {
  id: 'ada',
  name: 'Ada',
  email: 'ada@example.com',
  traits: { plan: 'free', address: { city: 'London', zip: 'W1' } },
  devices: [{ token: 'd1' }],
  rest: { seen: 1 },
}

function fieldsOf(patch: unknown, by?: UserRules): unknown {
  try {
    return { accepted: checkUserPatch('users.update', patch as UserPatch, by) }
  } catch (error) {
    return (error as { fields?: unknown }).fields
  }
}

function nested(levels: number): Json {
  return levels === 1 ? {} : { in: nested(levels - 1) }
}

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

const keys = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'toString', '0', '","', 'name'),
  fc.string({ maxLength: 3 }),
)
const { map } = fc.letrec<{ value: Json; map: Traits }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, false, 1, 'text', [], [{ a: null }]),
    tie('map'),
  ),
  map: fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map(Object.fromEntries),
}))
const someFields = fc.dictionary(
  fc.constantFrom<UserField>('name', 'email', 'timezone'),
  fc.constantFrom('one', 'two', null),
  { noNullPrototype: true },
)
const someTraits = map.filter((traits) => Object.keys(traits).length > 0)
const patches: fc.Arbitrary<UserPatch> = fc
  .tuple(someFields, fc.option(someTraits, { nil: undefined }))
  .map(([fields, traits]) => (traits ? { ...fields, traits } : fields))
const merges = fc.constantFrom('deep', 'key').map((merge) => ({ merge }) as const)

describe('checkId', () => {
  it.each([
    'ada',
    '1',
    'user|42',
    'ada@example.com',
    'a/b',
    '...',
    'a..b',
    '%2e%2e',
    'Ä 😀',
    '__proto__',
  ])('accepts %s', (id) => {
    expect(() => checkId('users.get', id)).not.toThrow()
  })

  it.each([undefined, null, 1, {}, ['ada'], '', ' ', '\t'])(
    'refuses %j, which is no text',
    (id) => {
      expect(() => checkId('users.get', id)).toThrow(
        expect.objectContaining({
          code: 'invalid',
          fields: { id: 'must be a non-empty string' },
        }),
      )
    },
  )

  it.each(['.', '..', 'a\0', 'a\n', '\u001fa', 'a\u007f', '\ud83d', 'a\udc00'])(
    "refuses %j, which a URL can't contain",
    (id) => {
      expect(() => checkId('users.get', id, 'from')).toThrow(
        expect.objectContaining({
          code: 'invalid',
          fields: { from: expect.stringContaining('must not be "." or ".."') },
        }),
      )
    },
  )

  const alike = [
    '1 ',
    ' 1',
    '\u00A01',
    '1\u3000',
    '\u200B1',
    '1\u200B',
    '\uFEFF1',
    '1\u2800',
    '\u31641',
    '1\u00AD',
    '\u202A1\u202C',
    '1\u2060',
    'a\u200Bb',
    'a\u200Db',
    'a\u00A0b',
    'a\u2028b',
    'a\u180Eb',
    'a\uFE0Fb',
    'a\u{E0061}b',
    'a\u034Fb',
  ]
  it.each(alike)('refuses %j, which looks like another id', (id) => {
    expect(() => checkId('users.get', id)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        fields: { id: 'must not start or end with white space, or hold invisible characters' },
      }),
    )
  })

  it.each(['\u200B', '\u2800', '\u3164', '\uFEFF\u00A0'])(
    'refuses %j, which shows nothing',
    (id) => {
      expect(() => checkId('users.get', id)).toThrow(
        expect.objectContaining({ fields: { id: 'must be a non-empty string' } }),
      )
    },
  )

  it('makes one user of ids that differ in outer blanks only', async () => {
    const client = createAdminClient(createMemoryAdapter({ users: [{ id: '1' }] }))
    const blanks = Array.from(' \t\n\u00A0\u200B\u2800\u3164\uFEFF\u00AD\u2060\u200E\u202E')
    const blank = fc.string({ unit: fc.constantFrom(...blanks), maxLength: 3 })
    const refusal = { code: 'invalid', fields: { id: expect.any(String) } }
    await fc.assert(
      fc.asyncProperty(blank, blank, async (before, after) => {
        const id = `${before}1${after}`
        fc.pre(id !== '1')
        await expect(client.users.identify(id, {})).rejects.toMatchObject(refusal)
        await expect(client.users.create(id, {})).rejects.toMatchObject(refusal)
        const { failed } = await client.users.identifyMany([{ id }])
        expect(failed).toMatchObject([{ error: refusal }])
        expect((await client.users.list()).users.map((user) => user.id)).toEqual(['1'])
      }),
    )
  })

  it('users.delete and users.merge accept an id that is stored with blanks', async () => {
    const stored = ['1 ', '\u200B1', '1\u00A02'].map((id) => ({ id, traits: {}, rest: {} }))
    const client = createAdminClient(createMemoryAdapter({ users: [{ id: '1' }, ...stored] }))
    await client.users.merge({ from: '1 ', into: '1' })
    await client.users.delete('\u200B1')
    await client.users.delete('1\u00A02')
    expect((await client.users.list()).users.map(({ id }) => id)).toEqual(['1'])
    await expect(client.users.merge({ from: '1', into: '1 ' })).rejects.toThrow(
      expect.objectContaining({ code: 'invalid', fields: { into: expect.any(String) } }),
    )
  })

  it('accepts at most 1,024 characters', () => {
    expect(() => checkId('users.get', 'a'.repeat(1024))).not.toThrow()
    expect(() => checkId('users.get', 'a'.repeat(1025))).toThrow(
      expect.objectContaining({
        code: 'invalid',
        fields: { id: 'must be at most 1,024 characters' },
      }),
    )
  })

  it("doesn't repeat the id, which may be an email address", () => {
    expect(() => checkId('users.get', 'ada@example.com\n')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('ada@example.com') }),
    )
  })
})

describe('checkToken', () => {
  it('accepts 4,096 characters', () => {
    expect(() => checkToken('devices.add', 'a'.repeat(4096))).not.toThrow()
    expect(() => checkToken('devices.add', 'a'.repeat(4097))).toThrow(
      expect.objectContaining({
        code: 'invalid',
        fields: { token: 'must be at most 4,096 characters' },
      }),
    )
    expect(() => checkToken('devices.add', '')).toThrow(
      expect.objectContaining({ fields: { token: 'must be a non-empty string' } }),
    )
  })
})

describe('isUserField', () => {
  it('accepts exactly the fields', () => {
    expect(userFields.every(isUserField)).toBe(true)
    for (const key of [
      'id',
      'traits',
      'rest',
      'devices',
      'Email',
      'constructor',
      '__proto__',
      '',
    ]) {
      expect(isUserField(key)).toBe(false)
    }
  })
})

describe('checkUserPatch', () => {
  it('returns every value in its stored form', () => {
    expect(
      checkUserPatch('users.update', {
        name: 'Ada',
        email: ' ada@example.com ',
        timezone: 'Asia/Calcutta',
        avatar: 'https://EXAMPLE.com',
        locale: 'zh-CN',
        createdAt: '2026-05-31',
      }),
    ).toEqual({
      name: 'Ada',
      email: 'ada@example.com',
      timezone: 'Asia/Kolkata',
      avatar: 'https://example.com/',
      locale: 'zh-CN',
      createdAt: '2026-05-31',
    })
  })

  it('drops undefined and keeps null', () => {
    const patch = checkUserPatch(
      'users.update',
      { name: undefined, email: null, traits: undefined },
      rules,
    )
    expect(Object.entries(patch)).toEqual([['email', null]])
  })

  it('accepts an empty patch', () => {
    expect(checkUserPatch('users.update', {}, rules)).toEqual({})
  })

  it('names exactly the invalid keys', () => {
    expect(
      fieldsOf(
        {
          name: 'Ada',
          email: 'ada@localhost',
          phone: 42,
          timezone: 'Mars/Base',
          avatar: 'http://example.com',
          plan: 'free',
          traits: { gone: null, plan: 'free', list: [1] },
        },
        { ...rules, traits: { values: 'scalar', merge: 'key', clear: false } },
      ),
    ).toEqual({
      email: 'is not an email address such as ada@example.com: after the @ is no domain',
      phone: 'must be a string, or null to clear it',
      timezone: 'is not a tz database name such as Europe/London',
      avatar: 'must start with https://, because pages over https do not show http pictures',
      plan: 'is not a field of a user; put attributes of your own under "traits"',
      'traits.gone': 'cannot be removed at this service once it is set',
      'traits.list': 'must be a plain value: this service holds no objects or lists',
    })
  })

  it('names the method in the message', () => {
    expect(() => checkUserPatch('users.create', { email: 'x' })).toThrow(
      /^\[identikit\] users\.create: email is not an email address.+\(invalid\)$/,
    )
  })

  it.each(['id', 'devices', 'rest', 'Email', 'first_name', 'constructor', 'toString', ''])(
    'refuses the unknown key "%s"',
    (key) => {
      expect(fieldsOf({ [key]: 'x' })).toEqual({
        [key]: 'is not a field of a user; put attributes of your own under "traits"',
      })
    },
  )

  it('refuses an own key __proto__', () => {
    expect(() =>
      checkUserPatch('users.update', JSON.parse('{"__proto__":"x"}') as UserPatch),
    ).toThrow(/__proto__ is not a field of a user/)
    expect(() =>
      checkUserPatch('users.update', JSON.parse('{"__proto__":{"email":"x"}}') as UserPatch, rules),
    ).toThrow(/__proto__ is not a field of a user/)
  })

  it.each<[unknown]>([[undefined], [null], ['name'], [1], [true], [[]], [[{ name: 'Ada' }]]])(
    'refuses %j as a patch',
    (patch) => {
      expect(fieldsOf(patch)).toEqual({ patch: 'must be an object' })
    },
  )

  it("refuses fields that the service doesn't write", () => {
    const by = {
      ...rules,
      fields: { name: every, email: { read: true, write: false, clear: true } },
    }
    const refused = 'cannot be stored at this service'
    expect(fieldsOf({ name: 'Ada' }, by)).toEqual({ accepted: { name: 'Ada' } })
    expect(fieldsOf({ email: 'ada@example.com', phone: '+442079460018' }, by)).toEqual({
      email: refused,
      phone: refused,
    })
    expect(fieldsOf({ email: null, phone: null }, by)).toEqual({ email: refused, phone: refused })
  })

  it("refuses to clear fields that the service can't clear", () => {
    const by = {
      ...rules,
      fields: { name: { read: true, write: true, clear: false }, email: every },
    }
    expect(fieldsOf({ name: 'Ada', email: null }, by)).toEqual({
      accepted: { name: 'Ada', email: null },
    })
    expect(fieldsOf({ name: null, email: null }, by)).toEqual({
      name: 'cannot be cleared at this service',
    })
  })

  it('checks only the model without rules', () => {
    expect(fieldsOf({ name: null, phone: '+442079460018', traits: { a: null, b: {} } })).toEqual({
      accepted: { name: null, phone: '+442079460018', traits: { a: null, b: {} } },
    })
    expect(fieldsOf({ email: 'x' })).toHaveProperty('email')
  })

  it('keeps __proto__ and constructor as keys of traits, at every level', () => {
    const traits = '{"__proto__":{"admin":true},"constructor":{"__proto__":1},"toString":null}'
    const patch = checkUserPatch('users.update', { traits: JSON.parse(traits) as Traits }, rules)
    expect(JSON.stringify(patch.traits)).toBe(traits)
    expect({}).not.toHaveProperty('admin')
  })

  it('accepts traits of 32 levels and refuses 33', () => {
    expect(fieldsOf({ traits: nested(32) }, rules)).toHaveProperty('accepted')
    expect(fieldsOf({ traits: nested(33) }, rules)).toEqual({
      traits: 'must be JSON of at most 32 levels',
    })
  })

  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  const forbidden = 'holds a character that cannot be stored'
  const forbiddenKey = 'has a key with a character that cannot be stored'
  it.each<[string, unknown, Record<string, string>]>([
    ['no map', null, { traits: 'must be an object of JSON values' }],
    ['a list', [1], { traits: 'must be an object of JSON values' }],
    ['a text', 'plan', { traits: 'must be an object of JSON values' }],
    ['a lone surrogate', { a: '\ud83d' }, { 'traits.a': forbidden }],
    ['a lone surrogate in a key', { '\ud83d': 1 }, { traits: forbiddenKey }],
    ['NUL', { a: ['\0'] }, { 'traits.a[0]': forbidden }],
    ['NUL in a key', { a: { '\0': 1 } }, { 'traits.a': forbiddenKey }],
    ['NaN', { a: Number.NaN }, { 'traits.a': 'must be JSON' }],
    ['Infinity', { a: [Number.NEGATIVE_INFINITY] }, { 'traits.a[0]': 'must be JSON' }],
    ['a cycle', cycle, { traits: 'must be JSON of at most 32 levels' }],
    ['a function', { a: () => 1 }, { 'traits.a': 'must be JSON' }],
    ['a Date', { a: new Date(0) }, { 'traits.a': 'must be JSON' }],
    ['undefined', { a: undefined }, { 'traits.a': 'must be JSON' }],
    ['a bigint', { a: 1n }, { 'traits.a': 'must be JSON' }],
    [
      'two errors',
      { a: [1, [() => 1]], b: 1n, c: 2 },
      { 'traits.a[1][0]': 'must be JSON', 'traits.b': 'must be JSON' },
    ],
  ])('names the path in traits with %s, and what else is wrong', (_, traits, wrong) => {
    expect(fieldsOf({ traits, email: 'x' }, rules)).toEqual({
      ...wrong,
      email: 'is not an email address such as ada@example.com: it has no @',
    })
  })

  const rounded = 'is beyond 9007199254740991 and would lose digits; send it as a string'
  it.each<[Record<string, unknown>, string]>([
    [{ discordId: Number('1035342667379599058') }, 'traits.discordId'],
    [{ a: { b: [1, 2, Number('-1035342667379599058')] } }, 'traits.a.b[2]'],
    [{ a: [[{ id: 2 ** 53 }]] }, 'traits.a[0][0].id'],
    [{ id: -(2 ** 53) }, 'traits.id'],
    [{ id: 1e21 }, 'traits.id'],
    [{ id: 1.5e300 }, 'traits.id'],
    [{ snowflake: Number('175928847299117063') }, 'traits.snowflake'],
    [{ 'a.b': { 'c d': Number('18446744073709551615') } }, 'traits.a.b.c d'],
    [Object.fromEntries([['__proto__', Number('76561198000000001')]]), 'traits.__proto__'],
  ])('refuses the integer in %j, whose digits a number does not hold', (traits, path) => {
    expect(fieldsOf({ traits }, rules)).toEqual({ [path]: rounded })
    expect(fieldsOf({ traits })).toEqual({ [path]: rounded })
  })

  it.each([2 ** 53 - 1, -(2 ** 53) + 1, 0, 0.1, 1e15 + 0.5, 5e-324, -1.5])(
    'accepts the number %d',
    (number) => {
      const traits = { number, list: [number] }
      expect(fieldsOf({ traits }, rules)).toEqual({ accepted: { traits } })
    },
  )

  it("accepts its own output and doesn't mutate its input", () => {
    fc.assert(
      fc.property(map, fc.constantFrom('Asia/Calcutta', null), (traits, timezone) => {
        const checked = checkUserPatch('a', freeze({ traits, timezone, email: ' a@b.c ' }), rules)
        expect(text(checkUserPatch('a', freeze(checked), rules))).toBe(text(checked))
        expect(text(checked.traits)).toBe(text(traits))
      }),
    )
  })
})

describe('checkUserPatch: flags', () => {
  const flagged: UserRules = {
    ...rules,
    fields: {
      subscribeToEmails: { read: true, write: true, clear: false },
      control: { read: true, write: false, clear: false },
    },
  }

  it('accepts true and false if the service has the flag', () => {
    expect(fieldsOf({ subscribeToEmails: false }, flagged)).toEqual({
      accepted: { subscribeToEmails: false },
    })
    for (const value of [null, 'yes', 1]) {
      expect(fieldsOf({ subscribeToEmails: value }, flagged)).toEqual({
        subscribeToEmails: 'must be true or false',
      })
    }
  })

  it("refuses a flag that the service doesn't write", () => {
    const error = 'cannot be stored at this service'
    expect(fieldsOf({ subscribeToEmails: true }, rules)).toEqual({ subscribeToEmails: error })
    expect(fieldsOf({ control: true }, flagged)).toEqual({ control: error })
  })
})

describe('applyUserPatch', () => {
  it('sets fields, clears null, and keeps absent and undefined ones', () => {
    expect(
      applyUserPatch(
        ada,
        { name: 'Countess', email: null, phone: '+442079460018', locale: undefined },
        rules.traits,
      ),
    ).toEqual({
      id: 'ada',
      name: 'Countess',
      phone: '+442079460018',
      traits: ada.traits,
      devices: ada.devices,
      rest: ada.rest,
    })
  })

  it('removes a cleared field', () => {
    expect('email' in applyUserPatch(ada, { email: null }, rules.traits)).toBe(false)
  })

  it('keeps traits, devices and rest as the same objects', () => {
    const after = applyUserPatch(ada, { name: 'Countess' }, rules.traits)
    expect(after.traits).toBe(ada.traits)
    expect(after.devices).toBe(ada.devices)
    expect(after.rest).toBe(ada.rest)
  })

  it('merges traits by the rules of the service', () => {
    const patch = { traits: { address: { city: 'Paris' }, plan: null } }
    expect(applyUserPatch(ada, patch, { merge: 'deep' }).traits).toEqual({
      address: { city: 'Paris', zip: 'W1' },
    })
    expect(applyUserPatch(ada, patch, { merge: 'key' }).traits).toEqual({
      address: { city: 'Paris' },
    })
  })

  it("doesn't mutate its input", () => {
    fc.assert(
      fc.property(patches, merges, (patch, by) => {
        const before = text(ada)
        applyUserPatch(freeze(ada), freeze(patch), by)
        expect(text(ada)).toBe(before)
      }),
    )
  })
})

describe('splitUserPatch and joinUserPatches', () => {
  it('split a patch by nested key with a deep merge', () => {
    const patch = {
      name: 'Ada',
      email: null,
      traits: { plan: 'pro', address: { a: 1, b: { c: 2 } } },
    }
    expect(splitUserPatch(patch, { merge: 'deep' })).toEqual([
      { name: 'Ada' },
      { email: null },
      { traits: { plan: 'pro' } },
      { traits: { address: { a: 1 } } },
      { traits: { address: { b: { c: 2 } } } },
    ])
  })

  it('keep each trait whole with a merge by key', () => {
    const patch = { traits: { plan: 'pro', address: { a: 1, b: 2 } } }
    expect(splitUserPatch(patch, { merge: 'key' })).toEqual([
      { traits: { plan: 'pro' } },
      { traits: { address: { a: 1, b: 2 } } },
    ])
  })

  it('return an empty result for an empty patch', () => {
    expect(splitUserPatch({ name: undefined, traits: {} }, { merge: 'deep' })).toEqual([])
    expect(joinUserPatches([], { merge: 'deep' })).toEqual({})
  })

  it('join a split patch', () => {
    fc.assert(
      fc.property(patches, merges, (patch, by) => {
        expect(text(joinUserPatches(splitUserPatch(freeze(patch), by), by))).toBe(text(patch))
      }),
      { numRuns: 150 },
    )
  })

  it('give the same user part by part', () => {
    const user = { ...ada, traits: { a: { b: 1, c: { a: 2 } }, b: [1], c: 3 } }
    fc.assert(
      fc.property(patches, merges, (patch, by) => {
        const parts = splitUserPatch(patch, by)
        const bit = parts.reduce<User>((shown, part) => applyUserPatch(shown, part, by), user)
        expect(text(bit)).toBe(text(applyUserPatch(user, patch, by)))
      }),
      { numRuns: 150 },
    )
  })

  it('prefer the later patch', () => {
    const first = { name: 'Ada', email: null, traits: { a: { b: 1, c: 1 }, d: 1 } }
    const second = { name: null, traits: { a: { b: 2 }, d: null } }
    expect(joinUserPatches([first, second], { merge: 'deep' })).toEqual({
      name: null,
      email: null,
      traits: { a: { b: 2, c: 1 }, d: null },
    })
    expect(joinUserPatches([first, second], { merge: 'key' })).toEqual({
      name: null,
      email: null,
      traits: { a: { b: 2 }, d: null },
    })
  })

  it('replace an object with a value and the reverse', () => {
    const object = { traits: { a: { b: 1 } } }
    const value = { traits: { a: 1 } }
    expect(joinUserPatches([object, value], { merge: 'deep' })).toEqual(value)
    expect(joinUserPatches([value, object], { merge: 'deep' })).toEqual(object)
  })
})

describe('userPatchKey', () => {
  it.each<[UserPatch, string]>([
    [{ name: 'Ada' }, '["name"]'],
    [{ name: null }, '["name"]'],
    [{ traits: { plan: 'pro' } }, '["traits","plan"]'],
    [{ traits: { plan: [{ a: 1 }] } }, '["traits","plan"]'],
    [{ traits: { plan: {} } }, '["traits","plan"]'],
    [{ traits: { address: { city: null } } }, '["traits","address","city"]'],
    [JSON.parse('{"traits":{"__proto__":{"a":1}}}') as UserPatch, '["traits","__proto__","a"]'],
  ])('names the leaf of %j', (patch, leaf) => {
    expect(userPatchKey(patch, { merge: 'deep' })).toBe(leaf)
  })

  it('is the trait key with a merge by key', () => {
    const patch = { traits: { address: { city: 'London' } } }
    expect(userPatchKey(patch, { merge: 'key' })).toBe('["traits","address"]')
  })

  it('differs for every part of a patch', () => {
    fc.assert(
      fc.property(patches, merges, (patch, by) => {
        const leaves = splitUserPatch(patch, by).map((part) => userPatchKey(part, by))
        expect(new Set(leaves).size).toBe(leaves.length)
      }),
      { numRuns: 150 },
    )
  })

  it('is the same for any value of a path and differs for two paths', () => {
    const paths = fc.array(keys, { minLength: 1, maxLength: 4 })
    const at = (path: readonly string[], value: Json): Traits =>
      path.reduceRight<Json>((inner, key) => Object.fromEntries([[key, inner]]), value) as Traits
    fc.assert(
      fc.property(paths, paths, (one, other) => {
        const leaf = userPatchKey({ traits: at(one, 1) }, { merge: 'deep' })
        expect(userPatchKey({ traits: at(one, ['x']) }, { merge: 'deep' })).toBe(leaf)
        expect(userPatchKey({ traits: at(one, null) }, { merge: 'deep' })).toBe(leaf)
        expect(userPatchKey({ traits: at(other, 1) }, { merge: 'deep' }) === leaf).toBe(
          one.length === other.length && one.every((key, index) => key === other[index]),
        )
      }),
    )
  })
})

describe('userSchema', () => {
  it('accepts invalid stored values and defaults rest', () => {
    const stored = {
      id: '',
      email: 'ada@localhost',
      avatar: 'http://a.b',
      timezone: 'BST',
      traits: {},
    }
    expect(userSchema.parse(stored)).toEqual({ ...stored, rest: {} })
  })

  it('keeps every field, unknown properties of devices and keys named __proto__', () => {
    const stored: unknown = JSON.parse(
      `{${userFields.map((field) => `"${field}":"x"`).join()},"id":"ada",` +
        '"traits":{"__proto__":{"a":1}},"devices":[{"token":"t","os":"17"}],"rest":{"__proto__":2}}',
    )
    expect(text(userSchema.parse(stored))).toBe(text(stored))
  })

  it.each([
    {},
    { id: 1, traits: {} },
    { id: 'ada', traits: [] },
    { id: 'ada', traits: {}, name: 1 },
  ])('refuses %j', (stored) => {
    expect(userSchema.safeParse(stored).success).toBe(false)
  })
})

describe('userNotFound', () => {
  it('names the service, not the user', () => {
    const error = userNotFound('Knock')
    expect(error).toMatchObject({ code: 'not-found', status: 404 })
    expect(error.message).toMatch(/^\[identikit\] Knock does not know this user\./)
  })
})
