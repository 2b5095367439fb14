import { expect } from './expect.js'
import { getSetting, type Preferences } from '../../core/preferences/preferences.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { getTargets } from './getTargets.js'
import { ada, open } from './openAdapter.js'

/** Returns the settings that the user seems to have chosen. Locked settings are left out, because users cannot change them. */
function findChoices(preferences: Preferences): readonly unknown[] {
  const settings = getTargets(preferences).flatMap((target) => {
    const { state, locked } = getSetting(preferences, target) ?? {}
    return !locked && (state === 'on' || state === 'off') ? [{ ...target, state }] : []
  })
  const frequencies = preferences.types.flatMap(({ id: type, frequency }) =>
    frequency?.value && !frequency.locked ? [{ type, frequency: frequency.value }] : [],
  )
  return [...settings, ...frequencies]
}

/** Adds the tests of which settings a user has, and of their states while the user chose nothing. */
export function testDefaults(under: AdapterUnderTest, addTest: AddTest): void {
  const { lacks = {}, defaultsAsChoices, targets } = under
  if (lacks.preferences) return

  addTest(
    `preferences.get: returns ${defaultsAsChoices ? `defaults as choices: ${defaultsAsChoices}` : 'no default as a choice'}`,
    async () => {
      const { adapter, client } = await open(under)
      const found = await client.preferences.get(ada)
      const choices = [found, adapter.preferences?.initial ?? found].flatMap(findChoices)
      if (defaultsAsChoices) expect(choices).not.toEqual([])
      else expect(choices).toEqual([])
    },
  )

  addTest(
    'preferences.get: returns every setting that can be changed, if the rules say so',
    async () => {
      const { adapter, client } = await open(under)
      if (!adapter.preferences?.rules.complete) return
      const found = await client.preferences.get(ada)
      const missing = targets.filter((target) => !getSetting(found, target))
      expect(missing).toEqual([])
      const [first] = targets
      for (const target of [
        { ...first, type: 'not a type' },
        { ...first, channel: 'not a channel' },
      ]) {
        const code = expect.stringMatching(/^(?:invalid|unsupported)$/)
        const update = client.preferences.update(ada, { ...target, enabled: true })
        await expect(update).rejects.toMatchObject({ code })
      }
    },
  )
}
