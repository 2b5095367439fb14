import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  getDisabledParents,
  getSetting,
  isOn,
  type PreferenceRules,
  type Preferences,
  type PreferenceSetting,
} from '../../../src/core/preferences/preferences.js'
import type { User } from '../../../src/core/user/user.js'
import { decideDelivery } from '../../../src/server/delivery/decideDelivery.js'

const rules: PreferenceRules = { write: 'setting', parents: 'and' }
const channels = ['email', 'push', 'in_app'] as const
const user: User = { id: 'ada', email: 'ada@example.com', traits: {}, rest: {} }

const setting: fc.Arbitrary<PreferenceSetting> = fc.record(
  {
    state: fc.constantFrom('on', 'off', 'unset', 'conditional'),
    default: fc.boolean(),
    locked: fc.constant({}),
    pending: fc.constant(true as const),
  },
  { requiredKeys: ['state'] },
)
const row = fc.dictionary(fc.constantFrom(...channels), setting, { maxKeys: 3 })
const preferences: fc.Arbitrary<Preferences> = fc.record({
  types: fc.tuple(
    fc.record({
      id: fc.constant('recap'),
      setting: fc.option(setting, { nil: undefined }),
      channels: row,
    }),
  ),
  channels: row,
  subscribed: fc.option(setting, { nil: undefined }),
  rest: fc.constant({}),
})
const cases = { numRuns: 20_000 }
const always = { isVerified: true, schedule: undefined, at: 0 }

/** The rules once more, written as plainly as possible. */
function mayBeSent({ types: [type], ...page }: Preferences, channel: string): boolean {
  if (!type) return false
  const hasChannels = Object.keys(type.channels).length > 0
  const own = hasChannels ? type.channels[channel] : type.setting
  if (!own) return false
  const isTrue = (one: PreferenceSetting) =>
    one.state === 'on' || (one.state === 'unset' && one.default === true)
  const isFalse = (one: PreferenceSetting | undefined) =>
    one?.state === 'off' || (one?.state === 'unset' && one.default === false)
  if (own.locked) return isTrue(own)
  if (own.pending || !isTrue(own)) return false
  if (isFalse(page.subscribed)) return false
  if (!hasChannels) return true
  return !isFalse(type.setting) && !isFalse(page.channels[channel])
}

it('decideDelivery: delivers as a second implementation of the rules does', () => {
  fc.assert(
    fc.property(preferences, fc.constantFrom(...channels), (page, channel) => {
      const facts = { preferences: page, rules, user, ...always }
      const { deliver } = decideDelivery({ type: 'recap', channel }, facts)
      expect(deliver).toBe(mayBeSent(page, channel))
    }),
    cases,
  )
})

it('decideDelivery: delivers what a switch of the center shows as on, confirmed and not overridden, and nothing else', () => {
  fc.assert(
    fc.property(preferences, fc.constantFrom(...channels), (page, channel) => {
      const hasChannels = Object.keys(page.types[0]?.channels ?? {}).length > 0
      const target = hasChannels ? { type: 'recap', channel } : { type: 'recap' }
      const shown = getSetting(page, target)
      const isShownOn = isOn(shown) && getDisabledParents(page, target, rules).length === 0
      const isWaiting = shown?.pending === true && !shown.locked
      const facts = { preferences: page, rules, user, ...always }
      const { deliver } = decideDelivery({ type: 'recap', channel }, facts)
      expect(deliver).toBe(isShownOn && !isWaiting)
    }),
    cases,
  )
})

it('decideDelivery: says why for every message that it holds', () => {
  fc.assert(
    fc.property(preferences, fc.constantFrom(...channels), (page, channel) => {
      const facts = { preferences: page, rules, user, ...always }
      const delivery = decideDelivery({ type: 'recap', channel }, facts)
      if (delivery.deliver) return
      expect(delivery.reason).toMatch(/^(off|parent-off|unset|unconfirmed|unknown)$/)
      if (delivery.reason !== 'parent-off') return
      const parent = delivery.parent && getSetting(page, delivery.parent)
      expect(parent && !isOn(parent)).toBe(true)
    }),
    cases,
  )
})
