import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { settleChanges, toRefused } from '../../core/preferences/acceptChanges.js'
import type {
  PreferenceChange,
  PreferenceSwitchChange,
} from '../../core/preferences/preferences.js'
import { saveInParts } from '../../core/preferences/saveInParts.js'
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
    // A page that is closing can't wait for an answer.
    const before = options.closing ? undefined : await read(id, options)
    const stored = before && toPreferences(before, tags)
    const { accepted, refused } = acceptTagChanges(changes, tags, stored, options)
    const save = async (part: readonly PreferenceSwitchChange[]) =>
      requests.save(id, { tags: toTags(part, tags) }, options)
    const { failed } = await saveInParts(accepted, save, options)
    settleChanges('OneSignal', changes, [...refused, ...toRefused(changes, failed)], options)
    const saved = accepted.filter((change) => !failed.has(change))
    const user = before ?? (await read(id, options))
    return toPreferences(withProperties(user, { tags: toTags(saved, tags) }), tags)
  }

  return {
    rules: { write: 'setting', parents: 'and', clear: true },
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
        const { types } = toPreferences(before, tags)
        // A tag that isn't a switch isn't a choice.
        const changes = types.flatMap(({ id: type, channels }) =>
          Object.entries(channels).flatMap(([channel, { state }]) =>
            state === 'conditional' ? [] : [{ type, channel, enabled: null }],
          ),
        )
        const properties = { tags: toTags(changes, tags) }
        await requests.save(id, properties, options)
        return toPreferences(withProperties(before, properties), tags)
      })
    },
  }
}
