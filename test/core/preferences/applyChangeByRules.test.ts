import { describe, expect, it } from 'vitest'
import { applyChangeByRules } from '../../../src/core/preferences/applyChangeByRules.js'
import { applyPreferenceChange } from '../../../src/core/preferences/preferences.js'
import type { Preferences } from '../../../src/core/preferences/preferences.js'

const preferences: Preferences = {
  types: [
    { id: 'news', channels: { email: { state: 'on' }, push: { state: 'on' } } },
    { id: 'legal', channels: { email: { state: 'on', locked: {} } } },
    { id: 'digest', channels: { email: { state: 'conditional' } } },
    { id: 'recap', channels: { push: { state: 'off' } } },
    { id: '__proto__', channels: { email: { state: 'unset', default: true } } },
  ],
  channels: { email: { state: 'on' } },
  rest: {},
}
const change = { channel: 'email', enabled: false }
const replace = { parents: 'replace' } as const

describe('applyChangeByRules', () => {
  it('changes a channel in every type that has it, unless the user can not', () => {
    const { types, channels } = applyChangeByRules(preferences, change, replace)
    expect(channels).toEqual({ email: { state: 'off' } })
    expect(types.map((type) => type.channels['email']?.state)).toEqual([
      'off',
      'on',
      'conditional',
      undefined,
      'off',
    ])
    expect(types[0]?.channels['push']).toBe(preferences.types[0]?.channels['push'])
    for (const index of [1, 2, 3]) expect(types[index]).toBe(preferences.types[index])
  })

  it.each([undefined, { parents: 'and' }, { parents: 'unknown' }] as const)(
    'changes one setting only with the rules %j',
    (rules) => {
      const after = applyChangeByRules(preferences, change, rules)
      expect(after).toEqual(applyPreferenceChange(preferences, change))
      expect(after.types).toBe(preferences.types)
    },
  )

  it.each([
    { enabled: false },
    { type: 'news', channel: 'email', enabled: false },
    { type: 'news', enabled: false },
    { channel: 'email', enabled: null },
    { type: 'news', frequency: 'daily' } as const,
  ])('changes one setting only for %j', (other) => {
    const after = applyChangeByRules(preferences, other, replace)
    expect(after).toEqual(applyPreferenceChange(preferences, other))
  })
})
