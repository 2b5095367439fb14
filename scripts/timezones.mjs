/**
 * Generates src/core/timezone/timezones.generated.ts from data/tzdb.
 *
 * `node scripts/timezones.mjs` writes the file; with `--check` it writes nothing and exits 1 when
 * the file is stale.
 */
import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** @typedef {{ version: string, zoneTab: string, backward: string, abbreviations: string, cities: string }} Tzdb */

const outputFile = new URL('../src/core/timezone/timezones.generated.ts', import.meta.url)

/**
 * The zones of tzdb's file `etcetera`, which data/tzdb does not have. The last zone of tzdb that is
 * in neither `zone.tab`, `backward` nor here is `Factory`, the zone of a machine nobody has set up:
 * it says nothing about a user, so the kit does not know it.
 */
const utcZones = ['Etc/UTC', 'Etc/GMT', 'GMT']
const fixedOffsetZones = [
  ...Array.from({ length: 12 }, (_, index) => `Etc/GMT+${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `Etc/GMT-${index + 1}`),
]

/**
 * Links whose target in `backward` is in another country without a `#=` comment that says so. These
 * are the targets of ECMA-402: the only zone of the link's country (ML, SJ), else the one that
 * tzdb's file `backzone` links to (CA, AQ, FM).
 */
const homeZones = new Map([
  ['Africa/Timbuktu', 'Africa/Bamako'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['Antarctica/South_Pole', 'Antarctica/McMurdo'],
  ['Atlantic/Jan_Mayen', 'Arctic/Longyearbyen'],
  ['Pacific/Yap', 'Pacific/Chuuk'],
])

/**
 * Names that were links once and are read as such for good: engines and stored profiles have them.
 * tzdb removed the first two (2017c, 2020b) and made zones of the others again (2026d), but these
 * have kept the time of their city since 1967, and only the city says where the user is.
 */
const formerLinks = new Map([
  ['Canada/East-Saskatchewan', 'America/Regina'],
  ['US/Pacific-New', 'America/Los_Angeles'],
  ['CST6CDT', 'America/Chicago'],
  ['EST5EDT', 'America/New_York'],
  ['MST7MDT', 'America/Denver'],
  ['PST8PDT', 'America/Los_Angeles'],
])

/**
 * Every zone of `zone.tab` with its ISO 3166 country.
 *
 * @param {string} zoneTab
 */
function parseZones(zoneTab) {
  /** @type {Map<string, string>} */
  const countries = new Map()
  for (const line of dataLines(zoneTab)) {
    const [country = '', , zone = ''] = line.split('\t')
    if (!/^[A-Z]{2}$/.test(country) || !/^[A-Za-z_/-]+$/.test(zone) || countries.has(zone)) {
      throw new Error(`zone.tab: not understood: ${line}`)
    }
    countries.set(zone, country)
  }
  return countries
}

/**
 * Every link of `backward` with the name it stands for, which can be a link itself.
 *
 * @param {string} backward
 */
function parseLinks(backward) {
  const links = new Map(formerLinks)
  for (const line of dataLines(backward)) {
    const match = /^Link\s+(\S+)\s+(\S+)(?:\s+#=\s+(\S+))?\s*$/.exec(line)
    const [, target, link, namedTarget] = match ?? []
    if (!target || !link) throw new Error(`backward: not understood: ${line}`)
    links.set(link, homeZones.get(link) ?? namedTarget ?? target)
  }
  for (const link of homeZones.keys()) {
    if (!links.has(link)) throw new Error(`backward: no longer has the link ${link}`)
  }
  return links
}

/** @param {string} text */
function dataLines(text) {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
}

/**
 * The links of each primary zone by the rule of ECMA-402 (AvailableNamedTimeZoneIdentifiers): what is
 * in `zone.tab` is primary even where `backward` links it away.
 *
 * @param {string[]} zones those of `zone.tab` @param {string} backward
 */
function primaryZones(zones, backward) {
  const links = parseLinks(backward)
  /** @type {Map<string, string[]>} */
  const linksOf = new Map()
  for (const zone of [...zones, ...fixedOffsetZones]) linksOf.set(zone, [])
  linksOf.set('UTC', [...utcZones])

  /** @type {(name: string) => string} */
  const resolve = (name) => {
    if (linksOf.has(name)) return name
    if (utcZones.includes(name)) return 'UTC'
    const target = links.get(name)
    if (target === undefined) throw new Error(`No such zone or link: ${name}`)
    return resolve(target)
  }
  const linkNames = [...links.keys()]
  linkNames.sort()
  for (const link of linkNames) {
    if (!linksOf.has(link)) linksOf.get(resolve(link))?.push(link)
  }
  return linksOf
}

/**
 * The abbreviations of every zone, with spaces between them.
 *
 * @param {string} abbreviations @param {Map<string, string>} countries
 */
function parseAbbreviations(abbreviations, countries) {
  const places = new Set([...countries.keys(), ...countries.values()])
  const lines = dataLines(abbreviations).map((line) => {
    const match = /^([A-Za-z]{2,5}(?: [A-Z]{2,5})*)\t(\S+(?: \S+)*)$/.exec(line)
    const [, names = '', where = ''] = match ?? []
    const unknown = where.split(' ').find((place) => !places.has(place))
    if (!match) throw new Error(`abbreviations: not understood: ${line}`)
    if (unknown) throw new Error(`abbreviations: not understood: ${unknown}`)
    return { names, places: new Set(where.split(' ')) }
  })
  /** @type {Map<string, string>} */
  const sets = new Map()
  for (const [zone, country] of countries) {
    const own = lines.filter((line) => line.places.has(zone) || line.places.has(country))
    sets.set(zone, own.map(({ names }) => names.toLowerCase()).join(' '))
  }
  return sets
}

/**
 * The zones as they stand in the table: by area, and there those together that have the same
 * abbreviations and country, because that packs best.
 *
 * @param {Map<string, string>} countries @param {Map<string, string>} abbreviations
 */
function tableOrder(countries, abbreviations) {
  const keyed = [...countries].map(([zone, country]) => {
    const area = zone.slice(0, zone.indexOf('/'))
    return { zone, key: [area, abbreviations.get(zone), country, zone].join('\t') }
  })
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1))
  return keyed.map(({ zone }) => zone)
}

/**
 * A list of the different sets, and for each the place of its set in that list.
 *
 * @param {string[]} sets
 */
function encodeSets(sets) {
  const different = [...new Set(sets)].sort()
  // One character each, from `#` on: none that a template literal would read as something else.
  if (different.length > 56) throw new Error('abbreviations: more sets than characters')
  const codes = sets.map((set) => String.fromCodePoint(35 + different.indexOf(set)))
  return { sets: different.join(','), codes: codes.join('') }
}

/**
 * The names of `cities` as lines, in which `America/`, capitals and the spaces after commas are left
 * out.
 *
 * @param {string} cities @param {string[]} zones
 */
function parseCities(cities, zones) {
  const lines = dataLines(cities).map((line) => {
    const [zone = '', names = ''] = line.split('\t')
    if (!zones.includes(zone) || /[`\\$=]/.test(names)) {
      throw new Error(`cities: not understood: ${line}`)
    }
    const packed = names.replaceAll(', ', ',').toLowerCase()
    return [zone.replace(/^America\//, ''), ...(packed ? [packed] : [])].join('=')
  })
  return lines.join('\n')
}

/**
 * The text of src/core/timezone/timezones.generated.ts.
 *
 * @param {Tzdb} tzdb
 */
export function renderTimezones(tzdb) {
  const countries = parseZones(tzdb.zoneTab)
  const abbreviations = parseAbbreviations(tzdb.abbreviations, countries)
  const zones = tableOrder(countries, abbreviations)
  const linksOf = primaryZones(zones, tzdb.backward)
  const cities = parseCities(tzdb.cities, zones)
  const short = encodeSets(zones.map((zone) => abbreviations.get(zone) ?? ''))
  /** @type {Map<string, string[]>} */
  const lines = new Map()
  for (const [zone, links] of linksOf) {
    const area = zone.slice(0, zone.indexOf('/') + 1)
    const line = lines.get(area) ?? [area]
    lines.set(area, line)
    const near = links.map((link) =>
      area && link.startsWith(area) ? `~${link.slice(area.length)}` : link,
    )
    line.push([zone.slice(area.length), ...near].join('='))
  }
  const table = [...lines.values()].map((line) => line.join(' ')).join('\n')
  return `// Generated by scripts/timezones.mjs from data/tzdb. Do not edit.

/** The release of the IANA Time Zone Database. */
export const tzdbVersion = '${tzdb.version}'

/** A line for each area: its prefix (\`~\` in links), then its primary zones, each with the links to it after \`=\`. */
export const timezoneTable = \`${table}\`

/** Other names of cities in small letters: a line for each zone, the best known first; \`America/\` is left out. */
export const cityNames = \`${cities}\`

/** ISO 3166 codes in small letters of the zones of the table in its order, two each; UTC and Etc have none. */
export const timezoneCountries =
  '${zones.map((zone) => countries.get(zone)?.toLowerCase()).join('')}'

/** Sets of abbreviations in small letters, with commas between them. */
export const abbreviationSets =
  '${short.sets}'

/** The set of each zone of the table in its order, as a character: \`#\` is the first. */
export const timezoneAbbreviations = \`${short.codes}\`
`
}

/**
 * Reads data/tzdb; the release is the one in the heading of its README.
 *
 * @returns {Tzdb}
 */
export function readTzdb() {
  const version = /^# tzdb (\d{4}[a-z])$/m.exec(readData('README.md'))?.[1]
  if (version === undefined) throw new Error('data/tzdb/README.md: no release in its heading')
  return {
    version,
    zoneTab: readData('zone.tab'),
    backward: readData('backward'),
    abbreviations: readData('abbreviations'),
    cities: readData('cities'),
  }
}

/** @param {string} name */
function readData(name) {
  return readFileSync(new URL(`../data/tzdb/${name}`, import.meta.url), 'utf8')
}

function main() {
  const text = renderTimezones(readTzdb())
  if (!process.argv.includes('--check')) {
    writeFileSync(outputFile, text)
  } else if (text !== readFileSync(outputFile, 'utf8')) {
    console.error(
      'src/core/timezone/timezones.generated.ts is stale: run `node scripts/timezones.mjs`',
    )
    process.exitCode = 1
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main()
