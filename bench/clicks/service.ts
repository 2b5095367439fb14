import {
  IdentikitError,
  isOn,
  getSetting,
  type PreferenceChange,
  type UserAdapter,
} from '../../src/core.js'
import type { Link, Outcome } from './link.js'
import { switchIds, toChoices, type Choices } from './plan.js'

/** Creates the user with the initial choices of a trial. */
export async function createUser(
  adapter: UserAdapter,
  userId: string,
  initial: Choices,
): Promise<void> {
  const preferences = switchIds.map((id) => ({ type: id, channel: 'email', enabled: initial[id] }))
  await adapter.users?.identify?.(userId, {}, { preferences })
}

/** Reads the saved choices from the service. */
export async function readSaved(adapter: UserAdapter, userId: string): Promise<Choices> {
  const preferences = await adapter.preferences?.get(userId)
  return toChoices((id) => isOn(getSetting(preferences, { type: id, channel: 'email' })))
}

/** Returns an adapter whose preferences are requested over the link. `findClicks` returns the clicks that a write saves. */
export function linkAdapter(
  adapter: UserAdapter,
  link: Link,
  findClicks: (changes: readonly PreferenceChange[]) => number[],
): UserAdapter {
  const { preferences } = adapter
  if (!preferences) throw new Error(`${adapter.id} has no preferences.`)
  return {
    ...adapter,
    preferences: {
      rules: preferences.rules,
      get: async (userId) => getAnswer(await link.read(() => preferences.get(userId))),
      update: async (userId, change) => {
        const changes = [change].flat()
        return getAnswer(
          await link.write(findClicks(changes), () => preferences.update(userId, changes)),
        )
      },
    },
  }
}

/** Returns the switches that a write changes. */
export const findSwitches = (changes: unknown): unknown[] =>
  [changes].flat().map((change) => (change as PreferenceChange | undefined)?.type)

function getAnswer<Answer>(outcome: Outcome<Answer>): Answer {
  const { status } = outcome
  if (status === 200) return outcome.answer
  if (status === 'lost') throw new IdentikitError('network', 'The answer was lost.')
  const code = status === 422 ? 'invalid' : 'service'
  throw new IdentikitError(code, `The service answered ${status}.`, { status })
}
