import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readTzdb, renderTimezones } from '../../../scripts/timezones.mjs'
import { detectTimezone, getTimezone } from '../../../src/core/timezone/timezone.js'
import {
  timezoneCountries,
  timezoneTable,
  tzdbVersion,
} from '../../../src/core/timezone/timezones.generated.js'
import { canonicalTimezone } from '../../../src/core/timezone/timezoneAliases.js'
import { anyText } from '../../anyText.js'

const tzdb = readTzdb()
const rows = tzdb.zoneTab
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'))
const zones = rows.map(([, , zone = '']) => zone)
const links = [...tzdb.backward.matchAll(/^Link\s+\S+\s+(\S+)/gm)].map(([, link = '']) => link)
const fixedOffsets = [
  ...Array.from({ length: 12 }, (_, index) => `Etc/GMT+${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `Etc/GMT-${index + 1}`),
]
const primaries = new Set([...zones, ...fixedOffsets, 'UTC'])
/** Names of tzdb that mean another zone to most people. */
const abbreviations = 'CET EET EST HST MET MST WET CST6CDT EST5EDT MST7MDT PST8PDT'.split(' ')
const known = new Set([...primaries, ...links, 'Etc/UTC', 'Etc/GMT', 'GMT'])
for (const name of abbreviations) known.delete(name)

/** What V8 still calls 19 zones, because CLDR keeps the first name it gave a zone. */
const renamed: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

describe('timezones.generated.ts', () => {
  it.each(Object.entries(renderTimezones(tzdb)))(
    'is, like %s, the output of scripts/timezones.mjs',
    (name, text) => {
      const file = new URL(`../../../src/core/timezone/${name}`, import.meta.url)
      expect(readFileSync(file, 'utf8')).toBe(text)
      expect(tzdbVersion).toBe(tzdb.version)
    },
  )

  it('is the same if tzdb has zones for the POSIX names of the United States', () => {
    const backward = tzdb.backward.replace(/^Link.*\s(?:CST6CDT|EST5EDT|MST7MDT|PST8PDT)$/gm, '')
    expect(backward.match(/^Link/gm)).toHaveLength(links.length - 4)
    expect(renderTimezones({ ...tzdb, backward })).toEqual(renderTimezones(tzdb))
  })

  it('has the country of every zone in the order of the table', () => {
    const order: string[] = timezoneTable.split('\n').flatMap((line) => {
      const [prefix = '', ...entries] = line.split(' ')
      return entries.map((entry) => prefix + entry.replace(/=.*/, ''))
    })
    const countries = timezoneCountries.toUpperCase().match(/../g) ?? []
    expect(countries).toHaveLength(zones.length)
    expect(new Map(countries.map((country, index) => [order[index], country]))).toEqual(
      new Map(rows.map(([country, , zone]) => [zone, country])),
    )
    expect(order.slice(zones.length)).toEqual([...fixedOffsets, 'UTC'])
  })

  it.each([
    ['a Zone line', { backward: 'Zone EST -5:00 - EST\n' }, 'invalid line: Zone EST'],
    [
      'a link to nowhere',
      { backward: `${tzdb.backward}Link Mars/Olympus Mars/Base\n` },
      'No such zone or link: Mars/Olympus',
    ],
    [
      'a corrected link gone',
      { backward: 'Link Asia/Kolkata Asia/Calcutta\n' },
      'lacks the link Africa/Timbuktu',
    ],
    ['a broken row', { zoneTab: 'XX +0000+00000 Europe/Nowhere\n' }, 'invalid line: XX'],
    ['a place of no country', { abbreviations: 'CET CEST\tXX\n' }, 'unknown place: XX'],
    ['a line of no form', { abbreviations: 'CET AD AL\n' }, 'invalid line: CET AD AL'],
    ['cities of no zone', { cities: 'Europe/Munich\tMunich\n' }, 'invalid line: Europe/Munich'],
    [
      'a zone of Windows without a label',
      { windows: 'Pacific\tPacific/Fiji\n' },
      'windows: invalid',
    ],
    ['a label of no zone', { labels: 'Europe/Bern\tBern\n' }, 'labels: invalid line'],
    ['a zone twice', { zoneTab: 'AD\t\tEurope/Andorra\n'.repeat(2) }, 'invalid line: AD'],
  ])('cannot be made of a release with %s', (_, change, message) => {
    expect(() => renderTimezones({ ...tzdb, ...change })).toThrow(message)
  })
})

describe('canonicalTimezone', () => {
  it('keeps every zone of zone.tab, links in other files included', () => {
    expect(zones.map(canonicalTimezone)).toEqual(zones)
    expect(zones.filter((zone) => links.includes(zone))).toContain('Europe/Oslo')
  })

  it('keeps the fixed offsets and UTC', () => {
    for (const id of [...fixedOffsets, 'UTC']) expect(canonicalTimezone(id)).toBe(id)
  })

  it('accepts every tzdb name except Factory and abbreviations', () => {
    expect(known.size).toBe(597 - abbreviations.length)
    expect(primaries.size).toBe(445)
    for (const id of known) expect(primaries).toContain(canonicalTimezone(id))
  })

  it('is idempotent', () => {
    for (const id of known) {
      const canonical = canonicalTimezone(id)
      expect(canonicalTimezone(canonical ?? '')).toBe(canonical)
    }
  })

  it.each(Object.entries(renamed))('follows the rename of %s to %s', (id, expected) => {
    expect(canonicalTimezone(id)).toBe(expected)
  })

  it.each([
    ['Africa/Timbuktu', 'Africa/Bamako'],
    ['America/Virgin', 'America/St_Thomas'],
    ['Antarctica/South_Pole', 'Antarctica/McMurdo'],
    ['Atlantic/Jan_Mayen', 'Arctic/Longyearbyen'],
    ['Iceland', 'Atlantic/Reykjavik'],
    ['Pacific/Yap', 'Pacific/Chuuk'],
  ])('does not let %s leave its country', (id, expected) => {
    expect(canonicalTimezone(id)).toBe(expected)
  })

  it.each([
    ['Australia/ACT', 'Australia/Sydney'],
    ['Asia/Chungking', 'Asia/Shanghai'],
    ['Brazil/Acre', 'America/Rio_Branco'],
    ['Navajo', 'America/Denver'],
  ])('follows %s through a link that is not in zone.tab', (id, expected) => {
    expect(canonicalTimezone(id)).toBe(expected)
  })

  it.each([
    'Etc/UTC',
    'Etc/GMT',
    'Etc/GMT0',
    'Etc/GMT+0',
    'Etc/GMT-0',
    'Etc/Greenwich',
    'Etc/Zulu',
    'GMT',
    'UCT',
    'Zulu',
  ])('calls %s UTC', (id) => {
    expect(canonicalTimezone(id)).toBe('UTC')
  })

  it.each(abbreviations.flatMap((name) => [name, name.toLowerCase()]))(
    'refuses the abbreviation %s, although tzdb and engines have it',
    (name) => {
      expect(canonicalTimezone(name)).toBeNull()
      expect(getTimezone(name)).toBeUndefined()
    },
  )

  it.each([null, undefined, 5, true, {}, [], ['Europe/Berlin'], new Date(0), Symbol('id'), 1n])(
    'returns null for %o',
    (value) => {
      expect(canonicalTimezone(value)).toBeNull()
    },
  )

  it.each([
    ['US/Pacific-New', 'America/Los_Angeles'],
    ['Canada/East-Saskatchewan', 'America/Regina'],
  ])('knows %s, which tzdb has removed', (id, expected) => {
    expect(canonicalTimezone(id)).toBe(expected)
  })

  it.each([
    ['asia/kolkata', 'Asia/Kolkata'],
    ['ASIA/CALCUTTA', 'Asia/Kolkata'],
    ['africa/dar_ES_salaam', 'Africa/Dar_es_Salaam'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['etc/gmt+5', 'Etc/GMT+5'],
    ['utc', 'UTC'],
  ])('reads %s in any case', (id, expected) => {
    expect(canonicalTimezone(id)).toBe(expected)
  })

  it.each([
    '',
    ' ',
    'BST',
    'IST',
    'AST',
    'SST',
    'SystemV/PST8PDT',
    '+05:30',
    'GMT+5',
    'GMT+05:00',
    'IST-5:30',
    'Etc/Unknown',
    'Factory',
    'Europe/Köln',
    'Asia/\u212Aolkata',
    'Europe/İstanbul',
    'Europe/Berlin\n',
    ' Europe/Berlin',
    'Europe/Berlin=',
    'Europe',
    'Europe/',
    'Berlin',
    '__proto__',
    'constructor',
    'toString',
    `Europe/${'n'.repeat(58)}`,
  ])('refuses %j', (id) => {
    expect(canonicalTimezone(id)).toBeNull()
  })

  it('refuses a megabyte', () => {
    expect(canonicalTimezone('x'.repeat(1_000_000))).toBeNull()
  })

  it('accepts every zone of this engine', () => {
    const engine = Intl.supportedValuesOf('timeZone').filter((id) => !/^(Etc\/|UTC$)/.test(id))
    expect(engine).toHaveLength(zones.length)
    expect(new Set(engine.map(canonicalTimezone))).toEqual(new Set(zones))
    expect(Object.keys(renamed)).toEqual(
      expect.arrayContaining(engine.filter((id) => canonicalTimezone(id) !== id)),
    )
  })

  it('returns null or a primary zone for any input', () => {
    const text = fc.oneof(
      anyText({ maxLength: 80 }),
      fc.constantFrom(...known),
      fc.tuple(fc.constantFrom(...known), anyText({ maxLength: 2 })).map((parts) => parts.join('')),
      fc.mixedCase(fc.constantFrom(...known)),
    )
    const answers = new Set([null, ...primaries])
    fc.assert(
      fc.property(text, (id) => {
        expect(answers.has(canonicalTimezone(id))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('accepts names in any case', () => {
    fc.assert(
      fc.property(fc.mixedCase(fc.constantFrom(...known)), (id) => {
        expect(primaries.has(canonicalTimezone(id) ?? '')).toBe(true)
        expect(canonicalTimezone(id)).toBe(canonicalTimezone(id.toLowerCase()))
      }),
      { numRuns: 1000 },
    )
  })
})

function reportTimezone(timeZone: string | undefined) {
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue(
    Object.assign(new Intl.DateTimeFormat().resolvedOptions(), { timeZone }),
  )
}

describe('detectTimezone', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['Europe/Oslo', 'Europe/Oslo'],
    ['Etc/UTC', 'UTC'],
  ])('names the device in %s canonically', (timeZone, expected) => {
    reportTimezone(timeZone)
    expect(detectTimezone()).toBe(expected)
  })

  it.each([undefined, '', 'Etc/Unknown', 'Factory', '+05:00', 'GMT+05:00', 'Foo/Bar'])(
    'gives null for a device in %s',
    (timeZone) => {
      reportTimezone(timeZone)
      expect(detectTimezone()).toBeNull()
    },
  )

  it('returns null if Intl throws', () => {
    vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function () {
      throw new RangeError('Invalid time zone specified: Etc/Unknown')
    })
    expect(detectTimezone()).toBeNull()
  })

  it('returns null without Intl', () => {
    vi.stubGlobal('Intl', undefined)
    expect(detectTimezone()).toBeNull()
  })
})
