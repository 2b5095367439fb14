import { indexById } from './preferences.js'
import type { Channel } from './channels.js'
import type { Frequency, FrequencySetting } from './frequencies.js'
import type {
  NotificationType,
  PreferenceRules,
  Preferences,
  PreferenceSetting,
} from './preferences.js'

/** The product's description of one notification type. It overrides the service's. */
export interface CatalogEntry {
  /** The id of the type at the service. */
  readonly id: string
  /** The name of the row. @default the service's label */
  readonly label?: string | undefined
  /** The text below the name. @default the service's description */
  readonly description?: string | undefined
  /** The heading of its group. */
  readonly group?: string | undefined
  /** Lower comes first. @default the index in the catalog */
  readonly order?: number | undefined
  /** Whether messages are sent while the user made no choice, for all channels or by channel. It is never saved as a choice. */
  readonly default?: boolean | Readonly<Record<string, boolean>> | undefined
  /** Locks the listed channels, or all channels without a list. A locked setting shows its default. */
  readonly locked?:
    | { readonly reason?: string | undefined; readonly channels?: readonly Channel[] | undefined }
    | undefined
  /** Its channels, in order. An empty list makes a type with one switch of its own. */
  readonly channels?: readonly Channel[] | undefined
  /** Whether its messages come also while messages are paused, and outside of the hours of the schedule. @default false */
  readonly urgent?: boolean | undefined
  /**
   * How often its messages may come, for services with frequencies. An entry that locks all channels locks it, too.
   * @default none: the user can't choose, and a stored choice has no effect
   */
  readonly frequency?: CatalogFrequency | undefined
  /** Whether the type isn't shown. @default false */
  readonly hidden?: boolean | undefined
}

/** What a user can choose of how often the messages of a type come. */
export interface CatalogFrequency {
  /** The choices, in order. */
  readonly options: readonly Frequency[]
  /** How often they come while the user made no choice. @default `instant` if it is an option, else the first option */
  readonly default?: Frequency | undefined
}

/** The notification types of a product. */
export type NotificationCatalog = readonly CatalogEntry[]

type CatalogRules = Pick<PreferenceRules, 'frequency' | 'complete'>

/**
 * Applies the labels, order, defaults, locks and frequencies of a catalog to preferences. The first entry of an id counts.
 * @param rules the rules of the service: without frequencies, those of the catalog are left out, and so are settings that the service lacks
 * if its preferences are complete
 */
export function applyCatalog(
  preferences: Preferences,
  catalog: NotificationCatalog,
  { frequency, complete }: CatalogRules = { frequency: true },
): Preferences {
  // Without any type, the user is not known to the service yet.
  const rules = { frequency, complete: complete === true && preferences.types.length > 0 }
  const listed = indexById(catalog.map((entry, place) => ({ id: entry.id, entry, place })))
  const known = new Map(preferences.types.map((type) => [type.id, type]))
  const ranked = [...listed.values()]
    .filter(({ entry }) => !entry.hidden)
    .sort((a, b) => (a.entry.order ?? a.place) - (b.entry.order ?? b.place))
  return {
    ...preferences,
    types: [
      ...ranked.flatMap(({ entry }) => {
        const type = known.get(entry.id)
        const shown = applyEntry(type ?? { id: entry.id, channels: {} }, entry, rules)
        const isEmpty =
          !shown.setting && !shown.frequency && Object.keys(shown.channels).length === 0
        return rules.complete && isEmpty ? [] : [shown]
      }),
      ...preferences.types.filter(({ id }) => !listed.has(id)),
    ],
  }
}

/** Returns whether the catalog locks a target or, with a `frequency`, the frequency of its type. */
export function isLocked(
  catalog: NotificationCatalog,
  target: {
    type?: string | undefined
    channel?: Channel | undefined
    frequency?: Frequency | null | undefined
  },
): boolean {
  const locked = catalog.find(({ id }) => id === target.type)?.locked
  if (!locked) return false
  // The frequency is also that of the channels that aren't locked.
  if (target.frequency !== undefined) return locked.channels === undefined
  return isChannelLocked(locked, target.channel)
}

/** Returns the locked channels of a target's type with the defaults that they show. */
export function getLockedSettings(
  catalog: NotificationCatalog,
  { type, channel }: { type?: string | undefined; channel?: Channel | undefined },
): readonly (readonly [Channel, boolean])[] {
  const entry = channel === undefined ? undefined : catalog.find(({ id }) => id === type)
  return (entry?.locked?.channels ?? []).flatMap((listed) => {
    const shown = entry && getDefault(entry, listed)
    return shown === undefined ? [] : [[listed, shown] as const]
  })
}

function applyEntry(
  type: NotificationType,
  entry: CatalogEntry,
  rules: CatalogRules,
): NotificationType {
  const saved = new Map(Object.entries(type.channels))
  /** Whether a setting that the service lacks can be shown. */
  const canAdd = (channel?: Channel) =>
    !rules.complete || (entry.locked !== undefined && isChannelLocked(entry.locked, channel))
  const listed = (entry.channels ?? []).filter((channel) => saved.has(channel) || canAdd(channel))
  const channels = [...listed, ...[...saved.keys()].filter((channel) => !listed.includes(channel))]
  const own =
    type.setting ??
    (entry.channels?.length === 0 && canAdd() ? { state: 'unset' as const } : undefined)
  return {
    id: type.id,
    label: entry.label ?? type.label,
    description: entry.description ?? type.description,
    group: entry.group ?? type.group,
    ...(entry.urgent && { urgent: true }),
    ...(own && { setting: applyEntryToSetting(own, entry, undefined) }),
    ...(entry.frequency &&
      rules.frequency && {
        frequency: applyEntryToFrequency(type.frequency, entry.frequency, entry.locked),
      }),
    channels: Object.fromEntries(
      channels.map((channel) => [
        channel,
        applyEntryToSetting(saved.get(channel) ?? { state: 'unset' }, entry, channel),
      ]),
    ),
  }
}

function applyEntryToSetting(
  setting: PreferenceSetting,
  entry: CatalogEntry,
  channel: Channel | undefined,
): PreferenceSetting {
  const fallback = getDefault(entry, channel) ?? setting.default
  const next = fallback === undefined ? setting : { ...setting, default: fallback }
  if (!entry.locked || !isChannelLocked(entry.locked, channel)) return next
  const state = fallback === undefined ? setting.state : fallback ? 'on' : 'off'
  return { ...next, state, locked: { reason: entry.locked.reason } }
}

/** A choice that isn't an option has no effect, because the user could not see it. */
function applyEntryToFrequency(
  held: FrequencySetting | undefined,
  { options, default: fallback }: CatalogFrequency,
  lock: CatalogEntry['locked'],
): FrequencySetting {
  const locked = lock && !lock.channels ? { reason: lock.reason } : undefined
  const find = (value: Frequency | undefined) => options.find((option) => option === value)
  return {
    value: locked ? undefined : find(held?.value),
    default: fallback ?? find(held?.default),
    options,
    locked: locked ?? held?.locked,
  }
}

function getDefault(
  { default: fallback }: CatalogEntry,
  channel: Channel | undefined,
): boolean | undefined {
  if (fallback === undefined || typeof fallback === 'boolean') return fallback
  return channel !== undefined && Object.hasOwn(fallback, channel) ? fallback[channel] : undefined
}

/** A locked channel also locks the switch of its type, because that would turn the channel off. */
function isChannelLocked(
  { channels }: NonNullable<CatalogEntry['locked']>,
  channel: Channel | undefined,
): boolean {
  return channels === undefined || channel === undefined || channels.includes(channel)
}
