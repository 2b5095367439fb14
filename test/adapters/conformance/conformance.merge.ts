import { describe, expect, it } from 'vitest'
import { getFrequencySetting, getSetting } from '../../../src/core/preferences/preferences.js'
import type { AdapterUnderTest } from '../../../src/testing/conformance/adapterUnderTest.js'
import { ada, open } from '../../../src/testing/conformance/openAdapter.js'

/** Runs the merge tests of the adapters whose merge is our own code. */
export function testWholeMerge(name: string, under: AdapterUnderTest): void {
  describe(`${name}: users.merge`, () => {
    it('adds fields, traits, preferences, streak and devices that the user lacks', async () => {
      const { client } = await open(under, [ada, 'guest'])
      const { users, preferences, streak, schedule, devices } = client
      await users.update('guest', { name: 'Guest', traits: { a: { x: 1, y: [1] }, b: true } })
      await users.update(ada, { email: 'ada@example.com', traits: { a: { y: [2, null] } } })
      await preferences.update('guest', [
        { type: 'news', channel: 'email', enabled: false },
        { type: 'news', channel: 'sms', enabled: false },
        { enabled: false },
        { type: 'news', frequency: 'weekly' },
        { type: 'recap', frequency: 'daily' },
      ])
      await preferences.update(ada, [
        { type: 'news', channel: 'email', enabled: true },
        { type: 'recap', frequency: 'hourly' },
      ])
      await streak.update('guest', { daysOff: [0] })
      await schedule.update('guest', { enabled: true })
      await devices.add('guest', { token: 'both', platform: 'ios' })
      await devices.add('guest', { token: 'guest' })
      await devices.add(ada, { token: 'both', platform: 'android' })

      expect(await users.merge({ from: 'guest', into: ada })).toEqual(await users.get(ada))
      expect(await users.get(ada)).toMatchObject({
        name: 'Guest',
        email: 'ada@example.com',
        traits: { a: { x: 1, y: [2, null] }, b: true },
      })
      const { devices: merged = [] } = await users.get(ada)
      expect(new Set(merged)).toEqual(
        new Set([{ token: 'both', platform: 'android' }, { token: 'guest' }]),
      )
      const saved = await preferences.get(ada)
      const states = [{ type: 'news', channel: 'email' }, { type: 'news', channel: 'sms' }, {}].map(
        (target) => getSetting(saved, target)?.state,
      )
      expect(states).toEqual(['on', 'off', 'off'])
      const frequencies = ['news', 'recap'].map((type) => getFrequencySetting(saved, type)?.value)
      expect(frequencies).toEqual(['weekly', 'hourly'])
      expect((await streak.get(ada)).daysOff).toEqual([0])
      expect((await schedule.get(ada)).enabled).toBe(true)
      await expect(preferences.get('guest')).rejects.toMatchObject({ code: 'not-found' })
    })

    it('keeps the streak settings of the remaining user', async () => {
      const { client } = await open(under, [ada, 'guest'])
      await client.streak.update('guest', { daysOff: [0] })
      await client.streak.update(ada, { enabled: false })
      await client.users.merge({ from: 'guest', into: ada })
      expect(await client.streak.get(ada)).toMatchObject({ enabled: false, daysOff: [] })
    })
  })
}
