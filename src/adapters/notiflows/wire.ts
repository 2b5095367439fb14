import * as z from 'zod/mini'
import type { UserPage } from '../../core/adapter.js'
import { wireMapSchema } from '../../core/json.js'
import type {
  NotificationType,
  PreferenceChange,
  Preferences,
  PreferenceSetting,
  ChannelSettings,
} from '../../core/preferences/preferences.js'
import type { Traits } from '../../core/user/traits.js'
import type { Json } from '../../core/json.js'
import { withKey } from '../../core/record.js'
import type { User, UserPatch } from '../../core/user/user.js'

const text = z.optional(z.nullable(z.string()))

/** `id` is Notiflows' own and means nothing outside; the key is `external_id`. https://notiflows.com/docs/api/admin/users/get */
export const userSchema = z.looseObject({
  external_id: z.string(),
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
  avatar: text,
  timezone: text,
  locale: text,
  custom_fields: z.optional(z.nullable(wireMapSchema)),
})

/** https://notiflows.com/docs/api/pagination */
export const userPageSchema = z.object({
  items: z.array(userSchema),
  page: z.object({ after: text, has_more_after: z.optional(z.boolean()) }),
})

const notiflowSchema = z.looseObject({
  enabled: z.optional(z.unknown()),
  channel_types: z.optional(z.nullable(wireMapSchema)),
  name: text,
})

/** As entries, so that `__proto__` stays a key. */
const notiflowsSchema = z.pipe(
  wireMapSchema,
  z.pipe(
    z.transform((map: Readonly<Record<string, Json>>): unknown => Object.entries(map)),
    z.array(z.tuple([z.string(), notiflowSchema])),
  ),
)

/** https://notiflows.com/docs/api/user/preferences/get; an error is none, even with the status of a success. */
export const preferencesSchema = z.looseObject({
  error: z.optional(z.undefined()),
  channel_types: z.optional(z.nullable(wireMapSchema)),
  notiflows: z.optional(z.nullable(notiflowsSchema)),
})

/** https://notiflows.com/docs/api/user/channel_settings/update; `settings` must be there, since it is written back whole. */
export const channelSettingsSchema = z.looseObject({
  settings: z.nullable(
    z.looseObject({ device_tokens: z.optional(z.nullable(z.array(z.unknown()))) }),
  ),
})

/** Our names and theirs of the fields that both have. */
export const userKeys = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  phone: 'phone',
  avatar: 'avatar',
  timezone: 'timezone',
  locale: 'locale',
} as const

const userEntries = Object.entries(userKeys) as [keyof typeof userKeys, string][]

export function toUser(wire: z.infer<typeof userSchema>): User {
  const { external_id: id, custom_fields: traits, ...others } = wire
  const known: readonly string[] = Object.values(userKeys)
  const fields = userEntries.flatMap(([ours, theirs]) => {
    const value = others[theirs]
    return typeof value === 'string' && value !== '' ? [[ours, value]] : []
  })
  const rest = Object.entries(others).filter(([key]) => !known.includes(key))
  return {
    ...(Object.fromEntries(fields) as Partial<User>),
    id,
    traits: withoutNulls(traits ?? {}),
    rest: Object.fromEntries(rest),
  }
}

/** Null removes, and whether it leaves itself behind, alone or inside an object that is new, is documented nowhere. */
function withoutNulls(traits: Traits): Traits {
  const entries = Object.entries(traits).flatMap(([key, value]) =>
    value === null ? [] : [[key, isMap(value) ? withoutNulls(value) : value] as const],
  )
  return Object.fromEntries(entries)
}

/** Where a patch removes a trait that is still there, e.g. `traits.address.city`. */
export function keptTraits(patch: Traits, traits: Traits, path = 'traits'): string[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const left = Object.hasOwn(traits, key) ? traits[key] : undefined
    if (left === undefined) return []
    if (value === null) return [`${path}.${key}`]
    return isMap(value) && isMap(left) ? keptTraits(value, left, `${path}.${key}`) : []
  })
}

const isMap = (value: Json): value is Traits =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The body of an upsert; one state of the docs wants the id in it too, where it does no harm. */
export function fromPatch(id: string, patch: UserPatch): Readonly<Record<string, unknown>> {
  const fields = userEntries.flatMap(([ours, theirs]) =>
    patch[ours] === undefined ? [] : [[theirs, patch[ours]]],
  )
  const { traits } = patch
  return {
    external_id: id,
    ...(Object.fromEntries(fields) as object),
    ...(traits && { custom_fields: traits satisfies Traits }),
  }
}

/** A cursor that leads back to its own page would never end. */
export function toPage(
  { items, page }: z.infer<typeof userPageSchema>,
  cursor: string | undefined,
): UserPage {
  const { after, has_more_after: hasMore } = page
  const users = items.map(toUser)
  return after && after !== cursor && hasMore !== false ? { users, next: after } : { users }
}

/** The two names trade places, so that a channel type that is called `push` some day stays one of its own. */
const renamed = new Map([
  ['mobile_push', 'push'],
  ['push', 'mobile_push'],
])

const swapped = (channel: string): string => renamed.get(channel) ?? channel

/** Booleans stand only where somebody chose; what is neither yes, no nor nothing is shown read-only. */
function toSetting(value: unknown): PreferenceSetting {
  if (value === undefined || value === null) return { state: 'unset' }
  if (typeof value !== 'boolean') return { state: 'conditional' }
  return { state: value ? 'on' : 'off' }
}

function toSettings(map: Readonly<Record<string, unknown>> | null | undefined): ChannelSettings {
  const settings = Object.entries(map ?? {}).map(([key, value]) => [swapped(key), toSetting(value)])
  return Object.fromEntries(settings) as ChannelSettings
}

export function toPreferences(wire: z.infer<typeof preferencesSchema>): Preferences {
  const { channel_types: channels, notiflows, error: _, ...others } = wire
  const rows = notiflows ?? []
  const types = rows.map(([id, { name, enabled, channel_types }]): NotificationType => ({
    id,
    ...(name && { label: name }),
    setting: toSetting(enabled),
    channels: toSettings(channel_types),
  }))
  const unknown = rows.flatMap(
    ([id, { name: _name, enabled: _enabled, channel_types: _types, ...more }]) =>
      Object.keys(more).length > 0 ? [[id, more]] : [],
  )
  const rest = unknown.length > 0 ? { ...others, notiflows: Object.fromEntries(unknown) } : others
  return { types, channels: toSettings(channels), rest }
}

interface NotiflowBody {
  readonly enabled?: boolean
  readonly channel_types?: Readonly<Record<string, boolean>>
}

interface PreferencesBody {
  readonly channel_types?: Readonly<Record<string, boolean>>
  readonly notiflows?: Readonly<Record<string, NotiflowBody>>
}

/** The body that holds these leaves and nothing else; of one leaf the last counts. */
export function fromChanges(changes: readonly PreferenceChange[]): PreferencesBody {
  return changes.reduce<PreferencesBody>((body, { type, channel, enabled }) => {
    const switches = (map: Readonly<Record<string, boolean>> = {}) =>
      channel === undefined ? map : withKey(map, swapped(channel), enabled)
    if (type === undefined) return { ...body, channel_types: switches(body.channel_types) }
    const { notiflows = {} } = body
    const before = Object.hasOwn(notiflows, type) ? notiflows[type] : undefined
    const entry =
      channel === undefined
        ? { ...before, enabled }
        : { ...before, channel_types: switches(before?.channel_types) }
    return { ...body, notiflows: withKey(notiflows, type, entry) }
  }, {})
}
