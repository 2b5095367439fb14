import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getPreferenceOutline } from '../../../src/core/preferences/preferenceOutline.js'
import {
  applyPreferenceChange,
  type Preferences,
} from '../../../src/core/preferences/preferences.js'

const on = { state: 'on' } as const
const empty: Preferences = { types: [], channels: {}, rest: {} }
const page: Preferences = {
  types: [
    { id: 'alone', channels: { fax: on, email: on } },
    {
      id: 'comment',
      label: 'Comment',
      group: 'Work',
      channels: { in_app: on, push: on, email: on },
    },
    { id: 'news', description: 'Weekly', group: 'Company', setting: on, channels: {} },
    { id: 'mention', group: 'Work', channels: { pigeon: on, sms: on } },
    { id: 'also alone', channels: {} },
  ],
  channels: { webhook: on, carrier: on, email: on },
  subscribed: { state: 'unset' },
  rest: {},
}

describe('getPreferenceOutline', () => {
  it('is empty without types', () => {
    expect(getPreferenceOutline(empty)).toEqual({
      columns: [],
      channels: [],
      hasSubscribed: false,
      hasSettings: false,
      groups: [],
    })
  })

  it('sorts known channels first and keeps the order of others', () => {
    expect(getPreferenceOutline(page).columns).toEqual([
      'email',
      'push',
      'sms',
      'in_app',
      'fax',
      'pigeon',
    ])
    expect(getPreferenceOutline(page).channels).toEqual(['email', 'webhook', 'carrier'])
    expect(getPreferenceOutline(page).groups[0]?.types[0]?.channels).toEqual([
      'email',
      'push',
      'in_app',
    ])
  })

  it('keeps the order of groups and puts types without a group last', () => {
    expect(
      getPreferenceOutline(page).groups.map(({ name, types }) => [name, types.map(({ id }) => id)]),
    ).toEqual([
      ['Work', ['comment', 'mention']],
      ['Company', ['news']],
      [undefined, ['alone', 'also alone']],
    ])
  })

  it('treats an empty group as no group', () => {
    const types = [
      { id: 'a', group: '', channels: {} },
      { id: 'b', channels: {} },
    ]
    expect(getPreferenceOutline({ ...empty, types }).groups).toEqual([
      { name: undefined, types: [expect.objectContaining({ id: 'a' }), expect.anything()] },
    ])
  })

  it('has the existing switches', () => {
    expect(getPreferenceOutline(page)).toMatchObject({ hasSubscribed: true, hasSettings: true })
    expect(getPreferenceOutline({ ...page, types: [], subscribed: undefined })).toMatchObject({
      hasSubscribed: false,
      hasSettings: false,
    })
    expect(getPreferenceOutline(page).groups[1]?.types[0]).toEqual({
      id: 'news',
      label: undefined,
      description: 'Weekly',
      hasSetting: true,
      channels: [],
      locks: [],
      isConditional: false,
    })
  })

  it('has every lock reason once, undefined included', () => {
    const locked = (reason?: string) => ({ ...on, locked: { reason } })
    const type = {
      id: 'a',
      setting: locked('law'),
      channels: {
        email: locked('law'),
        push: locked(),
        sms: locked(),
        chat: on,
        fax: locked('us'),
      },
    }
    expect(getPreferenceOutline({ ...empty, types: [type] }).groups[0]?.types[0]?.locks).toEqual([
      'law',
      undefined,
      'us',
    ])
  })

  it('marks a type with an unlocked conditional switch as conditional', () => {
    const conditional = { state: 'conditional' } as const
    const isConditional = (type: Partial<Preferences['types'][number]>) =>
      getPreferenceOutline({ ...empty, types: [{ id: 'a', channels: {}, ...type }] }).groups[0]
        ?.types[0]?.isConditional
    expect(isConditional({ channels: { email: on } })).toBe(false)
    expect(isConditional({ channels: { email: conditional } })).toBe(true)
    expect(isConditional({ setting: conditional })).toBe(true)
    expect(isConditional({ setting: { ...conditional, locked: {} } })).toBe(false)
  })

  it('keeps a channel named __proto__', () => {
    const odd = applyPreferenceChange(page, { type: 'news', channel: '__proto__', enabled: true })
    expect(getPreferenceOutline(odd).columns).toContain('__proto__')
  })

  it('stays equal while values change', () => {
    const leaf = fc.constantFrom(
      {},
      { channel: 'email' },
      { type: 'news' },
      { type: 'alone', channel: 'fax' },
      { type: 'comment', channel: 'push' },
    )
    const change = fc.tuple(leaf, fc.boolean()).map(([at, enabled]) => ({ ...at, enabled }))
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        expect(getPreferenceOutline(changes.reduce(applyPreferenceChange, page))).toEqual(
          getPreferenceOutline(page),
        )
      }),
    )
  })

  it('shows every type and every channel exactly once', () => {
    const type = fc.record({
      id: fc.uuid(),
      group: fc.constantFrom('', 'A', 'B', undefined),
      channels: fc
        .subarray(['x', 'email', 'y', 'webhook', 'push'], { minLength: 0 })
        .map((names) => Object.fromEntries(names.map((name) => [name, on]))),
    })
    fc.assert(
      fc.property(fc.uniqueArray(type, { selector: ({ id }) => id }), (types) => {
        const { groups, columns } = getPreferenceOutline({ ...empty, types })
        const shown = groups.flatMap((group) => group.types.map(({ id }) => id))
        expect(shown.sort()).toEqual(types.map(({ id }) => id).sort())
        expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length)
        expect([...columns].sort()).toEqual(
          [...new Set(types.flatMap(({ channels }) => Object.keys(channels)))].sort(),
        )
      }),
    )
  })
})
