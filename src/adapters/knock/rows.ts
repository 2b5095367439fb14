import * as z from 'zod/mini'
import type { Channel } from '../../core/preferences/channels.js'
import type {
  NotificationType,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { knockChannelTypes, toChannel, toTypeId } from './names.js'
import { at, entriesAt, isMap, isReplaced, own, type ChannelMap } from './set.js'
import type { KnockSet, TypeMap } from './set.js'

const rowSchema = z.object({
  type: z.string(),
  name: z.string(),
  description: z.nullish(z.string()),
  identifier: z.nullish(z.string()),
  channel_types: z.nullish(z.array(z.string())),
})

/** The rows that the vendor's preference center shows, in its order; none where it is turned off. */
export const knockConfigSchema = z.pipe(
  z.object({ enabled: z.boolean(), config: z.object({ rows: z.array(rowSchema) }) }),
  z.transform(({ enabled, config }): KnockRows => (enabled ? config.rows : undefined)),
)

/** `undefined` where there is no preference center. */
export type KnockRows = readonly KnockRow[] | undefined
type KnockRow = z.infer<typeof rowSchema>

const typeMaps: Readonly<Record<string, TypeMap>> = {
  workflow: 'workflows',
  category: 'categories',
}

/** What the configuration may name and what is no channel type of a preference set. */
const noPreference = ['in_app', 'in_app_guide', 'log', 'deferred_log']

const typesOf = (set: KnockSet) =>
  (['workflows', 'categories'] as const).flatMap((map) =>
    entriesAt(set, map).map(([key, row]) => ({ map, key, row })),
  )

const isClosedList = ({ channel_types }: KnockRow) => (channel_types?.length ?? 0) > 0

/** The channel types that a row names; an empty list stands for all, which only the row of the global switches spells out. */
function listed(row: KnockRow): readonly Channel[] {
  const isAll = row.type === 'channel_types' && !isClosedList(row)
  const types = isAll ? knockChannelTypes : (row.channel_types ?? [])
  return types.flatMap((type) => (noPreference.includes(type) ? [] : channelOf(type)))
}

function channelOf(key: string, map: ChannelMap = 'channel_types'): readonly Channel[] {
  const channel = toChannel(map, key)
  return channel === undefined ? [] : [channel]
}

/** The settings of a set or of a row, by channel, each with the word of whoever stands above it. */
function cellsOf(
  part: unknown,
  isLocked: boolean,
): readonly (readonly [Channel, PreferenceSetting])[] {
  return (['channel_types', 'channels'] as const).flatMap((map) => {
    const locked = isLocked || isReplaced(own(part, map))
    return entriesAt(part, map).flatMap(([key, value]) =>
      channelOf(key, map).map(
        (channel) => [channel, toSetting(value, locked || isReplaced(value))] as const,
      ),
    )
  })
}

/** What is no boolean depends on conditions, or on something that only Knock knows: it is shown and never overwritten. */
function toSetting(value: unknown, isLocked: boolean): PreferenceSetting {
  const locked = isLocked && { locked: {} }
  if (value === null || value === undefined) return { state: 'unset', default: true, ...locked }
  if (typeof value !== 'boolean') return { state: 'conditional', ...locked }
  return { state: value ? 'on' : 'off', default: true, ...locked }
}

/** Whether a row speaks of every channel type, as one that was one switch does from the first choice about a channel on. */
function isSpread(row: unknown): boolean {
  return knockChannelTypes.every((type) => typeof at(row, ['channel_types', type]) === 'boolean')
}

/** The cells of a spread row that nobody offers and that are all alike, as they were when it was one switch: nobody chose them. */
function unchosen(row: unknown, offered: readonly Channel[]): readonly Channel[] {
  if (offered.length === 0 || !isSpread(row)) return []
  const cells = entriesAt(row, 'channel_types').flatMap(([key, value]) =>
    channelOf(key).map((channel) => ({ channel, value })),
  )
  const others = cells.filter(({ channel }) => !offered.includes(channel))
  const isUniform = new Set(others.map(({ value }) => value)).size === 1
  return isUniform ? others.map(({ channel }) => channel) : []
}

/** Every channel type that the configuration, the global switches or else the rows speak of. */
function namedChannels(set: KnockSet, rows: KnockRows): readonly Channel[] {
  const offered = (rows ?? []).flatMap(listed)
  const global = entriesAt(set, 'channel_types').flatMap(([key]) => channelOf(key))
  const named = [...offered, ...global]
  if (named.length > 0) return [...new Set(named)]
  const usual = typesOf(set).filter(({ row }) => !isSpread(row))
  const used = (usual.length > 0 ? usual : typesOf(set)).flatMap(({ row }) =>
    entriesAt(row, 'channel_types'),
  )
  return [...new Set(used.flatMap(([key]) => channelOf(key)))]
}

interface Columns {
  readonly channels: readonly Channel[]
  /** Whether these are all: then a choice about another channel type is not offered, as in the vendor's own page. */
  readonly isClosed: boolean
}

function toRow(set: KnockSet, map: TypeMap, key: string, { channels, isClosed }: Columns) {
  const row = at(set, [map, key])
  const isLocked = [set, own(set, map), row].some(isReplaced)
  if (row !== null && row !== undefined && typeof row !== 'boolean' && !isMap(row))
    return { setting: toSetting(row, isLocked), channels: {} }
  if (!isMap(row) && channels.length === 0)
    return { setting: toSetting(row, isLocked), channels: {} }
  const locked = isLocked || isReplaced(own(row, 'channel_types'))
  const bare = toSetting(isMap(row) ? undefined : row, locked)
  const hidden = unchosen(row, channels)
  const cells = cellsOf(row, isLocked).filter(
    ([channel]) =>
      (!isClosed || channels.includes(channel) || channel.startsWith('channel:')) &&
      !hidden.includes(channel),
  )
  const conditions = own(row, 'conditions')
  const hasConditions = Array.isArray(conditions) && conditions.length > 0
  return {
    ...(hasConditions && { setting: toSetting(conditions, isLocked) }),
    channels: Object.fromEntries([
      ...channels.map((channel) => [channel, bare] as const),
      ...cells,
    ]),
  }
}

/** The rows of the configuration in its order, then what the set has beside them. */
function toTypes(set: KnockSet, rows: KnockRows): NotificationType[] {
  const named = namedChannels(set, rows)
  const types = new Map<string, NotificationType>()
  for (const offered of rows ?? []) {
    const { type, name, description, identifier } = offered
    const map = Object.hasOwn(typeMaps, type) ? typeMaps[type] : undefined
    const id = map && identifier ? toTypeId(map, identifier) : ''
    if (!map || !identifier || types.has(id)) continue
    const isClosed = isClosedList(offered)
    const columns = { channels: isClosed ? listed(offered) : named, isClosed }
    const told = { label: name, ...(description && { description }) }
    types.set(id, { id, ...told, ...toRow(set, map, identifier, columns) })
  }
  for (const { map, key } of typesOf(set)) {
    const id = toTypeId(map, key)
    const columns = { channels: [], isClosed: false }
    if (key !== '' && !types.has(id)) types.set(id, { id, ...toRow(set, map, key, columns) })
  }
  return [...types.values()]
}

/** The global switches: those that the configuration offers and those that are off, or without one those of the set. */
function toGlobals(set: KnockSet, rows: KnockRows): Preferences['channels'] {
  const cells = cellsOf(set, isReplaced(set))
  if (!rows) return Object.fromEntries(cells)
  const offered = rows.flatMap((row) => {
    if (row.type === 'channel_types') return listed(row)
    return row.type === 'channel' && row.identifier ? channelOf(row.identifier, 'channels') : []
  })
  const held = new Map(cells)
  // One that is off stops messages whether it is offered or not, so people see it.
  const stopping = cells.flatMap(([channel, { state }]) => (state === 'off' ? [channel] : []))
  const entries = [...new Set([...offered, ...stopping])].map((channel) => {
    const map = channel.startsWith('channel:') ? 'channels' : 'channel_types'
    const isLocked = isReplaced(set) || isReplaced(own(set, map))
    return [channel, held.get(channel) ?? toSetting(undefined, isLocked)] as const
  })
  return Object.fromEntries(entries)
}

const shownKeys = ['workflows', 'categories', 'commercial_subscribed']

/** What has no switch: unknown keys, and global settings that are on and not offered. */
function toRest(set: KnockSet, shown: Preferences['channels']): Preferences['rest'] {
  const entries = Object.entries(set).flatMap(([key, value]) => {
    if (shownKeys.includes(key)) return []
    if (key !== 'channel_types' && key !== 'channels') return [[key, value] as const]
    const hidden = entriesAt(set, key).filter(([name]) =>
      channelOf(name, key).every((channel) => !Object.hasOwn(shown, channel)),
    )
    return hidden.length > 0 ? [[key, Object.fromEntries(hidden)] as const] : []
  })
  return Object.fromEntries(entries)
}

export function toPreferences(set: KnockSet, rows: KnockRows): Preferences {
  const commercial = own(set, 'commercial_subscribed')
  const isOffered = rows
    ? rows.some(({ type }) => type === 'commercial_subscribed') || (commercial ?? null) !== null
    : Object.hasOwn(set, 'commercial_subscribed')
  const channels = toGlobals(set, rows)
  return {
    types: toTypes(set, rows),
    channels,
    ...(isOffered && { subscribed: toSetting(commercial, isReplaced(set)) }),
    rest: toRest(set, channels),
  }
}
