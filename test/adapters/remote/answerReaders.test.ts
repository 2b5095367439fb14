import { describe, expect, it } from 'vitest'
import {
  createWriteReader,
  readFailure,
  readPreferences,
  readResources,
  readStreak,
  readUser,
} from '../../../src/adapters/remote/answerReaders.js'
import { getSetting, type Preferences } from '../../../src/core/preferences/preferences.js'
import { isReadable, parse } from './parse.js'

const json = (text: string): unknown => JSON.parse(text)
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const parseCapabilities = (capabilities: unknown) =>
  parse(readResources, { capabilities }).capabilities

const capabilities = {
  fields: { email: { read: true, write: true, clear: false } },
  traits: { values: 'json', merge: 'deep', clear: true },
  users: ['get', 'identify'],
  preferences: { rules: { write: 'row', parents: 'unknown' }, reset: false },
  streak: { info: true },
  devices: false,
  events: false,
}

describe('capabilities', () => {
  it('keeps all capabilities', () => {
    expect(parseCapabilities(overTheWire(capabilities))).toEqual(capabilities)
    const { preferences: _, ...less } = capabilities
    expect(parseCapabilities({ ...less, fields: {}, users: [] })).toEqual({
      ...less,
      fields: {},
      users: [],
    })
  })

  it('keeps what newer handlers send', () => {
    const fields = { ...capabilities.fields, shoeSize: { read: true, write: true, clear: true } }
    const newer = {
      ...capabilities,
      fields,
      users: [...capabilities.users, 'clone'],
      teleport: true,
    }
    expect(parseCapabilities(overTheWire(newer))).toEqual(newer)
  })

  it('reads rules that only newer handlers have as those that promise least', () => {
    const rules = { write: 'cell', parents: 'replace' }
    const newer = { ...capabilities, preferences: { rules, reset: true } }
    const careful = { write: 'row', parents: 'unknown' }
    expect(parseCapabilities(overTheWire(newer)).preferences).toEqual({
      rules: careful,
      reset: true,
    })
  })

  it.each([
    [{}],
    [{ ...capabilities, traits: { ...capabilities.traits, merge: 'none' } }],
    [{ ...capabilities, fields: { email: true } }],
    [{ ...capabilities, streak: 'yes' }],
    [{ ...capabilities, users: 'all' }],
  ])('refuses %j', (sent) => {
    expect(isReadable(readResources, { capabilities: sent })).toBe(false)
  })
})

describe('frequencies', () => {
  const read = (frequency: unknown) => {
    const types = [{ id: 'news', frequency }]
    return parse(readPreferences, { types }).types[0]?.frequency
  }

  it('leaves out options that only newer handlers have', () => {
    const options = ['instant', 'yearly', 'weekly']
    expect(read({ value: 'weekly', options })).toEqual({
      value: 'weekly',
      options: ['instant', 'weekly'],
    })
  })

  it.each([
    ['daily'],
    [{ value: 'yearly', options: ['yearly', 'daily'] }],
    [{ default: 'yearly', options: ['daily'] }],
    [{ value: 'daily' }],
    [{ options: ['daily'], locked: true }],
  ])('leaves out %j, so that nothing overwrites the choice', (frequency) => {
    expect(read(frequency)).toBeUndefined()
  })
})

describe('readResources', () => {
  it('accepts a failed resource beside others', () => {
    const sent = {
      capabilities,
      user: { error: { code: 'not-found', requestId: 'r1' } },
      preferences: { data: { types: [], channels: {}, rest: {} } },
    }
    expect(parse(readResources, overTheWire(sent))).toEqual(sent)
  })

  it('keeps keys named __proto__ and constructor of every resource', () => {
    const sent =
      '{"user":{"data":{"traits":{"__proto__":{"a":1},"constructor":2},"rest":{"__proto__":3},"id":"ada"}},' +
      '"preferences":{"data":{"channels":{"constructor":{"state":"off"},"__proto__":{"state":"unset"}},' +
      '"rest":{"__proto__":[]},"types":[{"channels":{"__proto__":{"state":"on"}},"id":"__proto__"}]}}}'
    const { user, preferences } = parse(readResources, { capabilities, ...(json(sent) as object) })
    expect(JSON.stringify({ user, preferences })).toBe(sent)
    expect({}).not.toHaveProperty('a')
  })

  it('keeps absent resources absent', () => {
    expect(Object.keys(parse(readResources, { capabilities }))).toEqual(['capabilities'])
    const { user } = parse(readResources, {
      capabilities,
      user: { data: { id: 'ada', traits: {} } },
    })
    expect(user).toStrictEqual({ data: { id: 'ada', traits: {}, rest: {} } })
  })

  it.each([
    [{}],
    [{ capabilities, user: { data: null } }],
    [{ capabilities, streak: { data: { enabled: true } } }],
    [{ capabilities, preferences: { data: [] } }],
    [{ capabilities, user: null }],
  ])('refuses %j', (sent) => {
    expect(isReadable(readResources, sent)).toBe(false)
  })
})

describe('createWriteReader', () => {
  it('wraps the result of a write', () => {
    expect(parse(createWriteReader(readUser), { data: { id: 'ada', traits: {} } })).toEqual({
      data: { id: 'ada', traits: {}, rest: {} },
    })
    expect(isReadable(createWriteReader(readStreak), {})).toBe(false)
    expect(isReadable(createWriteReader(readPreferences), { data: {} })).toBe(false)
  })
})

describe('readFailure', () => {
  it('keeps unknown properties of newer servers', () => {
    const sent = { error: { code: 'invalid', hint: 'new' }, more: 1 }
    expect(parse(readFailure, sent)).toEqual(sent)
  })

  it.each([[{}], [{ code: 1 }], [{ code: 'invalid', fields: { a: 1 } }], [null], ['invalid']])(
    'refuses %j',
    (sent) => {
      expect(isReadable(readFailure, { error: sent })).toBe(false)
    },
  )
})

describe('readPreferences', () => {
  it('keeps all data of the model', () => {
    const all: Preferences = {
      types: [
        {
          id: 'news',
          label: 'News',
          description: 'What is new',
          group: 'Product',
          setting: { state: 'on' },
          channels: {
            email: { state: 'on', pending: true },
            push: { state: 'unset', default: true },
            sms: { state: 'off', locked: { reason: 'law' } },
          },
        },
        { id: 'security', channels: { email: { state: 'conditional' } } },
      ],
      channels: { email: { state: 'on' }, push: { state: 'unset', default: false } },
      subscribed: { state: 'off' },
      rest: { kept: 1 },
    }
    expect(parse(readPreferences, all)).toStrictEqual(all)
  })

  it('keeps types and channels named like Object members', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
    const channels = Object.fromEntries(names.map((name) => [name, { state: 'on' }]))
    const page = JSON.stringify({
      channels,
      types: names.map((id) => ({ id, channels })),
      rest: {},
    })
    expect(JSON.parse(JSON.stringify(parse(readPreferences, json(page))))).toEqual(json(page))
    expect({}).not.toHaveProperty('state')
  })

  it('adds the default of rest', () => {
    expect(parse(readPreferences, { types: [], channels: {} })).toEqual({
      types: [],
      channels: {},
      rest: {},
    })
  })

  it.each<[unknown]>([
    [{}],
    [{ types: {}, channels: {} }],
    [{ types: [{ channels: {} }], channels: {} }],
    [{ types: [], channels: [] }],
  ])('refuses %j', (page) => {
    expect(isReadable(readPreferences, page)).toBe(false)
  })

  it('keeps unknown properties', () => {
    const newer = {
      types: [{ id: 'a', icon: 'bell', channels: { email: { state: 'on', since: 2026 } } }],
      channels: {},
      rest: {},
      schedule: { from: 8 },
    }
    expect(parse(readPreferences, newer)).toEqual(newer)
  })

  it.each<[unknown, boolean]>([
    [{ state: 'unset', default: true, locked: { reason: 'law' }, pending: true }, true],
    [{ state: 'conditional', locked: {} }, true],
    [{ state: 'maybe' }, false],
    [{ state: 'on', pending: false }, false],
    [{ state: 'on', locked: true }, false],
    [{ state: 'on', default: 'yes' }, false],
    [{ state: null }, false],
    ['on', false],
    [null, false],
  ])('shows the setting %j as it is: %s, or else read-only', (setting, known) => {
    const shown = known ? setting : { state: 'conditional' }
    const page = { types: [{ id: 'a', channels: { email: setting } }], channels: {} }
    expect(getSetting(parse(readPreferences, page), { type: 'a', channel: 'email' })).toEqual(shown)
  })
})
