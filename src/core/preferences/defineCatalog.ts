import { IdentikitError } from '../errors.js'
import { hasInvisible, trimText } from '../text.js'
import type { CatalogEntry, NotificationCatalog } from './catalog.js'
import { frequencies, isFrequency, type Frequency } from './frequencies.js'

/** Rejects properties that `CatalogEntry` doesn't have. */
type Exact<Catalog extends NotificationCatalog> = {
  readonly [Index in keyof Catalog]: Catalog[Index] &
    Readonly<Record<Exclude<keyof Catalog[Index], keyof CatalogEntry>, never>>
}

/**
 * Returns a catalog with the types of its ids and channels, after checking it.
 * @throws IdentikitError `misuse`, naming every entry that is wrong
 * @example
 * export const catalog = defineCatalog([
 *   { id: 'weekly-recap', label: 'Weekly recap', channels: ['email', 'push'] },
 *   { id: 'security', locked: { reason: 'We always tell you about sign-ins.' } },
 * ])
 */
export function defineCatalog<const Catalog extends NotificationCatalog>(
  catalog: Catalog & Exact<Catalog>,
): Catalog {
  if (!Array.isArray(catalog)) {
    throw new IdentikitError('misuse', 'defineCatalog() takes an array of entries.')
  }
  const entries: readonly unknown[] = catalog
  const errors = entries.flatMap((entry, index) => [
    ...checkEntry(entry).map((error) => `catalog[${index}]${error}`),
    ...(entries.findIndex((other) => getId(other) === getId(entry)) < index
      ? [`catalog[${index}].id ${JSON.stringify(getId(entry))} is used twice`]
      : []),
  ])
  if (errors.length > 0) {
    throw new IdentikitError('misuse', `defineCatalog(): ${errors.join('; ')}.`)
  }
  return catalog
}

function checkEntry(entry: unknown): string[] {
  if (!isRecord(entry)) return [' must be an object']
  if (entry['id'] === undefined) return ['.id is missing']
  const errors = Object.entries(entry).flatMap(([key, value]) => {
    if (!Object.hasOwn(checks, key)) return [`.${key} isn't a property of a catalog entry`]
    const [isValid, expected] = checks[key as keyof CatalogEntry]
    return value === undefined || isValid(value) ? [] : [`.${key} must be ${expected}`]
  })
  return errors.length > 0 ? errors : checkChannels(entry as unknown as CatalogEntry)
}

/** Finds channels with a lock or a default that the entry doesn't list, such as misspelled ones. */
function checkChannels({ channels, locked, default: fallback }: CatalogEntry): string[] {
  if (!channels) return []
  const defaults = typeof fallback === 'object' ? Object.keys(fallback) : []
  return [
    ...defaults.map((channel) => ['default', channel] as const),
    ...(locked?.channels ?? []).map((channel) => ['locked.channels', channel] as const),
  ].flatMap(([key, channel]) =>
    channels.includes(channel) ? [] : [`.${key} names "${channel}", which .channels doesn't list`],
  )
}

const isBoolean = (value: unknown) => typeof value === 'boolean'
const isString = (value: unknown) => typeof value === 'string'
const isName = (value: unknown) =>
  typeof value === 'string' && value !== '' && value === trimText(value) && !hasInvisible(value)
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isChannelList = (value: unknown) =>
  Array.isArray(value) && value.every(isName) && new Set(value).size === value.length
const isDefault = (value: unknown) =>
  isBoolean(value) || (isRecord(value) && Object.values(value).every(isBoolean))
const isLock = (value: unknown) =>
  isRecord(value) &&
  (value['reason'] === undefined || isString(value['reason'])) &&
  (value['channels'] === undefined || isChannelList(value['channels']))
const isFrequencyOffer = (value: unknown) => {
  if (!isRecord(value)) return false
  const { options, default: fallback } = value
  return (
    Array.isArray(options) &&
    options.length > 0 &&
    options.every(isFrequency) &&
    new Set(options).size === options.length &&
    (fallback === undefined || options.includes(fallback as Frequency))
  )
}

const text = [isString, 'a string'] as const

const checks: Readonly<
  Record<keyof CatalogEntry, readonly [isValid: (value: unknown) => boolean, expected: string]>
> = {
  id: [isName, 'a non-empty string without outer white space and invisible characters'],
  label: text,
  description: text,
  group: text,
  order: [Number.isFinite, 'a number'],
  default: [isDefault, 'true, false or an object of booleans by channel'],
  locked: [isLock, 'an object with `reason` and `channels`, both optional'],
  channels: [isChannelList, 'a list of channels, each once'],
  urgent: [isBoolean, 'true or false'],
  frequency: [
    isFrequencyOffer,
    `an object with \`options\`, each once of ${frequencies.join(', ')}, and optionally \`default\`, one of them`,
  ],
  hidden: [isBoolean, 'true or false'],
}

function getId(entry: unknown): unknown {
  return isRecord(entry) ? entry['id'] : undefined
}
