import { IdentikitError } from '../../core/errors.js'
import type { CatalogEntry, NotificationCatalog } from '../../core/preferences/catalog.js'
import type {
  ChannelSettings,
  NotificationType,
  PreferenceChange,
  PreferenceFrequencyChange,
  Preferences,
  PreferenceTarget,
} from '../../core/preferences/preferences.js'

/** Whether a catalog lists the type and the channel of a setting. An entry without channels has all of them, and so has no catalog. */
export function isListed(
  catalog: NotificationCatalog,
  { type, channel }: PreferenceTarget,
): boolean {
  if (catalog.length === 0) return true
  if (type === undefined)
    return channel === undefined || catalog.some((entry) => hasChannel(entry, channel))
  const entry = findEntry(catalog, type)
  return entry !== undefined && (channel === undefined || hasChannel(entry, channel))
}

const indexes = new WeakMap<NotificationCatalog, ReadonlyMap<string, number>>()

/**
 * Finds an entry by its id. The index is cached, because an answer looks up each of its types and channels. It is only a hint: the host
 * may have changed the list since.
 */
function findEntry(catalog: NotificationCatalog, type: string): CatalogEntry | undefined {
  let index = indexes.get(catalog)
  if (!index) {
    const places = new Map<string, number>()
    // The first entry of an id counts.
    for (const [place, { id }] of catalog.entries()) if (!places.has(id)) places.set(id, place)
    indexes.set(catalog, places)
    index = places
  }
  const entry = catalog[index.get(type) ?? -1]
  return entry?.id === type ? entry : catalog.find(({ id }) => id === type)
}

const hasChannel = ({ channels }: CatalogEntry, channel: string) =>
  channels === undefined || channels.includes(channel)

/** Whether every setting that a browser can save is one of the catalog, so that their number has a limit. */
export const hasLimit = (catalog: NotificationCatalog): boolean =>
  catalog.length > 0 && catalog.every(({ channels }) => channels !== undefined)

/**
 * Refuses a change of a setting or to a frequency that the catalog doesn't list, and returns it without such settings in its row.
 * @throws IdentikitError `invalid`
 */
export function checkListed(
  catalog: NotificationCatalog,
  given: PreferenceChange,
): PreferenceChange {
  const { type } = given
  if (!isListed(catalog, given)) {
    const isTypeListed = type === undefined || isListed(catalog, { type })
    throw notListed(isTypeListed ? 'channel' : 'type', 'is not in the catalog')
  }
  if (given.frequency !== undefined) {
    if (hasFrequency(catalog, given)) return given
    throw notListed('frequency', 'is not an option of the catalog')
  }
  const { row, ...change } = given
  if (row === undefined) return change
  const listed = Object.entries(row).filter(([channel]) => isListed(catalog, { type, channel }))
  return { ...change, row: Object.fromEntries(listed) }
}

function notListed(key: keyof PreferenceChange, problem: string): IdentikitError {
  const fields = { [`changes[0].${key}`]: problem }
  return new IdentikitError('invalid', 'The catalog does not list the setting.', { fields })
}

/** Whether an entry offers a frequency. One that it doesn't offer any more can be deleted. */
function hasFrequency(
  catalog: NotificationCatalog,
  { type, frequency }: PreferenceFrequencyChange,
): boolean {
  if (catalog.length === 0 || frequency === null) return true
  return findEntry(catalog, type)?.frequency?.options.includes(frequency) === true
}

/** Returns preferences with the settings of a catalog only. */
export function filterPreferences(found: Preferences, catalog: NotificationCatalog): Preferences {
  return {
    ...found,
    types: found.types
      .filter(({ id }) => isListed(catalog, { type: id }))
      .map((type) => {
        const channels = filterChannels(catalog, type.channels, type.id)
        const row = channels === type.channels ? type : { ...type, channels }
        return row.frequency ? filterFrequency(catalog, row) : row
      }),
    channels: filterChannels(catalog, found.channels),
  }
}

/** Returns a type with the frequencies of a catalog only. */
function filterFrequency(
  catalog: NotificationCatalog,
  { frequency, ...type }: NotificationType,
): NotificationType {
  const options =
    catalog.length === 0 ? frequency?.options : findEntry(catalog, type.id)?.frequency?.options
  return frequency && options ? { ...type, frequency: { ...frequency, options } } : type
}

/** Returns the settings of a catalog. Mostly these are all of them, and the object stays the same. */
function filterChannels(
  catalog: NotificationCatalog,
  settings: ChannelSettings,
  type?: string,
): ChannelSettings {
  const channels = Object.keys(settings)
  const listed = channels.filter((channel) => isListed(catalog, { type, channel }))
  if (listed.length === channels.length) return settings
  return Object.fromEntries(
    listed.map((channel) => [channel, settings[channel]]),
  ) as ChannelSettings
}
