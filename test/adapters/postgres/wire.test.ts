import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPreferences } from '../../../src/adapters/postgres/wire.js'
import {
  applyPreferenceChange,
  preferenceKey,
  type Preferences,
} from '../../../src/core/preferences/preferences.js'

const names = fc.constantFrom('email', 'push', 'news', '2', '1', '__proto__', 'constructor')
const choices = fc.uniqueArray(
  fc.record(
    { type: names, channel: names, enabled: fc.boolean() },
    { requiredKeys: ['enabled'], noNullPrototype: true },
  ),
  { selector: preferenceKey },
)
const unset = { state: 'unset', default: true } as const

describe('toPreferences', () => {
  it('applies every stored choice in order', () => {
    const offers = fc.constantFrom<Pick<Preferences, 'channels' | 'subscribed'>>(
      { channels: {} },
      { channels: { push: unset, email: unset }, subscribed: unset },
    )
    fc.assert(
      fc.property(choices, offers, (stored, offered) => {
        const start: Preferences = { types: [], ...offered, rest: {} }
        const made = toPreferences(stored, offered)
        const expected = stored.reduce<Preferences>(applyPreferenceChange, start)
        expect(made).toEqual(expected)
        const keys = ({ types, channels }: Preferences) =>
          [channels, ...types.map((type) => type.channels)].map((map) => Object.keys(map))
        expect(keys(made)).toEqual(keys(expected))
      }),
    )
  })

  it('runs in linear time', () => {
    const stored = Array.from({ length: 20_000 }, (_, index) => ({
      type: `type ${index}`,
      channel: 'email',
      enabled: true,
    }))
    const start = performance.now()
    expect(toPreferences(stored, { channels: {} }).types).toHaveLength(20_000)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
