import { memoize } from '../memoize.js'
import { withKey } from '../objectKeys.js'
import type { Channel } from './channels.js'
import { chooseFrequency, type Frequency, type FrequencySetting } from './frequencies.js'
import type { RegisteredChannel, RegisteredTypeId } from './registeredCatalog.js'

/** The state of one switch. */
export interface PreferenceSetting {
  /** `unset`: the user made no choice; `conditional`: the service computes it, so it is read-only. */
  readonly state: 'on' | 'off' | 'unset' | 'conditional'
  /** Whether messages are sent while it is unset; absent if unknown. */
  readonly default?: boolean | undefined
  /** Present if the user can't change it. */
  readonly locked?: { readonly reason?: string | undefined } | undefined
  /** Whether it is on and waits for a confirmation (double opt-in). */
  readonly pending?: true | undefined
  /** Present where the provider or the handler is read-only. Services never return it. */
  readonly readOnly?: true | undefined
}

/** Settings by channel. */
export type ChannelSettings = Readonly<Record<string, PreferenceSetting>>

/** A notification type. */
export interface NotificationType {
  /** Opaque and unique, e.g. `workflow:new-comment`. */
  readonly id: RegisteredTypeId
  /** The name of the row. */
  readonly label?: string | undefined
  /** The text below the name. */
  readonly description?: string | undefined
  /** The heading of its group. */
  readonly group?: string | undefined
  /** Whether its messages come also while messages are paused, and outside of the hours of the schedule. */
  readonly urgent?: true | undefined
  /** The switch of the type itself, above its channels. */
  readonly setting?: PreferenceSetting | undefined
  /** How often its messages come; absent if the user has no choice. */
  readonly frequency?: FrequencySetting | undefined
  /** The setting of each channel. */
  readonly channels: ChannelSettings
}

/** The notification preferences of a user. */
export interface Preferences {
  /** The notification types, in order. */
  readonly types: readonly NotificationType[]
  /** The global switch of each channel. */
  readonly channels: ChannelSettings
  /** The switch for all marketing messages. */
  readonly subscribed?: PreferenceSetting | undefined
  /** Other data of the service, unchanged. */
  readonly rest: Readonly<Record<string, unknown>>
}

/**
 * Identifies one switch: a type with a channel, a type alone, a channel alone (for all types), or neither (all marketing
 * messages).
 */
export interface PreferenceTarget {
  /** The id of the notification type. */
  readonly type?: RegisteredTypeId | undefined
  /** The channel. */
  readonly channel?: RegisteredChannel | undefined
}

/** A change of one setting: a switch, or the frequency of a type. */
export type PreferenceChange = PreferenceSwitchChange | PreferenceFrequencyChange

/** A change of one switch. */
export interface PreferenceSwitchChange extends PreferenceTarget {
  /** Whether to turn the switch on; `null` deletes the choice, where `rules.clear` allows it. */
  readonly enabled: boolean | null
  /**
   * The other channels of the type as shown, for services that can only write all channels of a type. They fill only what the service
   * doesn't hold.
   */
  readonly row?: Readonly<Record<string, boolean>> | undefined
  /** Absent: a frequency is a change of its own. */
  readonly frequency?: undefined
}

/** A change of how often the messages of a type come. */
export interface PreferenceFrequencyChange {
  /** The id of the notification type. */
  readonly type: RegisteredTypeId
  /** The choice, where `rules.frequency` allows it; `null` deletes it, where `rules.clear` does. */
  readonly frequency: Frequency | null
  /** Absent: a frequency is that of all channels. */
  readonly channel?: undefined
  /** Absent: a switch is a change of its own. */
  readonly enabled?: undefined
  /** Absent: a frequency is written alone. */
  readonly row?: undefined
}

/** How a service handles preferences. */
export interface PreferenceRules {
  /** `setting`: one switch can be written alone; `row`: all channels of a type are written together. */
  readonly write: 'setting' | 'row'
  /** `and`: a channel of a type is effective only while the type, the channel and `subscribed` are on. */
  readonly parents: 'and' | 'unknown'
  /** Whether writes follow `options.order`. @default false */
  readonly order?: boolean | undefined
  /** Whether a change may have `enabled: null`, and `frequency: null` where there are frequencies. @default false */
  readonly clear?: boolean | undefined
  /**
   * Whether users have only the settings that `get` returns, so that changes of others are refused. A catalog then adds no other settings,
   * except locked ones, unless `get` returns no types at all.
   * @default false
   */
  readonly complete?: boolean | undefined
  /** Whether types can have a frequency. Without it, its changes are refused. @default false */
  readonly frequency?: boolean | undefined
  /** Whether preferences are kept apart for each `options.scope`. Without it, requests with a scope are refused. @default false */
  readonly scope?: boolean | undefined
}

/** Returns the setting of a target, or `undefined` if the service has none. */
export function getSetting(
  preferences: Preferences | undefined,
  { type, channel }: PreferenceTarget,
): PreferenceSetting | undefined {
  if (!preferences) return undefined
  if (type === undefined)
    return channel === undefined
      ? preferences.subscribed
      : findChannel(preferences.channels, channel)
  const row = findType(preferences, type)
  return channel === undefined ? row?.setting : row && findChannel(row.channels, channel)
}

/** Returns the frequency of a type, or `undefined` if it has none. */
export function getFrequencySetting(
  preferences: Preferences | undefined,
  type: RegisteredTypeId,
): FrequencySetting | undefined {
  return preferences && findType(preferences, type)?.frequency
}

/** What a switch and a frequency have: the state of the one and the choice of the other. */
type ChangedSetting = Pick<PreferenceSetting, 'locked' | 'readOnly'> & {
  readonly state?: PreferenceSetting['state'] | undefined
  readonly value?: Frequency | undefined
}

/** Returns the setting that a change is about: a switch, or the frequency of a type. */
export function getChangedSetting(
  preferences: Preferences | undefined,
  change: PreferenceChange,
): ChangedSetting | undefined {
  return change.frequency === undefined
    ? getSetting(preferences, change)
    : getFrequencySetting(preferences, change.type)
}

/** Returns a map from id to item. The first item of an id counts. */
export function indexById<T extends { readonly id: string }>(list: readonly T[]): Map<string, T> {
  const index = new Map<string, T>()
  for (const item of list) {
    const { id } = item
    if (!index.has(id)) index.set(id, item)
  }
  return index
}

const indexes = new WeakMap<Preferences['types'], Map<string, NotificationType>>()

/** Finds a type by its id. The index is cached, because each switch of a page looks up its type. */
function findType({ types }: Preferences, typeId: string): NotificationType | undefined {
  return memoize(indexes, types, indexById).get(typeId)
}

const findChannel = (settings: ChannelSettings, channel: Channel): PreferenceSetting | undefined =>
  Object.hasOwn(settings, channel) ? settings[channel] : undefined

/** Returns whether a setting is on; an unset one follows its default. */
export function isOn(setting: PreferenceSetting | undefined): boolean {
  return setting?.state === 'on' || (setting?.state === 'unset' && setting.default === true)
}

/** Returns whether the user can't change a setting. */
export function isReadOnlySetting(
  setting: Pick<ChangedSetting, 'state' | 'locked' | 'readOnly'> | undefined,
): boolean {
  return (
    setting?.locked !== undefined ||
    setting?.readOnly !== undefined ||
    setting?.state === 'conditional'
  )
}

/** Returns the preferences after a change. Other settings keep their identity; a missing setting is added. */
export function applyPreferenceChange(
  preferences: Preferences,
  change: PreferenceChange,
): Preferences {
  const { type, channel } = change
  if (type === undefined) {
    if (channel === undefined)
      return { ...preferences, subscribed: toggleSetting(preferences.subscribed, change) }
    return { ...preferences, channels: toggleChannel(preferences.channels, channel, change) }
  }
  const known = preferences.types.some(({ id }) => id === type)
  if (!known && change.frequency === null) return preferences
  const types: readonly NotificationType[] = known
    ? preferences.types
    : [...preferences.types, { id: type, channels: {} }]
  return {
    ...preferences,
    types: types.map((row) => (row.id === type ? changeType(row, change) : row)),
  }
}

function changeType(row: NotificationType, change: PreferenceChange): NotificationType {
  if (change.frequency !== undefined)
    return { ...row, frequency: chooseFrequency(row.frequency, change.frequency) }
  if (change.channel === undefined) return { ...row, setting: toggleSetting(row.setting, change) }
  return { ...row, channels: toggleChannel(row.channels, change.channel, change) }
}

function toggleChannel(
  settings: ChannelSettings,
  channel: Channel,
  change: PreferenceChange,
): ChannelSettings {
  return withKey(settings, channel, toggleSetting(findChannel(settings, channel), change))
}

function toggleSetting(
  setting: PreferenceSetting | undefined,
  { enabled }: PreferenceChange,
): PreferenceSetting {
  const { pending: _, ...kept } = setting ?? { state: 'unset' }
  return { ...kept, state: enabled === null ? 'unset' : enabled ? 'on' : 'off' }
}

/** Returns a string that identifies the setting of a target or, with a `frequency`, that of its type. */
export function preferenceKey({
  type,
  channel,
  frequency,
}: PreferenceTarget & { readonly frequency?: unknown }): string {
  const names = [type ?? null, channel ?? null]
  return JSON.stringify(frequency === undefined ? names : [...names, 'frequency'])
}

/** Returns the parents of a target that are off and override it, nearest first. The only parent of a type without channels is `subscribed`. */
export function getDisabledParents(
  preferences: Preferences,
  target: PreferenceTarget,
  rules: PreferenceRules,
): PreferenceTarget[] {
  const { type, channel } = target
  if (rules.parents !== 'and' || type === undefined) return []
  const row = channel === undefined ? findType(preferences, type) : undefined
  if (row && Object.keys(row.channels).length > 0) return []
  // A locked setting is delivered even if its parents are off.
  if (getSetting(preferences, target)?.locked) return []
  const parents: PreferenceTarget[] = channel === undefined ? [{}] : [{ type }, { channel }, {}]
  return parents.filter((parent) => {
    const setting = getSetting(preferences, parent)
    if (!setting || setting.state === 'conditional') return false
    return !isOn(setting) && !isUnknown(setting)
  })
}

const isUnknown = ({ state, default: fallback }: PreferenceSetting) =>
  state === 'unset' && fallback === undefined

/** Adds the other channels of the type to a change, so that writing the whole row keeps them as shown. */
export function addRowSettings(
  preferences: Preferences,
  change: PreferenceChange,
): PreferenceChange {
  const row = change.type === undefined ? undefined : findType(preferences, change.type)
  if (!row || change.channel === undefined) return change
  // Writing a conditional setting would replace the condition by its current result.
  const cells = Object.entries(row.channels).filter(
    ([channel, { state }]) => channel !== change.channel && state !== 'conditional',
  )
  return {
    ...change,
    row: Object.fromEntries(cells.map(([channel, setting]) => [channel, isOn(setting)])),
  }
}
