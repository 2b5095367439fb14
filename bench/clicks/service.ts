import {
  IdentikitError,
  isOn,
  getSetting,
  type PreferenceChange,
  type UserAdapter,
} from '../../src/core.js'
import type { Link, Outcome } from './link.js'
import { switchIds, toChoices, type Choices } from './plan.js'

/** Makes the person with the choices that the trial begins with. */
export async function fill(adapter: UserAdapter, userId: string, first: Choices): Promise<void> {
  const preferences = switchIds.map((id) => ({ type: id, channel: 'email', enabled: first[id] }))
  await adapter.users?.identify?.(userId, {}, { preferences })
}

/** What the service itself holds. */
export async function readSaved(adapter: UserAdapter, userId: string): Promise<Choices> {
  const preferences = await adapter.preferences?.get(userId)
  return toChoices((id) => isOn(getSetting(preferences, { type: id, channel: 'email' })))
}

/** Puts the link before an adapter's preferences; `clicksOf` says which clicks a write is about. */
export function linked(
  adapter: UserAdapter,
  link: Link,
  clicksOf: (changes: readonly PreferenceChange[]) => number[],
): UserAdapter {
  const { preferences } = adapter
  if (!preferences) throw new Error(`${adapter.id} has no preferences.`)
  return {
    ...adapter,
    preferences: {
      rules: preferences.rules,
      get: async (userId) => answerOf(await link.read(() => preferences.get(userId))),
      update: async (userId, change) => {
        const changes = [change].flat()
        return answerOf(
          await link.write(clicksOf(changes), () => preferences.update(userId, changes)),
        )
      },
    },
  }
}

/** The switches that a write names. */
export const switchesOf = (changes: unknown): unknown[] =>
  [changes].flat().map((change) => (change as PreferenceChange | undefined)?.type)

function answerOf<Answer>(outcome: Outcome<Answer>): Answer {
  const { status } = outcome
  if (status === 200) return outcome.answer
  if (status === 'lost') throw new IdentikitError('network', 'The answer was lost.')
  const code = status === 422 ? 'invalid' : 'service'
  throw new IdentikitError(code, `The service answered ${status}.`, { status })
}
