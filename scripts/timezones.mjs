/**
 * Generates the files src/core/timezone/*.generated.ts from data/tzdb.
 *
 * `node scripts/timezones.mjs` writes the files; with `--check` it writes nothing and exits 1 when
 * one is stale.
 */
import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  dataLines,
  parseAbbreviations,
  renderTimezoneLabels,
  renderTimezoneNames,
} from './timezoneNames.mjs'

/** @typedef {{ version: string, zoneTab: string, backward: string } & import('./timezoneNames.mjs').NameFiles} Tzdb */

const outputFolder = new URL('../src/core/timezone/', import.meta.url)

/**
 * The zones of tzdb's file `etcetera`, which data/tzdb doesn't contain. The kit omits `Factory`, the
 * zone of an unconfigured machine, because it isn't a time zone of a user.
 */
const utcZones = ['Etc/UTC', 'Etc/GMT', 'GMT']
const fixedOffsetZones = [
  ...Array.from({ length: 12 }, (_, index) => `Etc/GMT+${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `Etc/GMT-${index + 1}`),
]

/**
 * Links whose target in `backward` is in another country, without a `#=` comment. They get the
 * targets of ECMA-402: the only zone of the link's country (ML, SJ), else the target in tzdb's file
 * `backzone` (CA, AQ, FM).
 */
const homeZones = new Map([
  ['Africa/Timbuktu', 'Africa/Bamako'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['Antarctica/South_Pole', 'Antarctica/McMurdo'],
  ['Atlantic/Jan_Mayen', 'Arctic/Longyearbyen'],
  ['Pacific/Yap', 'Pacific/Chuuk'],
])

/**
 * Former links that stay links here, because engines and stored profiles contain them. tzdb removed
 * the first two (2017c, 2020b) and turned the others into zones again (2026d). These have had the
 * time of their city since 1967, and only the city shows where the user is.
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
 * Returns every zone of `zone.tab` with its ISO 3166 country.
 *
 * @param {string} zoneTab
 */
function parseZones(zoneTab) {
  /** @type {Map<string, string>} */
  const countries = new Map()
  for (const line of dataLines(zoneTab)) {
    const [country = '', , zone = ''] = line.split('\t')
    if (!/^[A-Z]{2}$/.test(country) || !/^[A-Za-z_/-]+$/.test(zone) || countries.has(zone)) {
      throw new Error(`zone.tab: invalid line: ${line}`)
    }
    countries.set(zone, country)
  }
  return countries
}

/**
 * Returns every link of `backward` with its target, which may be another link.
 *
 * @param {string} backward
 */
function parseLinks(backward) {
  const links = new Map(formerLinks)
  for (const line of dataLines(backward)) {
    const match = /^Link\s+(\S+)\s+(\S+)(?:\s+#=\s+(\S+))?\s*$/.exec(line)
    const [, target, link, namedTarget] = match ?? []
    if (!target || !link) throw new Error(`backward: invalid line: ${line}`)
    links.set(link, homeZones.get(link) ?? namedTarget ?? target)
  }
  for (const link of homeZones.keys()) {
    if (!links.has(link)) throw new Error(`backward: lacks the link ${link}`)
  }
  return links
}

/**
 * Returns the links of each primary zone by the rule of ECMA-402 (AvailableNamedTimeZoneIdentifiers):
 * a zone of `zone.tab` is primary even if it is a link in `backward`.
 *
 * @param {string[]} zones the zones of `zone.tab` @param {string} backward
 */
function resolveLinks(zones, backward) {
  const links = parseLinks(backward)
  /** @type {Map<string, string[]>} */
  const linksByZone = new Map()
  for (const zone of [...zones, ...fixedOffsetZones]) linksByZone.set(zone, [])
  linksByZone.set('UTC', [...utcZones])

  /** @type {(name: string) => string} */
  const resolve = (name) => {
    if (linksByZone.has(name)) return name
    if (utcZones.includes(name)) return 'UTC'
    const target = links.get(name)
    if (target === undefined) throw new Error(`No such zone or link: ${name}`)
    return resolve(target)
  }
  const linkNames = [...links.keys()]
  linkNames.sort()
  for (const link of linkNames) {
    if (!linksByZone.has(link)) linksByZone.get(resolve(link))?.push(link)
  }
  return linksByZone
}

/**
 * Sorts the zones by area, abbreviations and country, because equal neighbors compress best.
 *
 * @param {Map<string, string>} countries @param {Map<string, string>} abbreviations
 */
function sortZones(countries, abbreviations) {
  const keyed = [...countries].map(([zone, country]) => {
    const area = zone.slice(0, zone.indexOf('/'))
    return { zone, key: [area, abbreviations.get(zone), country, zone].join('\t') }
  })
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1))
  return keyed.map(({ zone }) => zone)
}

/**
 * Renders the generated files by name.
 *
 * @param {Tzdb} tzdb @returns {Record<string, string>}
 */
export function renderTimezones(tzdb) {
  const countries = parseZones(tzdb.zoneTab)
  const zones = sortZones(countries, parseAbbreviations(tzdb.abbreviations, countries))
  return {
    'timezones.generated.ts': renderTable(tzdb, zones, countries),
    'timezoneNames.generated.ts': renderTimezoneNames(tzdb, zones, countries),
    'timezoneLabels.generated.ts': renderTimezoneLabels(tzdb, zones),
  }
}

/** @param {Tzdb} tzdb @param {string[]} zones @param {Map<string, string>} countries */
function renderTable(tzdb, zones, countries) {
  const linksByZone = resolveLinks(zones, tzdb.backward)
  /** @type {Map<string, string[]>} */
  const lines = new Map()
  for (const [zone, links] of linksByZone) {
    const area = zone.slice(0, zone.indexOf('/') + 1)
    const line = lines.get(area) ?? [area]
    lines.set(area, line)
    const shortLinks = links.map((link) =>
      area && link.startsWith(area) ? `~${link.slice(area.length)}` : link,
    )
    line.push([zone.slice(area.length), ...shortLinks].join('='))
  }
  const table = [...lines.values()].map((line) => line.join(' ')).join('\n')
  return `// Generated by scripts/timezones.mjs from data/tzdb. Do not edit.

/** The release of the IANA Time Zone Database. */
export const tzdbVersion: string = '${tzdb.version}'

/** A line for each area: its prefix (\`~\` in links), then its primary zones, each with the links to it after \`=\`. */
export const timezoneTable: string = \`${table}\`

/** ISO 3166 codes in small letters of the zones of the table in its order, two each; UTC and Etc have none. */
export const timezoneCountries: string =
  '${zones.map((zone) => countries.get(zone)?.toLowerCase()).join('')}'
`
}

/**
 * Reads data/tzdb. The heading of its README contains the release.
 *
 * @returns {Tzdb}
 */
export function readTzdb() {
  const version = /^# tzdb (\d{4}[a-z])$/m.exec(readData('README.md'))?.[1]
  if (version === undefined) throw new Error('data/tzdb/README.md: the heading has no release')
  return {
    version,
    zoneTab: readData('zone.tab'),
    backward: readData('backward'),
    abbreviations: readData('abbreviations'),
    cities: readData('cities'),
    windows: readData('windows'),
    labels: readData('labels'),
  }
}

/** @param {string} name */
function readData(name) {
  return readFileSync(new URL(`../data/tzdb/${name}`, import.meta.url), 'utf8')
}

function main() {
  for (const [name, text] of Object.entries(renderTimezones(readTzdb()))) {
    const file = new URL(name, outputFolder)
    if (!process.argv.includes('--check')) {
      writeFileSync(file, text)
    } else if (text !== readFileSync(file, 'utf8')) {
      console.error(`src/core/timezone/${name} is stale: run \`node scripts/timezones.mjs\``)
      process.exitCode = 1
    }
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main()
