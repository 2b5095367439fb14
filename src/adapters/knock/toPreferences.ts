import * as z from 'zod/mini'
import { isMap } from '../../core/json.js'
import type { Channel } from '../../core/preferences/channels.js'
import type {
  NotificationType,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { channelTypes, toChannel, toTypeId, typeMaps } from './preferenceNames.js'
import { getAt, getEntries, getOwn, isOverridden } from './preferencesWire.js'
import type { KnockSet, TypeMap } from './preferencesWire.js'

const rowSchema = z.object({
  type: z.string(),
  name: z.nullish(z.string()),
  description: z.nullish(z.string()),
  identifier: z.nullish(z.string()),
  channel_types: z.nullish(z.array(z.string())),
})

/**
 * The rows of Knock's preference center in their order.
 * @see https://docs.knock.app/preferences/overview (OpenAPI `PreferenceCenterConfigWithMetadata`)
 */
export const preferenceCenterSchema = z.pipe(
  z.object({ enabled: z.nullish(z.boolean()), config: z.object({ rows: z.array(rowSchema) }) }),
  z.transform(({ enabled, config }): KnockRows => (enabled === false ? undefined : config.rows)),
)

type KnockRow = z.infer<typeof rowSchema>

/** The rows of the preference center; `undefined` if there is none or it is disabled. */
export type KnockRows = readonly KnockRow[] | undefined

/** Converts a preference set, together with the rows of the preference center. */
export function toPreferences(set: KnockSet, rows: KnockRows): Preferences {
  const commercial = getOwn(set, 'commercial_subscribed')
  const isOffered = rows
    ? rows.some(({ type }) => type === 'commercial_subscribed') || (commercial ?? null) !== null
    : Object.hasOwn(set, 'commercial_subscribed')
  const channels = toGlobalChannels(set, rows)
  return {
    types: toTypes(set, rows),
    channels,
    ...(isOffered && { subscribed: toSetting(commercial, isOverridden(set)) }),
    rest: toRest(set, channels),
  }
}

/** Returns the types of the preference center, then the other types of the set. */
function toTypes(set: KnockSet, rows: KnockRows): NotificationType[] {
  const sharedChannels = getSharedChannels(set, rows)
  const types = new Map<string, NotificationType>()
  for (const row of rows ?? []) {
    const { type, name, description, identifier } = row
    const map = typeMaps.get(type)
    const id = map && identifier ? toTypeId(map, identifier) : ''
    if (!map || !identifier || types.has(id)) continue
    const isClosed = hasChannelList(row)
    const columns = { channels: isClosed ? getRowChannels(row) : sharedChannels, isClosed }
    const texts = { ...(name && { label: name }), ...(description && { description }) }
    types.set(id, { id, ...texts, ...toTypeSettings(set, map, identifier, columns) })
  }
  for (const { map, key } of getTypeEntries(set)) {
    const id = toTypeId(map, key)
    const columns = { channels: [], isClosed: false }
    if (key !== '' && !types.has(id))
      types.set(id, { id, ...toTypeSettings(set, map, key, columns) })
  }
  return [...types.values()]
}

interface Columns {
  readonly channels: readonly Channel[]
  /** Whether other channel types of the row are hidden, as in Knock's own preference center. */
  readonly isClosed: boolean
}

function toTypeSettings(set: KnockSet, map: TypeMap, key: string, columns: Columns) {
  const { channels, isClosed } = columns
  const row = getAt(set, [map, key])
  const isLocked = [set, getOwn(set, map), row].some(isOverridden)
  const setting = toSetting(row, isLocked)
  const isBoolean = row === null || row === undefined || typeof row === 'boolean'
  if (!isMap(row) && (channels.length === 0 || !isBoolean)) return { setting, channels: {} }
  const areChannelsLocked = isLocked || isOverridden(getOwn(row, 'channel_types'))
  // An unreadable map of channels is read-only, like an unreadable setting.
  const isUnreadable = !isMap(getOwn(row, 'channel_types') ?? {})
  const shared = isMap(row) ? (isUnreadable ? 'unreadable' : undefined) : row
  const channelDefault = toSetting(shared, areChannelsLocked)
  const implicit = getImplicitChannels(row, channels)
  const settings = toChannelSettings(row, isLocked).filter(
    ([channel]) =>
      (!isClosed || channels.includes(channel) || channel.startsWith('channel:')) &&
      !implicit.includes(channel),
  )
  const conditions = getOwn(row, 'conditions')
  const hasConditions = Array.isArray(conditions) && conditions.length > 0
  return {
    ...(hasConditions && { setting: toSetting(conditions, isLocked) }),
    channels: Object.fromEntries([
      ...channels.map((channel) => [channel, channelDefault] as const),
      ...settings,
    ]),
  }
}

/** Returns the global channels of the preference center and those that are off; without a center, those of the set. */
function toGlobalChannels(set: KnockSet, rows: KnockRows): Preferences['channels'] {
  const settings = toChannelSettings(set, isOverridden(set))
  if (!rows) return Object.fromEntries(settings)
  const offered = rows.flatMap((row) => {
    if (row.type === 'channel_types') return getRowChannels(row)
    return row.type === 'channel' && row.identifier
      ? (toChannel(row.identifier, 'channels') ?? [])
      : []
  })
  // A global channel that is off stops messages even if the center doesn't offer it, so it is shown.
  const off = settings.flatMap(([channel, { state }]) => (state === 'off' ? [channel] : []))
  const byChannel = new Map(settings)
  const entries = [...new Set([...offered, ...off])].map((channel) => {
    const map = channel.startsWith('channel:') ? 'channels' : 'channel_types'
    const isLocked = isOverridden(set) || isOverridden(getOwn(set, map))
    return [channel, byChannel.get(channel) ?? toSetting(undefined, isLocked)] as const
  })
  return Object.fromEntries(entries)
}

const shownKeys = ['workflows', 'categories', 'commercial_subscribed']

/** Returns the unknown keys of a set and the global channels that are not shown. */
function toRest(set: KnockSet, shown: Preferences['channels']): Preferences['rest'] {
  const entries = Object.entries(set).flatMap(([key, value]) => {
    if (shownKeys.includes(key)) return []
    if (key !== 'channel_types' && key !== 'channels') return [[key, value] as const]
    const hidden = getEntries(set, key).filter(([name]) => {
      const channel = toChannel(name, key)
      return channel === undefined || !Object.hasOwn(shown, channel)
    })
    return hidden.length > 0 ? [[key, Object.fromEntries(hidden)] as const] : []
  })
  return Object.fromEntries(entries)
}

/** Returns the settings of a set or a row by channel. */
function toChannelSettings(
  part: unknown,
  isLocked: boolean,
): readonly (readonly [Channel, PreferenceSetting])[] {
  return (['channel_types', 'channels'] as const).flatMap((map) => {
    const isMapLocked = isLocked || isOverridden(getOwn(part, map))
    return getEntries(part, map).flatMap(([key, value]) => {
      const channel = toChannel(key, map)
      if (channel === undefined) return []
      return [[channel, toSetting(value, isMapLocked || isOverridden(value))] as const]
    })
  })
}

/** Converts a value; one that is not a boolean depends on conditions and is read-only. */
function toSetting(value: unknown, isLocked: boolean): PreferenceSetting {
  const locked = isLocked && { locked: {} }
  if (value === null || value === undefined) return { state: 'unset', default: true, ...locked }
  if (typeof value !== 'boolean') return { state: 'conditional', ...locked }
  return { state: value ? 'on' : 'off', default: true, ...locked }
}

/** Returns the channels that offer a setting in rows without a list of their own. */
function getSharedChannels(set: KnockSet, rows: KnockRows): readonly Channel[] {
  const offered = (rows ?? []).flatMap(getRowChannels)
  const named = [...offered, ...getChannelTypes(set)]
  if (named.length > 0) return [...new Set(named)]
  const types = getTypeEntries(set).map(({ row }) => row)
  const partial = types.filter((row) => !isExpanded(row))
  return [...new Set((partial.length > 0 ? partial : types).flatMap(getChannelTypes))]
}

/** The channel types of the preference center that a preference set does not have. */
const unsupportedChannelTypes = ['in_app', 'in_app_guide', 'log', 'deferred_log']

/** Returns the channels that a row lists; a global row without a list stands for all. */
function getRowChannels(row: KnockRow): readonly Channel[] {
  const isAll = row.type === 'channel_types' && !hasChannelList(row)
  const types = isAll ? channelTypes : (row.channel_types ?? [])
  return types.flatMap((type) =>
    unsupportedChannelTypes.includes(type) ? [] : (toChannel(type) ?? []),
  )
}

const hasChannelList = ({ channel_types }: KnockRow) => (channel_types?.length ?? 0) > 0

const getChannelTypes = (part: unknown) =>
  getEntries(part, 'channel_types').flatMap(([key]) => toChannel(key) ?? [])

const getTypeEntries = (set: KnockSet) =>
  [...typeMaps.values()].flatMap((map) =>
    getEntries(set, map).map(([key, row]) => ({ map, key, row })),
  )

/** Checks whether a row has a value for every channel type, as after the first channel of a boolean row is changed. */
function isExpanded(row: unknown): boolean {
  return channelTypes.every((type) => typeof getAt(row, ['channel_types', type]) === 'boolean')
}

/** Returns the channels of an expanded row that are not offered and still have the value of the boolean row. */
function getImplicitChannels(row: unknown, offered: readonly Channel[]): readonly Channel[] {
  if (offered.length === 0 || !isExpanded(row)) return []
  const others = getEntries(row, 'channel_types').flatMap(([key, value]) => {
    const channel = toChannel(key)
    return channel === undefined || offered.includes(channel) ? [] : [{ channel, value }]
  })
  const isUniform = new Set(others.map(({ value }) => value)).size === 1
  return isUniform ? others.map(({ channel }) => channel) : []
}
