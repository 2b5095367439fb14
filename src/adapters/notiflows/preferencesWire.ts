import * as z from 'zod/mini'
import { isMap, type Json } from '../../core/json.js'
import type {
  ChannelSettings,
  NotificationType,
  PreferenceTarget,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { withKey } from '../../core/objectKeys.js'
import type { JsonPath } from '../http/parseParts.js'

/**
 * The preferences of a user. Their parts are not validated, so that an odd part is shown as read-only and reported, see
 * {@link findOddSettings}. An object with an `error` is not preferences, even with a success status.
 * @see https://notiflows.com/docs/api/user/preferences/get
 */
export const preferencesSchema = z.custom<WireMap>(
  (value) => isMap(value) && (value['error'] ?? null) === null,
  'must be preferences',
)

type WireMap = Readonly<Record<string, Json>>

/** Converts preferences; each notiflow is a type. */
export function toPreferences(wire: WireMap): Preferences {
  const { channel_types: channels, notiflows, error: _error, ...others } = wire
  const types: NotificationType[] = []
  const rests: [string, object][] = []
  for (const [id, notiflow] of toEntries(notiflows)) {
    if (!isMap(notiflow)) {
      types.push({ id, setting: toSetting(notiflow), channels: {} })
      continue
    }
    const { name, enabled, channel_types, ...more } = notiflow
    types.push({
      id,
      ...(typeof name === 'string' && name !== '' && { label: name }),
      setting: toSetting(enabled),
      channels: toChannelSettings(channel_types),
    })
    if (Object.keys(more).length > 0) rests.push([id, more])
  }
  const rest = rests.length > 0 ? { ...others, notiflows: Object.fromEntries(rests) } : others
  return { types, channels: toChannelSettings(channels), rest }
}

/** Returns the paths of the parts of preferences that are not as documented. */
export function findOddSettings(wire: unknown): readonly JsonPath[] {
  const { channel_types: channels, notiflows } = Object(wire) as Partial<WireMap>
  const findInChannels = (map: unknown, path: JsonPath): readonly JsonPath[] =>
    isMap(map ?? {})
      ? toEntries(map).flatMap(([key, value]) => (isSetting(value) ? [] : [[...path, key]]))
      : [path]
  const inNotiflows = toEntries(notiflows).flatMap(([id, notiflow]): readonly JsonPath[] => {
    const path = ['notiflows', id]
    if (!isMap(notiflow)) return notiflow === null ? [] : [path]
    const { name, enabled, channel_types } = notiflow
    return [
      ...(typeof (name ?? '') === 'string' ? [] : [[...path, 'name']]),
      ...(isSetting(enabled) ? [] : [[...path, 'enabled']]),
      ...findInChannels(channel_types, [...path, 'channel_types']),
    ]
  })
  return [
    ...(isMap(notiflows ?? {}) ? [] : [['notiflows']]),
    ...inNotiflows,
    ...findInChannels(channels, ['channel_types']),
  ]
}

const isSetting = (value: unknown) => typeof (value ?? false) === 'boolean'

const toEntries = (map: unknown): readonly (readonly [string, Json])[] =>
  isMap(map) ? Object.entries(map) : []

function toChannelSettings(map: unknown): ChannelSettings {
  const entries = toEntries(map).map(
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
