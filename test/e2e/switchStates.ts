import type { Locator } from 'playwright'
import { getPreferenceName } from '../../src/core/messages/preferenceNames.js'
import { messages } from '../../src/core/messages/messages.js'
import { getSetting, isOn, type Preferences } from '../../src/core/preferences/preferences.js'

/** Returns the state of every preference switch of a center by name. */
export async function readSwitchStates(center: Locator): Promise<Record<string, boolean>> {
  const switches = await center
    .getByRole('table')
    .getByRole('switch')
    .evaluateAll((all) =>
      all.map((element) => [
        element.getAttribute('aria-label'),
        element.getAttribute('aria-checked') === 'true',
      ]),
    )
  return Object.fromEntries(switches) as Record<string, boolean>
}

/** Returns the same states from preferences with their catalog. */
export function toSwitchStates(preferences: Preferences): Record<string, boolean> {
  const ofTypes = preferences.types.flatMap(({ id, setting, channels }) => [
    ...(setting ? [{ type: id }] : []),
    ...Object.keys(channels).map((channel) => ({ type: id, channel })),
  ])
  const targets = [...Object.keys(preferences.channels).map((channel) => ({ channel })), ...ofTypes]
  return Object.fromEntries(
    targets.map((target) => [
      getPreferenceName(messages, preferences, target),
      isOn(getSetting(preferences, target)),
    ]),
  )
}
