import * as z from 'zod/mini'
import { wireMapSchema, type Json } from '../../core/json.js'
import type {
  ChannelSettings,
  NotificationType,
  PreferenceTarget,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { withKey } from '../../core/objectKeys.js'

const notiflowSchema = z.looseObject({
  enabled: z.optional(z.unknown()),
  channel_types: z.optional(z.nullable(wireMapSchema)),
  name: z.optional(z.nullable(z.string())),
})

/** The notiflows by id, as entries, because zod's `record` drops a key `__proto__`. */
const notiflowsSchema = z.pipe(
  wireMapSchema,
  z.pipe(
    z.transform((map: Readonly<Record<string, Json>>): unknown => Object.entries(map)),
    z.array(z.tuple([z.string(), notiflowSchema])),
  ),
)

/**
 * The preferences of a user. An object with an `error` is not preferences, even with a success status.
 * @see https://notiflows.com/docs/api/user/preferences/get
 */
export const preferencesSchema = z.looseObject({
  error: z.optional(z.undefined()),
  channel_types: z.optional(z.nullable(wireMapSchema)),
  notiflows: z.optional(z.nullable(notiflowsSchema)),
})

/** Converts preferences; each notiflow is a type. */
export function toPreferences(wire: z.infer<typeof preferencesSchema>): Preferences {
  const { channel_types: channels, notiflows, error: _error, ...others } = wire
  const types: NotificationType[] = []
  const rests: [string, object][] = []
  for (const [id, { name, enabled, channel_types, ...more }] of notiflows ?? []) {
    types.push({
      id,
      ...(name && { label: name }),
      setting: toSetting(enabled),
      channels: toChannelSettings(channel_types),
    })
    if (Object.keys(more).length > 0) rests.push([id, more])
  }
  const rest = rests.length > 0 ? { ...others, notiflows: Object.fromEntries(rests) } : others
  return { types, channels: toChannelSettings(channels), rest }
}

function toChannelSettings(
  map: Readonly<Record<string, unknown>> | null | undefined,
): ChannelSettings {
  const entries = Object.entries(map ?? {}).map(
    ([key, value]) => [swapPushName(key), toSetting(value)] as const,
  )
  return Object.fromEntries(entries)
}

/** Converts a value. Booleans are explicit choices; any other value is read-only. */
function toSetting(value: unknown): PreferenceSetting {
  if (value === undefined || value === null) return { state: 'unset' }
  if (typeof value !== 'boolean') return { state: 'conditional' }
  return { state: value ? 'on' : 'off' }
}

/** Converts the name of a channel type in both directions. A future channel type `push` keeps a name of its own. */
function swapPushName(channel: string): string {
  if (channel === 'mobile_push') return 'push'
  return channel === 'push' ? 'mobile_push' : channel
}

type ChannelTypesBody = Readonly<Record<string, boolean>>

interface NotiflowBody {
  readonly enabled?: boolean
  readonly channel_types?: ChannelTypesBody
}

interface PreferencesBody {
  readonly channel_types?: ChannelTypesBody
  readonly notiflows?: Readonly<Record<string, NotiflowBody>>
}

/**
 * Returns the body of an update with these changes only. The last change of a setting counts.
 * @see https://notiflows.com/docs/api/user/preferences/update
 */
export function toPreferencesBody(
  changes: readonly (PreferenceTarget & { readonly enabled: boolean })[],
): PreferencesBody {
  return changes.reduce<PreferencesBody>((body, { type, channel, enabled }) => {
    const withChannel = (map: ChannelTypesBody = {}) =>
      channel === undefined ? map : withKey(map, swapPushName(channel), enabled)
    if (type === undefined) return { ...body, channel_types: withChannel(body.channel_types) }
    const { notiflows = {} } = body
    const before = Object.hasOwn(notiflows, type) ? notiflows[type] : undefined
    const entry =
      channel === undefined
        ? { ...before, enabled }
        : { ...before, channel_types: withChannel(before?.channel_types) }
    return { ...body, notiflows: withKey(notiflows, type, entry) }
  }, {})
}
