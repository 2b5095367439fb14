import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toUserBody, toUser, userSchema } from '../../../src/adapters/engage/userWire.js'

/** The user of https://docs.engage.so (Users; the address is of the older pages), read in November 2026. */
const sample = {
  id: '5fc6477241fcec31a9548e98',
  uid: 'user_123',
  uid_updateable: true,
  first_name: 'Akinyele',
  last_name: 'Jinadu',
  number: null,
  email: 'a.jinadu@somecorp.email',
  devices: [{ token: 'ExponentPushToken[4rawn2Obx9qjS9IHGeZaS1]', platform: 'android' }],
  accounts: [{ id: '633f7ff3d25cbeb22dde3fdf', role: 'Admin' }],
  is_account: false,
  member_count: null,
  archived: true,
  lists: [{ id: 'user_876', subscribed: true }],
  segments: [{ id: '62bbdd2e5bfea4dca4834045', suppressed: false }],
  meta: { plan: 'pro', age: 34 },
  created_at: '2021-01-12T05:24:39.062+00:00',
  last_interaction: '2021-01-12T05:24:39.062+00:00',
  stats: { delivered: 6, failed: 0, opened: 3, clicked: 0, unique_opens: 3, unique_clicks: 0 },
}

const read = (wire: object) => toUser(userSchema.parse({ uid: 'u144', ...wire }))
const write = (patch: Parameters<typeof toUserBody>[1]) => toUserBody('users.identify', patch)

describe('toUser', () => {
  it('converts all fields, with the internal id in rest', () => {
    expect(read(sample)).toEqual({
      id: 'user_123',
      name: 'Akinyele Jinadu',
      firstName: 'Akinyele',
      lastName: 'Jinadu',
      email: 'a.jinadu@somecorp.email',
      createdAt: '2021-01-12T05:24:39.062+00:00',
      traits: { plan: 'pro', age: 34 },
      devices: [{ token: 'ExponentPushToken[4rawn2Obx9qjS9IHGeZaS1]', platform: 'android' }],
      lists: [{ id: 'user_876', subscribed: true }],
      segments: [{ id: '62bbdd2e5bfea4dca4834045', suppressed: false }],
      uidUpdateable: true,
      rest: {
        id: '5fc6477241fcec31a9548e98',
        accounts: [{ id: '633f7ff3d25cbeb22dde3fdf', role: 'Admin' }],
        is_account: false,
        member_count: null,
        archived: true,
        last_interaction: '2021-01-12T05:24:39.062+00:00',
        stats: sample.stats,
      },
    })
  })

  it('converts a user without data', () => {
    expect(read({})).toEqual({ id: 'u144', traits: {}, rest: {} })
    const empty = { meta: null, devices: null, lists: null, segments: null, uid_updateable: null }
    expect(read({ ...empty, first_name: '', tz: null })).toEqual(read({}))
  })

  it('refuses a user without an id or with an unreadable subscription', () => {
    expect(userSchema.safeParse({ id: 'hex' }).success).toBe(false)
    const lists = [{ id: 'news', subscribed: 'yes' }]
    expect(userSchema.safeParse({ uid: 'u144', lists }).success).toBe(false)
  })

  it('adds the plus to the phone number', () => {
    expect(read({ number: '2348166877840' }).phone).toBe('+2348166877840')
    expect(read({ number: '+2348166877840' }).phone).toBe('+2348166877840')
    expect(write({ phone: '+2348166877840' }).body).toEqual({ number: '2348166877840' })
  })

  it('reads the timezone from the field or the attributes', () => {
    const meta = { tz: 'Africa/Lagos', plan: 'pro' }
    expect(read({ meta })).toMatchObject({ timezone: 'Africa/Lagos', traits: { plan: 'pro' } })
    const user = read({ tz: 'Europe/London', meta })
    expect(user).toMatchObject({ timezone: 'Europe/London' })
    expect(user.traits).toEqual({ plan: 'pro' })
    expect(write({ timezone: 'Africa/Lagos' }).body).toEqual({ tz: 'Africa/Lagos' })
  })

  it('keeps an attribute tz that is not a string, and omits null', () => {
    expect(read({ meta: { tz: 3, gone: null } }).traits).toEqual({ tz: 3 })
  })
})

describe('toUserBody', () => {
  it('puts fields at the top and traits into meta', () => {
    const traits = { email: 'a trait', lists: 'vip', meta: true, id: 7, gone: null }
    expect(write({ firstName: 'Ada', createdAt: '2026-05-31', traits })).toEqual({
      body: {
        first_name: 'Ada',
        created_at: '2026-05-31',
        meta: { email: 'a trait', lists: 'vip', meta: true, id: 7 },
      },
      removed: ['gone'],
    })
    expect(write({ traits: { gone: null } }).body).toEqual({})
  })

  it('keeps a trait called __proto__', () => {
    const traits = JSON.parse('{"__proto__":"x"}') as { readonly [key: string]: string }
    expect(JSON.stringify(write({ traits }).body)).toBe('{"meta":{"__proto__":"x"}}')
  })

  it('refuses traits that are the timezone or could not be removed', () => {
    for (const name of ['tz', '', '.', '..']) {
      for (const value of ['x', null]) {
        const patch = { traits: { ok: 1, [name]: value } }
        const fields = { [`traits.${name}`]: expect.any(String) }
        expect(() => write(patch)).toThrow(expect.objectContaining({ code: 'invalid', fields }))
      }
    }
    expect(() => write({ traits: { tz: 'Europe/London' } })).toThrow(
      /traits\.tz is the timezone in Engage: send it as `timezone`/,
    )
  })
})

describe('toUserBody and toUser, the name', () => {
  it.each([
    [{ name: 'Ada Lovelace' }, { first_name: 'Ada', last_name: 'Lovelace' }],
    [{ name: 'Ada King Noel' }, { first_name: 'Ada', last_name: 'King Noel' }],
    [{ name: ' Ada ' }, { first_name: 'Ada', last_name: '' }],
    [{ name: 'Ada  Lovelace' }, { first_name: 'Ada', last_name: 'Lovelace' }],
    [{ name: 'Ada\u00A0King  Noel' }, { first_name: 'Ada', last_name: 'King  Noel' }],
    [
      { name: 'Ada King', firstName: 'Augusta' },
      { first_name: 'Augusta', last_name: 'King' },
    ],
    [
      { name: 'Ada', lastName: 'King' },
      { first_name: 'Ada', last_name: 'King' },
    ],
    [{ firstName: 'Ada' }, { first_name: 'Ada' }],
  ])('is split at its first space: %j', (patch, body) => {
    expect(write(patch).body).toEqual(body)
  })

  it('is read as it was written', () => {
    const word = fc.stringMatching(/^\S{1,8}$/u)
    const names = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(names, (name) => {
        expect(read(write({ name }).body).name).toBe(name)
      }),
    )
  })
})
