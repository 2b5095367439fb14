import { expect } from './expect.js'
import { getSetting, type Preferences } from '../../core/preferences/preferences.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { getTargets } from './getTargets.js'
import { ada, open } from './openAdapter.js'

/** Returns what counts as a choice of the user. Nobody chooses a locked setting. */
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

/** Adds the test of the preferences of a user who chose nothing. */
export function testDefaults(under: AdapterUnderTest, addTest: AddTest): void {
  const { lacks = {}, defaultsAsChoices } = under
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
}
