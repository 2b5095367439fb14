import { indexById } from './preferences.js'
import type { Channel } from './channels.js'
import type { NotificationType, Preferences, PreferenceSetting } from './preferences.js'

/** What the host says about one kind of message; laid over what the service returns. */
export interface CatalogEntry {
  readonly id: string
  readonly label?: string | undefined
  readonly description?: string | undefined
  /** The heading it stands under. */
  readonly group?: string | undefined
  /** Lower comes first; without it, the place in the list counts. */
  readonly order?: number | undefined
  /** What happens while the person has not chosen; never counts as a choice. */
  readonly default?: boolean | Readonly<Record<string, boolean>> | undefined
  /** The person cannot change it: on these channels, or on all where none is named. It then shows its default. */
  readonly locked?:
    | { readonly reason?: string | undefined; readonly channels?: readonly Channel[] | undefined }
    | undefined
  /** Its channels, in order. An empty list makes it a type with one switch of its own. */
  readonly channels?: readonly Channel[] | undefined
  readonly hidden?: boolean | undefined
}

export type NotificationCatalog = readonly CatalogEntry[]

/** Lays the host's words, order, defaults and locks over what the service returned. Of one id the first entry counts. */
export function applyCatalog(preferences: Preferences, catalog: NotificationCatalog): Preferences {
  const listed = indexById(catalog.map((entry, place) => ({ id: entry.id, entry, place })))
  const known = new Map(preferences.types.map((type) => [type.id, type]))
  const ranked = [...listed.values()]
    .filter(({ entry }) => !entry.hidden)
    .sort((a, b) => (a.entry.order ?? a.place) - (b.entry.order ?? b.place))
  return {
    ...preferences,
    types: [
      ...ranked.map(({ entry }) =>
        applyEntry(known.get(entry.id) ?? { id: entry.id, channels: {} }, entry),
      ),
      ...preferences.types.filter(({ id }) => !listed.has(id)),
    ],
  }
}

/** Whether the catalog forbids the person to write this leaf. */
export function isLocked(
  catalog: NotificationCatalog,
  leaf: { type?: string | undefined; channel?: Channel | undefined },
): boolean {
  const locked = catalog.find(({ id }) => id === leaf.type)?.locked
  return locked !== undefined && isChannelLocked(locked, leaf.channel)
}

/** What the locked cells of a cell's row show, by channel, where the catalog says it. */
export function getLockedSettings(
  catalog: NotificationCatalog,
  { type, channel }: { type?: string | undefined; channel?: Channel | undefined },
): readonly (readonly [Channel, boolean])[] {
  const entry = channel === undefined ? undefined : catalog.find(({ id }) => id === type)
  return (entry?.locked?.channels ?? []).flatMap((one) => {
    const shown = entry && getDefault(entry, one)
    return shown === undefined ? [] : [[one, shown] as const]
  })
}

function applyEntry(type: NotificationType, entry: CatalogEntry): NotificationType {
  const listed = entry.channels ?? []
  const saved = new Map(Object.entries(type.channels))
  const channels = [...listed, ...[...saved.keys()].filter((channel) => !listed.includes(channel))]
  const own =
    type.setting ?? (entry.channels?.length === 0 ? { state: 'unset' as const } : undefined)
  return {
    id: type.id,
    label: entry.label ?? type.label,
    description: entry.description ?? type.description,
    group: entry.group ?? type.group,
    ...(own && { setting: applyEntryToSetting(own, entry, undefined) }),
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
  const laid = fallback === undefined ? setting : { ...setting, default: fallback }
  if (!entry.locked || !isChannelLocked(entry.locked, channel)) return laid
  const state = fallback === undefined ? setting.state : fallback ? 'on' : 'off'
  return { ...laid, state, locked: { reason: entry.locked.reason } }
}

function getDefault(
  { default: fallback }: CatalogEntry,
  channel: Channel | undefined,
): boolean | undefined {
  if (fallback === undefined || typeof fallback === 'boolean') return fallback
  return channel !== undefined && Object.hasOwn(fallback, channel) ? fallback[channel] : undefined
}

/** A type's own switch would turn its locked channels off with it, so one locked channel locks it too. */
function isChannelLocked(
  { channels }: NonNullable<CatalogEntry['locked']>,
  channel: Channel | undefined,
): boolean {
  return channels === undefined || channel === undefined || channels.includes(channel)
}
