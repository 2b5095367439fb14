import { acceptChanges, createQueue, settleChanges, wireMapSchema } from 'identikit/adapter-kit'
import type { ChangeRefusal, HttpClient } from 'identikit/adapter-kit'
import type { PreferenceChange, PreferenceSetting, PreferencesMember } from 'identikit/core'
import type {
  Preferences,
  RegisteredChannel,
  RegisteredTypeId,
  RequestOptions,
} from 'identikit/core'
import * as z from 'zod/mini'
import { toPath } from './users.js'

/** A topic of your messages with its channels. */
interface Topic {
  readonly id: RegisteredTypeId
  readonly channels: readonly RegisteredChannel[]
}

/** Returns the key of a choice, such as `news.email`. */
const toKey = (type = '', channel = '') => `${type}.${channel}`

/** Converts a stored value. One that isn't a boolean is read-only. */
function toSetting(value: unknown): PreferenceSetting {
  const state = typeof value === 'boolean' ? (value ? 'on' : 'off') : 'conditional'
  return { state: value === undefined ? 'unset' : state, default: true }
}

/** Creates the preferences member of an API whose only write replaces all settings. */
export function createSettings(http: HttpClient, topics: readonly Topic[]): PreferencesMember {
  const enqueue = createQueue()
  const toSettingsPath = (id: string) => `${toPath(id)}/settings`

  const read = (id: string, options: RequestOptions = {}) =>
    http(wireMapSchema, 'GET', toSettingsPath(id), options)

  const toPreferences = (stored: Readonly<Record<string, unknown>>): Preferences => ({
    types: topics.map(({ id, channels }) => ({
      id,
      channels: Object.fromEntries(
        channels.map((channel) => [channel, toSetting(stored[toKey(id, channel)])]),
      ),
    })),
    channels: {},
    rest: {},
  })

  function refuse({ type, channel }: PreferenceChange): ChangeRefusal | undefined {
    const topic = topics.find(({ id }) => id === type)
    if (topic?.channels.some((name) => name === channel)) return undefined
    return { code: 'unsupported', problem: 'is not about one channel of one topic' }
  }

  return {
    rules: { write: 'setting', parents: 'unknown', clear: true, complete: true },
    get: async (id, options) => toPreferences(await read(id, options)),
    async update(id, change, options = {}) {
      const changes = [change].flat()
      const { accepted, refused } = acceptChanges('Accounts', changes, refuse, options)
      return enqueue(id, options.signal, async () => {
        // Everything that was read is written back, also what this code doesn't know.
        const settings = new Map<string, unknown>(Object.entries(await read(id, options)))
        for (const { type, channel, enabled } of accepted)
          // JSON has no `undefined`, so a deleted choice is left out.
          settings.set(toKey(type, channel), enabled ?? undefined)
        const body = Object.fromEntries(settings)
        await http(z.unknown(), 'PUT', toSettingsPath(id), { ...options, body })
        settleChanges('Accounts', changes, refused, options)
        return toPreferences(body)
      })
    },
  }
}
