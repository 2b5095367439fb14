import * as fc from 'fast-check'
import { checkPreferenceChanges } from '../../../src/core/preferences/checkPreferenceChanges.js'
import { describe, expect, it } from 'vitest'
import {
  applyPreferenceChange,
  isOn,
  preferenceKey,
  getDisabledParents,
  getSetting,
  addRowSettings,
  type PreferenceChange,
  type PreferenceTarget,
  type Preferences,
  type PreferenceSetting,
} from '../../../src/core/preferences/preferences.js'

const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']

function preferences(): Preferences {
  return {
    types: [
      {
        id: 'news',
        label: 'News',
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
}

/** Every setting of a page with its leaf. */
function settings(of: Preferences): [PreferenceTarget, PreferenceSetting][] {
  const own = of.types.flatMap(({ id, setting }) =>
    setting ? [[{ type: id }, setting] as const] : [],
  )
  const cells = of.types.flatMap(({ id, channels }) =>
    Object.entries(channels).map(([channel, setting]) => [{ type: id, channel }, setting] as const),
  )
  const all = Object.entries(of.channels).map(
    ([channel, setting]) => [{ channel }, setting] as const,
  )
  return [...own, ...cells, ...all, ...(of.subscribed ? [[{}, of.subscribed] as const] : [])].map(
    ([leaf, setting]) => [leaf, setting],
  )
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze)
  return Object.freeze(value)
}

const names = fc.constantFrom('news', 'security', 'email', 'push', ...odd)
const leaves: fc.Arbitrary<PreferenceTarget> = fc
  .tuple(fc.option(names, { nil: undefined }), fc.option(names, { nil: undefined }))
  .map(([type, channel]) => ({
    ...(type !== undefined && { type }),
    ...(channel !== undefined && { channel }),
  }))
const changes = fc
  .tuple(leaves, fc.boolean())
  .map(([leaf, enabled]): PreferenceChange => ({ ...leaf, enabled }))

describe('getSetting', () => {
  it.each<[string, PreferenceTarget, PreferenceSetting | undefined]>([
    ['a cell', { type: 'news', channel: 'push' }, { state: 'unset', default: true }],
    ["a type's own switch", { type: 'news' }, { state: 'on' }],
    ['a global channel', { channel: 'push' }, { state: 'unset', default: false }],
    ['everything commercial', {}, { state: 'off' }],
    ['a cell that is not there', { type: 'security', channel: 'push' }, undefined],
    ['an own switch that is not there', { type: 'security' }, undefined],
    ['a type that is not there', { type: 'other', channel: 'email' }, undefined],
    ['a channel that is not there', { channel: 'sms' }, undefined],
  ])('finds %s', (_, leaf, setting) => {
    expect(getSetting(preferences(), leaf)).toEqual(setting)
  })

  it.each(odd)('returns undefined for an absent key %s', (name) => {
    expect(getSetting(preferences(), { channel: name })).toBeUndefined()
    expect(getSetting(preferences(), { type: name })).toBeUndefined()
    expect(getSetting(preferences(), { type: 'news', channel: name })).toBeUndefined()
  })

  it('uses the first type of an id', () => {
    const types = [true, false].map((on) => ({
      id: 'news',
      setting: { state: on ? ('on' as const) : ('off' as const) },
      channels: {},
    }))
    const first = getSetting({ types, channels: {}, rest: {} }, { type: 'news' })
    expect(first).toBe(types[0]?.setting)
  })

  it('indexes a list once', () => {
    let read = 0
    const types = Array.from({ length: 100 }, (_, n) => ({
      get id() {
        read += 1
        return `type ${n}`
      },
      channels: {},
    }))
    for (const { id } of types) getSetting({ types, channels: {}, rest: {} }, { type: id })
    expect(read).toBeLessThanOrEqual(200)
  })

  it('returns undefined without preferences or without the switch', () => {
    expect(getSetting(undefined, {})).toBeUndefined()
    expect(getSetting({ types: [], channels: {}, rest: {} }, {})).toBeUndefined()
  })
})

describe('isOn', () => {
  it.each<[PreferenceSetting | undefined, boolean]>([
    [{ state: 'on' }, true],
    [{ state: 'on', default: false }, true],
    [{ state: 'on', pending: true }, true],
    [{ state: 'off' }, false],
    [{ state: 'off', default: true }, false],
    [{ state: 'unset' }, false],
    [{ state: 'unset', default: true }, true],
    [{ state: 'unset', default: false }, false],
    [{ state: 'conditional' }, false],
    [{ state: 'conditional', default: true }, false],
    [undefined, false],
  ])('is for %j: %s', (setting, on) => {
    expect(isOn(setting)).toBe(on)
  })
})

describe('applyPreferenceChange', () => {
  it.each<[string, PreferenceTarget]>([
    ['a cell', { type: 'news', channel: 'push' }],
    ["a type's own switch", { type: 'news' }],
    ['a global channel', { channel: 'email' }],
    ['everything commercial', {}],
    ['a new cell', { type: 'security', channel: 'push' }],
    ['a new own switch', { type: 'security' }],
    ['a cell of a new type', { type: 'other', channel: 'fax' }],
    ['the own switch of a new type', { type: 'other' }],
    ['a new global channel', { channel: 'fax' }],
    ...odd.map((name): [string, PreferenceTarget] => [`the channel ${name}`, { channel: name }]),
    ...odd.map((name): [string, PreferenceTarget] => [`the type ${name}`, { type: name }]),
    ...odd.map((name): [string, PreferenceTarget] => [
      `a cell of ${name}`,
      { type: 'news', channel: name },
    ]),
  ])('switches %s and leaves every other setting the same object', (_, leaf) => {
    const before = freeze(preferences())
    for (const enabled of [true, false]) {
      const after = applyPreferenceChange(before, { ...leaf, enabled })
      expect(getSetting(after, leaf)?.state).toBe(enabled ? 'on' : 'off')
      const others = settings(before).filter(
        ([other]) => preferenceKey(other) !== preferenceKey(leaf),
      )
      for (const [other, setting] of others) expect(getSetting(after, other)).toBe(setting)
      expect(after.rest).toBe(before.rest)
      expect(Object.getPrototypeOf(after.channels)).toBe(Object.prototype)
    }
  })

  it('keeps unchanged types as the same objects', () => {
    const before = preferences()
    const after = applyPreferenceChange(before, { type: 'news', channel: 'push', enabled: true })
    expect(after.types[1]).toBe(before.types[1])
    expect(after.channels).toBe(before.channels)
    expect(applyPreferenceChange(before, { channel: 'email', enabled: false }).types).toBe(
      before.types,
    )
  })

  it('keeps label, default and lock, and drops pending', () => {
    const { types } = [
      { type: 'news', channel: 'email', enabled: true },
      { type: 'news', channel: 'push', enabled: false },
      { type: 'news', channel: 'sms', enabled: true },
    ].reduce(applyPreferenceChange, preferences())
    expect(types[0]).toEqual({
      id: 'news',
      label: 'News',
      setting: { state: 'on' },
      channels: {
        email: { state: 'on' },
        push: { state: 'off', default: true },
        sms: { state: 'on', locked: { reason: 'law' } },
      },
    })
    expect(Object.hasOwn(types[0]?.channels['email'] ?? {}, 'pending')).toBe(false)
  })

  it('adds an unknown type at the end', () => {
    const { types } = applyPreferenceChange(preferences(), {
      type: 'new',
      channel: 'email',
      enabled: false,
    })
    expect(types.map(({ id }) => id)).toEqual(['news', 'security', 'new'])
    expect(types[2]).toEqual({ id: 'new', channels: { email: { state: 'off' } } })
  })

  it('ignores row', () => {
    const row = { push: false, sms: true }
    const after = applyPreferenceChange(preferences(), {
      type: 'news',
      channel: 'email',
      enabled: true,
      row,
    })
    expect(after.types[0]?.channels['push']).toEqual({ state: 'unset', default: true })
  })

  it('shows the newest change of each target', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 12 }), (list) => {
        const before = freeze(preferences())
        const after = list.reduce(applyPreferenceChange, before)
        const newest = new Map(list.map((change) => [preferenceKey(change), change]))
        for (const change of newest.values()) {
          expect(getSetting(after, change)?.state).toBe(change.enabled ? 'on' : 'off')
        }
        const untouched = settings(before).filter(([leaf]) => !newest.has(preferenceKey(leaf)))
        for (const [leaf, setting] of untouched) expect(getSetting(after, leaf)).toBe(setting)
        const shown = settings(after).map(([leaf]) => preferenceKey(leaf))
        expect(new Set(shown)).toEqual(
          new Set([...settings(before).map(([leaf]) => preferenceKey(leaf)), ...newest.keys()]),
        )
      }),
    )
  })
})

describe('preferenceKey', () => {
  it('is the same for an absent and an undefined part, and ignores enabled', () => {
    expect(preferenceKey({ type: 'a', channel: undefined })).toBe(preferenceKey({ type: 'a' }))
    expect(preferenceKey({ type: 'a', enabled: true } as PreferenceTarget)).toBe(
      preferenceKey({ type: 'a' }),
    )
  })

  it('differs for different targets', () => {
    const part = fc.constantFrom('a', ',', '"', '","', 'null', 'undefined', '')
    const name = fc.option(
      fc.array(part, { maxLength: 3 }).map((parts) => parts.join('')),
      { nil: undefined },
    )
    fc.assert(
      fc.property(name, name, name, name, (type, channel, otherType, otherChannel) => {
        const same = type === otherType && channel === otherChannel
        expect(
          preferenceKey({ type, channel }) ===
            preferenceKey({ type: otherType, channel: otherChannel }),
        ).toBe(same)
      }),
    )
    expect(preferenceKey({ type: 'a,b', channel: 'c' })).not.toBe(
      preferenceKey({ type: 'a', channel: 'b,c' }),
    )
    expect(preferenceKey({ type: 'undefined' })).not.toBe(preferenceKey({}))
    expect(preferenceKey({ type: 'a' })).not.toBe(preferenceKey({ channel: 'a' }))
    expect(preferenceKey({ type: 'null' })).not.toBe(preferenceKey({}))
  })
})

describe('getDisabledParents', () => {
  const and = { write: 'setting', parents: 'and' } as const
  const cell = { type: 'news', channel: 'push' }
  const under = (
    own?: PreferenceSetting,
    channel?: PreferenceSetting,
    subscribed?: PreferenceSetting,
  ): Preferences => ({
    types: [{ id: 'news', ...(own && { setting: own }), channels: { push: { state: 'on' } } }],
    channels: channel ? { push: channel } : {},
    ...(subscribed && { subscribed }),
    rest: {},
  })

  it('names each parent that is off, nearest first', () => {
    const off: PreferenceSetting = { state: 'off' }
    expect(getDisabledParents(under(off, off, off), cell, and)).toEqual([
      { type: 'news' },
      { channel: 'push' },
      {},
    ])
    expect(getDisabledParents(under(off), cell, and)).toEqual([{ type: 'news' }])
    expect(getDisabledParents(under(undefined, off), cell, and)).toEqual([{ channel: 'push' }])
    expect(getDisabledParents(under(undefined, undefined, off), cell, and)).toEqual([{}])
  })

  it.each<[PreferenceSetting, boolean]>([
    [{ state: 'on' }, false],
    [{ state: 'on', pending: true }, false],
    [{ state: 'off' }, true],
    [{ state: 'off', default: true }, true],
    [{ state: 'unset' }, false],
    [{ state: 'unset', default: true }, false],
    [{ state: 'unset', default: false }, true],
    [{ state: 'conditional' }, false],
    [{ state: 'conditional', default: false }, false],
  ])('takes %j for off: %s', (setting, isOff) => {
    expect(getDisabledParents(under(setting), cell, and)).toHaveLength(isOff ? 1 : 0)
    expect(getDisabledParents(under(undefined, setting), cell, and)).toHaveLength(isOff ? 1 : 0)
    expect(getDisabledParents(under(undefined, undefined, setting), cell, and)).toHaveLength(
      isOff ? 1 : 0,
    )
  })

  it('returns nothing if parents are unknown', () => {
    const off: PreferenceSetting = { state: 'off' }
    expect(
      getDisabledParents(under(off, off, off), cell, { write: 'setting', parents: 'unknown' }),
    ).toEqual([])
  })

  it('returns nothing for global switches', () => {
    const off: PreferenceSetting = { state: 'off' }
    for (const leaf of [{}, { type: 'news' }, { channel: 'push' }]) {
      expect(getDisabledParents(under(off, off, off), leaf, and)).toEqual([])
    }
  })

  it('returns nothing without parents', () => {
    expect(getDisabledParents(under(), cell, and)).toEqual([])
    expect(getDisabledParents(under(), { type: '__proto__', channel: 'constructor' }, and)).toEqual(
      [],
    )
  })
})

describe('addRowSettings', () => {
  it('adds the shown state of the other channels', () => {
    const change = { type: 'news', channel: 'email', enabled: false }
    expect(addRowSettings(preferences(), change)).toEqual({
      ...change,
      row: { push: true, sms: false },
    })
  })

  it('adds nothing without a channel or for an unknown type', () => {
    for (const change of [
      { enabled: true },
      { type: 'news', enabled: true },
      { channel: 'email', enabled: true },
      { type: 'other', channel: 'email', enabled: true },
    ]) {
      expect(addRowSettings(preferences(), change)).toBe(change)
    }
  })

  it('keeps a channel named __proto__', () => {
    const page = applyPreferenceChange(preferences(), {
      type: 'news',
      channel: '__proto__',
      enabled: true,
    })
    const { row } = addRowSettings(page, { type: 'news', channel: 'email', enabled: true })
    expect(JSON.stringify(row)).toBe('{"push":true,"sms":false,"__proto__":true}')
  })
})

describe('checkPreferenceChanges', () => {
  const check = (input: unknown) =>
    checkPreferenceChanges('preferences.update', input as PreferenceChange)

  it('returns a list for one change or a list', () => {
    const change = { type: 'news', channel: 'email', enabled: true, row: { push: false } }
    expect(check(change)).toEqual([change])
    expect(check([change, { enabled: false }])).toEqual([change, { enabled: false }])
  })

  it('accepts names of at most 256 characters and undefined parts', () => {
    for (const name of [...odd, ' ', '😀', 'a'.repeat(256)]) {
      const change = {
        type: name,
        channel: name,
        enabled: true,
        row: Object.fromEntries([[name, true]]),
      }
      expect(check(change)).toEqual([change])
    }
    expect(
      check({ type: undefined, channel: undefined, enabled: true, row: undefined }),
    ).toHaveLength(1)
  })

  const name = 'must be a non-empty string of at most 256 characters'
  const row = 'must be an object of channel to true or false'
  it.each<[unknown, Record<string, string>]>([
    [undefined, { change: 'must be an object' }],
    [null, { change: 'must be an object' }],
    ['news', { change: 'must be an object' }],
    [[], { changes: 'is empty' }],
    [[null], { 'changes[0]': 'must be an object' }],
    [{}, { 'change.enabled': 'must be true, false or null' }],
    [{ enabled: 'true' }, { 'change.enabled': 'must be true, false or null' }],
    [{ enabled: true, type: '' }, { 'change.type': name }],
    [{ enabled: true, type: null }, { 'change.type': name }],
    [{ enabled: true, type: 1 }, { 'change.type': name }],
    [{ enabled: true, type: 'a'.repeat(257) }, { 'change.type': name }],
    [{ enabled: true, type: 'a\0' }, { 'change.type': name }],
    [{ enabled: true, channel: '\ud83d' }, { 'change.channel': name }],
    [{ enabled: true, channel: ['email'] }, { 'change.channel': name }],
    [{ enabled: true, row: null }, { 'change.row': row }],
    [{ enabled: true, row: 'email' }, { 'change.row': row }],
    [{ enabled: true, row: [] }, { 'change.row': row }],
    [{ enabled: true, row: [true] }, { 'change.row': row }],
    [{ enabled: true, row: { email: 1 } }, { 'change.row': row }],
    [{ enabled: true, row: { '': true } }, { 'change.row': row }],
    [{ enabled: true, row: { 'a\0': true } }, { 'change.row': row }],
    [{ enabled: true, state: 'on' }, { 'change.state': 'is not a key of a change' }],
    [
      JSON.parse('{"enabled":true,"__proto__":1}'),
      { 'change.__proto__': 'is not a key of a change' },
    ],
    [
      [{ enabled: true }, { type: '', channel: 1, on: true }, 7],
      {
        'changes[1].type': name,
        'changes[1].channel': name,
        'changes[1].enabled': 'must be true, false or null',
        'changes[1].on': 'is not a key of a change',
        'changes[2]': 'must be an object',
      },
    ],
  ])('refuses %j and names every path', (input, fields) => {
    expect(() => check(input)).toThrow(expect.objectContaining({ code: 'invalid', fields }))
  })
})
