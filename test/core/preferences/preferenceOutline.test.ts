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
      hasSettingColumn: false,
      groups: [],
    })
  })

  it('sorts known channels first and keeps the order of others', () => {
    expect(getPreferenceOutline(page).columns).toEqual([
      'email',
      'push',
      'sms',
      'in_app',
      'webhook',
      'fax',
      'pigeon',
      'carrier',
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

  it('puts the channel of most types first', () => {
    const types = [
      { id: 'a', channels: { email: on, push: on } },
      { id: 'b', channels: { push: on } },
    ]
    const channels = { email: on }
    expect(getPreferenceOutline({ ...empty, types }).columns).toEqual(['push', 'email'])
    expect(getPreferenceOutline({ ...empty, types, channels }).columns).toEqual(['email', 'push'])
  })

  it("has a column for the types' own switches if one is beside those of channels", () => {
    const types = [{ id: 'a', setting: on, channels: { email: on } }]
    expect(getPreferenceOutline({ ...empty, types }).hasSettingColumn).toBe(true)
  })

  it('has the existing switches', () => {
    expect(getPreferenceOutline(page)).toMatchObject({
      hasSubscribed: true,
      hasSettingColumn: false,
    })
    expect(getPreferenceOutline({ ...page, types: [], subscribed: undefined })).toMatchObject({
      hasSubscribed: false,
      hasSettingColumn: false,
    })
    expect(getPreferenceOutline(page).groups[1]?.types[0]).toEqual({
      id: 'news',
      label: undefined,
      description: 'Weekly',
      hasSetting: true,
      hasFrequency: false,
      channels: [],
      reasons: [],
    })
  })

  const listReasons = (type: Partial<Preferences['types'][number]>) =>
    getPreferenceOutline({ ...empty, types: [{ id: 'a', channels: {}, ...type }] }).groups[0]
      ?.types[0]?.reasons

  it('has every lock reason once, undefined included, with its switches in order', () => {
    const locked = (reason?: string) => ({ ...on, locked: { reason } })
    const channels = {
      sms: locked(),
      push: locked(),
      email: locked('law'),
      chat: on,
      fax: locked('us'),
    }
    expect(listReasons({ setting: locked('law'), channels })).toEqual([
      { kind: 'locked', text: 'law', channels: [undefined, 'email'] },
      { kind: 'locked', text: undefined, channels: ['push', 'sms'] },
      { kind: 'locked', text: 'us', channels: ['fax'] },
    ])
  })

  it('has a reason for the conditional switches that are not locked', () => {
    const conditional = { state: 'conditional' } as const
    const reason = { kind: 'conditional', text: undefined }
    expect(listReasons({ channels: { email: on } })).toEqual([])
    expect(listReasons({ channels: { email: conditional } })).toEqual([
      { ...reason, channels: ['email'] },
    ])
    expect(listReasons({ setting: conditional })).toEqual([{ ...reason, channels: [undefined] }])
    expect(listReasons({ setting: { ...conditional, locked: {} } })).toEqual([
      { kind: 'locked', text: undefined, channels: [undefined] },
    ])
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
