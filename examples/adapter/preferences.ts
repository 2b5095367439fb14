import {
  acceptChanges,
  saveInParts,
  settleChanges,
  toRefused,
  type ChangeRefusal,
  type HttpClient,
} from 'identikit/adapter-kit'
import type {
  PreferenceChange,
  PreferenceSetting,
  PreferencesMember,
  Preferences,
  RegisteredTypeId,
} from 'identikit/core'
import * as z from 'zod/mini'
import { toPath } from './users.js'

/** The topics of an account with its choices by channel; `null` is no choice. */
const topicsSchema = z.object({
  topics: z.array(
    z.object({
      // The ids of your catalog, if you register it, else any text.
      key: z.custom<RegisteredTypeId>((key) => typeof key === 'string'),
      title: z.string(),
      channels: z.record(z.string(), z.nullable(z.boolean())),
    }),
  ),
})

const toSetting = (choice: boolean | null): PreferenceSetting => ({
  state: choice === null ? 'unset' : choice ? 'on' : 'off',
  // The API sends what nobody turned off.
  default: true,
})

const toPreferences = ({ topics }: z.infer<typeof topicsSchema>): Preferences => ({
  types: topics.map(({ key, title, channels }) => ({
    id: key,
    label: title,
    channels: Object.fromEntries(
      Object.entries(channels).map(([channel, choice]) => [channel, toSetting(choice)]),
    ),
  })),
  channels: {},
  rest: {},
})

/** Refuses what the API has no switch for. */
const refuse = ({ type, channel }: PreferenceChange): ChangeRefusal | undefined =>
  type === undefined || channel === undefined
    ? { code: 'unsupported', problem: 'is not about one channel of one topic' }
    : undefined

/** Creates the preferences member. */
export function createPreferences(http: HttpClient): PreferencesMember {
  return {
    rules: { write: 'setting', parents: 'unknown', clear: true, complete: true },
    async get(id, options) {
      const path = `${toPath(id)}/topics`
      return toPreferences(await http(topicsSchema, 'GET', path, options))
    },
    async update(id, change, options = {}) {
      const changes = [change].flat()
      const { accepted, refused } = acceptChanges('Accounts', changes, refuse, options)
      const { data, failed } = await saveInParts(
        accepted,
        async (part) => {
          const choices = part.map(({ type, channel, enabled }) => ({
            key: type,
            channel,
            enabled,
          }))
          const request = { ...options, body: { choices } }
          return toPreferences(await http(topicsSchema, 'PATCH', `${toPath(id)}/topics`, request))
        },
        options,
      )
      settleChanges('Accounts', changes, [...refused, ...toRefused(changes, failed)], options)
      return data
    },
  }
}
