import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { settleChanges } from '../../core/preferences/acceptChanges.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import type { Queue } from '../http/queue.js'
import { acceptTagChanges } from './acceptTagChanges.js'
import { createOddSwitches, toPreferences, toTags } from './preferencesWire.js'
import type { PreferenceTags } from './preferenceTags.js'
import type { UserRequests } from './userRequests.js'
import { withProperties, type UserWire } from './userWire.js'

/**
 * Creates the preferences member: a tag holds the choice for one channel of one type. An update reads the user first, because OneSignal may
 * accept an update of an unknown user, and returns what was read with the saved changes, because a read after the write may be outdated.
 * @see https://documentation.onesignal.com/docs/preference-center
 */
export function createOneSignalPreferences(
  requests: UserRequests,
  tags: PreferenceTags,
  enqueue: Queue,
): PreferencesMember {
  const findOdd = createOddSwitches(tags)

  async function read(id: string, options: RequestOptions = {}): Promise<UserWire> {
    return requests.read(id, options, findOdd)
  }

  async function update(id: string, changes: readonly PreferenceChange[], options: RequestOptions) {
    const before = await read(id, options)
    const stored = toPreferences(before, tags)
    const { accepted, refused } = acceptTagChanges(changes, tags, stored, options)
    const properties = { tags: toTags(accepted, tags) }
    await requests.save(id, properties, options)
    settleChanges('OneSignal', changes, refused, options)
    return toPreferences(withProperties(before, properties), tags)
  }

  return {
    rules: { write: 'setting', parents: 'and', clear: true, complete: true },
    initial: toPreferences({}, tags),
    async get(id, options) {
      return toPreferences(await read(id, options), tags)
    },
    async update(id, change, options = {}) {
      const changes = [change].flat()
      // Before anything is sent: what the adapter has no tag for.
      acceptTagChanges(changes, tags, undefined, options)
      return enqueue(id, options.signal, async () => update(id, changes, options))
    },
    async reset(id, options = {}) {
      return enqueue(id, options.signal, async () => {
        const before = await read(id, options)
        const stored = toPreferences(before, tags)
        // A tag that isn't a switch isn't a choice.
        const changes = stored.types.flatMap(({ id: type, channels }) =>
          Object.entries(channels).flatMap(([channel, { state }]) =>
            state === 'on' || state === 'off' ? [{ type, channel, enabled: null }] : [],
          ),
        )
        if (changes.length === 0) return stored
        const properties = { tags: toTags(changes, tags) }
        await requests.save(id, properties, options)
        return toPreferences(withProperties(before, properties), tags)
      })
    },
  }
}
