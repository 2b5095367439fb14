import { fold, trimText } from '../text.js'
import { listTimezones } from './timezone.js'
import { canonicalTimezone } from './timezoneAliases.js'
import { timezoneLabels } from './timezoneLabels.generated.js'

/** The zone of each label, folded. */
let labels: ReadonlyMap<string, string> | undefined

/** The beginning of labels such as `(UTC-05:00) Eastern Time`. */
const offsetPrefix = /^\((?:utc|gmt)[^)]*\)\s*|^(?:utc|gmt)\s*[+\-\u2212]\d[\d:]*\s+/i

/**
 * Reads a time zone as other products write it, and returns its primary tzdb name: a tzdb name, its city, a name of Windows, a
 * label of Outlook, Rails or Salesforce. Returns `null` for an abbreviation, an offset and any other text, because they don't
 * stand for one zone. It isn't for browsers, since its table is large.
 */
export function readTimezone(text: string): string | null {
  // `US/Eastern` is `us_slash_eastern` in HubSpot.
  const name = trimText(text).replaceAll(/_slash_/gi, '/')
  if (name.length > 200) return null
  const id = canonicalTimezone(name.replaceAll(' ', '_')) ?? readFixedOffset(name) ?? findId(name)
  if (id) return id
  const plain = name.replace(offsetPrefix, '')
  labels ??= readLabels()
  for (const label of [name, plain, plain.replaceAll(/\(.*?\)/g, '')]) {
    const key = fold(label)
    const zone =
      labels.get(key) ?? labels.get(key.replace(/ (?:daylight|summer) time$/, ' standard time'))
    if (zone) return zone
  }
  return null
}

/** Reads the names of Windows for hours without a country, such as `UTC-11`. They are tzdb names with the other sign. */
function readFixedOffset(name: string): string | null {
  const match = /^(?:utc|coordinated universal time)([+-])(02|08|09|11|12|13)$/i.exec(name)
  return match && canonicalTimezone(`Etc/GMT${match[1] === '+' ? '-' : '+'}${Number(match[2])}`)
}

/** Returns the only tzdb name within a text: `(GMT-05:00) Eastern Standard Time (America/New_York)`. */
function findId(text: string): string | null {
  const names = text.match(/[a-z]+(?:\/[a-z_+-]+){1,2}/gi) ?? []
  const ids = new Set(names.map((name) => canonicalTimezone(name)).filter((id) => id !== null))
  return ids.size === 1 ? ([...ids][0] ?? null) : null
}

function readLabels(): ReadonlyMap<string, string> {
  const zones = new Map(listTimezones().map(({ id, city }) => [fold(city), id]))
  for (const line of timezoneLabels.split('\n')) {
    const [zone = '', ...names] = line.split('|')
    for (const name of names) {
      const label = fold(name)
      zones.set(label, zone)
      const plain = fold(name.replaceAll(/\(.*?\)/g, ''))
      // Without its parentheses, `Pacific Standard Time (Mexico)` is another zone.
      if (plain && !zones.has(plain)) zones.set(plain, zone)
    }
  }
  return zones
}
