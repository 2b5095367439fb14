import { memoize } from '../memoize.js'
import type { Channel } from './channels.js'
import {
  isOn,
  isReadOnlySetting,
  type NotificationType,
  type PreferenceSetting,
  type PreferenceTarget,
  type Preferences,
} from './preferences.js'
import type { RegisteredChannel, RegisteredTypeId } from './registeredCatalog.js'

/** Selects the settings of types that have all given properties; without any, the settings of all types. */
export interface PreferenceGroupTarget {
  /** The heading of a group; `null` for the types without one. */
  readonly group?: string | null | undefined
  /** The channel. */
  readonly channel?: RegisteredChannel | undefined
  /** The id of the notification type. */
  readonly type?: RegisteredTypeId | undefined
}

/** How the settings of a group are set. */
export interface PreferenceGroupState {
  /** Whether the settings that the user can change are all on, all off, or neither; `undefined` if there are none. */
  readonly state: 'on' | 'off' | 'mixed' | undefined
  /** The number of settings that the user can change. */
  readonly count: number
  /** How many of them are on. */
  readonly onCount: number
  /** The number of settings that are locked or computed by the service. */
  readonly readOnlyCount: number
}

/**
 * Returns the settings of a group: those of the channels of its types, and of a type without channels its own one. Switches above them, such as that of
 * a whole channel, are none of them.
 */
export function listGroupSettings(
  { types }: Pick<Preferences, 'types'>,
  target: PreferenceGroupTarget,
): PreferenceTarget[] {
  return types
    .filter((type) => isOfGroup(type, target))
    .flatMap((type) =>
      listOwnSettings(type, target.channel).map(([channel]) => ({ type: type.id, channel })),
    )
}

/** Returns whether a setting is one of a group. */
export function isInGroup(
  { types }: Pick<Preferences, 'types'>,
  target: PreferenceGroupTarget,
  { type, channel }: PreferenceTarget,
): boolean {
  if (target.channel !== undefined && target.channel !== channel) return false
  const row = types.find(({ id }) => id === type)
  if (!row || !isOfGroup(row, target)) return false
  return channel !== undefined || Object.keys(row.channels).length === 0
}

/** The number of settings of a type that can be changed, that of those that are on, and that of the others. */
type Tally = readonly [count: number, onCount: number, readOnlyCount: number]

const tallies = new WeakMap<NotificationType, Tally>()

/** Returns how the settings of a group are set. */
export function getGroupState(
  { types }: Pick<Preferences, 'types'>,
  target: PreferenceGroupTarget,
): PreferenceGroupState {
  let count = 0
  let onCount = 0
  let readOnlyCount = 0
  // Several parts of a page count all settings after each change.
  for (const type of types) {
    if (!isOfGroup(type, target)) continue
    const { channel } = target
    const tally =
      channel === undefined ? memoize(tallies, type, countSettings) : countSettings(type, channel)
    count += tally[0]
    onCount += tally[1]
    readOnlyCount += tally[2]
  }
  const state = onCount === 0 ? 'off' : onCount === count ? 'on' : 'mixed'
  return { state: count === 0 ? undefined : state, count, onCount, readOnlyCount }
}

function countSettings(type: NotificationType, channel?: Channel): Tally {
  const settings = listOwnSettings(type, channel)
  const changeable = settings.filter(([, setting]) => !isReadOnlySetting(setting))
  const { length } = changeable
  return [
    length,
    changeable.filter(([, setting]) => isOn(setting)).length,
    settings.length - length,
  ]
}

/** Returns the settings of the channels of a type, or its own if it has no channels. */
function listOwnSettings(
  { channels, setting }: NotificationType,
  channel: Channel | undefined,
): [Channel | undefined, PreferenceSetting][] {
  const own = Object.entries(channels)
  if (own.length === 0 && setting && channel === undefined) return [[undefined, setting]]
  return channel === undefined ? own : own.filter(([name]) => name === channel)
}

function isOfGroup(row: NotificationType, { group, type }: PreferenceGroupTarget): boolean {
  if (type !== undefined && type !== row.id) return false
  return group === undefined || group === (row.group?.trim() ? row.group : null)
}
