import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { deviceNames } from '../../../src/core/devices/deviceNames.js'
import { messages } from '../../../src/core/messages/messages.js'

const t = messages.account
const nameOf = (token: string, platform?: string) =>
  deviceNames(t, [{ token, platform }]).get(token)?.whole

it.each([
  ['c1d7a9b0e4f24a6c8b1d3f5a7c9e3f9a', 'ios', 'iPhone or iPad, ending in 3f9a'],
  ['c1d7a9b0e4f24a6c8b1d3f5a7c9e3f9a', ' iOS', 'iPhone or iPad, ending in 3f9a'],
  ['f0e1d2c3b4a5968778695a4b3c2d81b2', 'android', 'Android, ending in 81b2'],
  ['https://push.example.com/v2/gAAAk-0c4=', 'web', 'Browser, ending in k0c4'],
  ['f0e1d2c3b4a5968778695a4b3c2d81b2', 'smart-tv', 'Smart tv, ending in 81b2'],
  ['f0e1d2c3b4a5968778695a4b3c2d81b2', 'constructor', 'Constructor, ending in 81b2'],
  ['f0e1d2c3b4a5968778695a4b3c2d81b2', undefined, 'Device, ending in 81b2'],
  ['abcdef', 'ios', 'iPhone or iPad, ending in ef'],
  ['ab', 'ios', 'iPhone or iPad'],
])('%s on %s is %s', (token, platform, name) => expect(nameOf(token, platform)).toBe(name))

it('deviceNames: are unique', () => {
  const names = deviceNames(t, [
    { token: `1${'x'.repeat(12)}`, platform: 'ios' },
    { token: `2${'x'.repeat(12)}`, platform: 'ios' },
  ])
  expect([...names.values()].map(({ whole }) => whole)).toEqual([
    'iPhone or iPad, ending in xxxx',
    'iPhone or iPad, ending in xxxx (2)',
  ])
})

it('deviceNames: contain at most a third and four characters of a token', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (token) => {
      const { ending = '' } = deviceNames(t, [{ token, platform: 'web' }]).get(token) ?? {}
      const end = ending.slice(t.deviceEnding('').length)
      const shown = Array.from(end)
      expect(shown.length).toBeLessThanOrEqual(Math.min(4, token.length / 3))
    }),
  )
})
