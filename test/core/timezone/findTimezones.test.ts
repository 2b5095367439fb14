import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchTimezones } from '../../../src/core.js'
import { findTimezones } from '../../../src/core/timezone/findTimezones.js'
import { listTimezones } from '../../../src/core/timezone/timezone.js'
import { getTimezoneIndex } from '../../../src/core/timezone/timezoneIndex.js'
import { timezoneOffsets } from '../../../src/core/timezone/timezoneOffset.js'
import { queries } from './timezoneQueries.js'
import { anyText } from '../../anyText.js'

const ids = (query: string, locale = 'en') => findTimezones(query, { locale }).map(({ id }) => id)

describe('findTimezones', () => {
  it.each([
    ['mumbai', 'Asia/Kolkata'],
    ['India', 'Asia/Kolkata'],
    ['calcutta', 'Asia/Kolkata'],
    ['asia/calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['+5:30', 'Asia/Kolkata'],
    ['5:30', 'Asia/Kolkata'],
    ['ist', 'Asia/Kolkata'],
    ['san francisco', 'America/Los_Angeles'],
    ['us/pacific', 'America/Los_Angeles'],
    ['PST', 'America/Los_Angeles'],
    ['pdt', 'America/Los_Angeles'],
    ['new_york', 'America/New_York'],
    ['New York, United States', 'America/New_York'],
    ['est', 'America/New_York'],
    ['usa', 'America/New_York'],
    ['cet', 'Europe/Berlin'],
    ['cest', 'Europe/Berlin'],
    ['Köln', 'Europe/Berlin'],
    ['koln', 'Europe/Berlin'],
    ['sao paulo', 'America/Sao_Paulo'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['zurich', 'Europe/Zurich'],
    ['ZÜRICH', 'Europe/Zurich'],
    ['st johns', 'America/St_Johns'],
    ["St. John's", 'America/St_Johns'],
    ['ndjamena', 'Africa/Ndjamena'],
    ['reunion', 'Indian/Reunion'],
    ['lodon', undefined],
    ['東京', 'Asia/Tokyo'],
    ['ｔｏｋｙｏ', 'Asia/Tokyo'],
    ['utc', 'UTC'],
    ['zulu', 'UTC'],
    ['kiev', 'Europe/Kyiv'],
    ['uk', 'Europe/London'],
    ['bst', 'Europe/London'],
    ['knox', 'America/Indiana/Knox'],
    ['knox indiana', 'America/Indiana/Knox'],
    ['france paris', 'Europe/Paris'],
    ['EST5EDT', 'America/New_York'],
    ['hongkong', 'Asia/Hong_Kong'],
    ['gb', 'Europe/London'],
    ['nz', 'Pacific/Auckland'],
    ['W-SU', 'Europe/Moscow'],
    ['koeln', 'Europe/Berlin'],
    ['Zuerich', 'Europe/Zurich'],
    ['saint petersburg', 'Europe/Moscow'],
    ['Saint Lucia', 'America/St_Lucia'],
    ['czech republic', 'Europe/Prague'],
    ['ivory coast', 'Africa/Abidjan'],
    ['+530', 'Asia/Kolkata'],
    ['\uFF0B\uFF15\uFF1A\uFF13\uFF10', 'Asia/Kolkata'],
  ])('finds by %j first %s', (query, expected) => {
    expect(ids(query)[0]).toBe(expected)
  })

  it.each(queries)('finds by %j %s among the first %d', (query, zone, most) => {
    expect(ids(query).slice(0, most)).toContain(zone)
  })

  it.each([
    ['Vereinigte Staaten', 'de', 'America/New_York'],
    ['Österreich', 'de', 'Europe/Vienna'],
    ['Allemagne', 'fr', 'Europe/Berlin'],
    ['Espagne', 'fr', 'Europe/Madrid'],
    ['Países Bajos', 'es', 'Europe/Amsterdam'],
    ['Giappone', 'it', 'Asia/Tokyo'],
    ['Estados Unidos', 'pt-BR', 'America/New_York'],
    ['Polska', 'pl', 'Europe/Warsaw'],
    ['Německo', 'cs', 'Europe/Berlin'],
    ['Япония', 'ru', 'Asia/Tokyo'],
    ['日本', 'ja', 'Asia/Tokyo'],
    ['アメリカ', 'ja', 'America/New_York'],
    ['美国', 'zh-CN', 'America/New_York'],
    ['대한민국', 'ko', 'Asia/Seoul'],
    ['مصر', 'ar', 'Africa/Cairo'],
    ['ישראל', 'he', 'Asia/Jerusalem'],
    ['ญี่ปุ่น', 'th', 'Asia/Tokyo'],
    ['Trinidad and Tobago', 'en', 'America/Port_of_Spain'],
    ['Bosnia and Herzegovina', 'en', 'Europe/Sarajevo'],
    ['Saint Kitts and Nevis', 'en', 'America/St_Kitts'],
    ['Antigua & Barbuda', 'en', 'America/Antigua'],
  ])('finds by the country %s in %s first %s', (query, locale, expected) => {
    expect(ids(query, locale)[0]).toBe(expected)
  })

  it.each([
    'lodon',
    'xyzzy',
    'foo time',
    'Xyzzy Standard Time',
    'polis',
    'olkata',
    'york city x',
    'ndon',
    'erlin',
    '(UTC+01:00)',
    'Springfeld, Ilinois',
    'kolkatta',
    'hicago',
  ])('finds nothing by %s instead of parts of words', (query) => {
    expect(ids(query)).toEqual([])
  })

  it('never lists a match inside of a word', () => {
    const index = getTimezoneIndex('en')
    const starts = index.map(({ words }) => words.split(/[ |]+/))
    const word = fc.constantFrom(
      ...new Set(starts.flat().filter((name) => /^[a-z]{4,}$/.test(name))),
    )
    const inner = word.chain((name) =>
      fc
        .tuple(fc.nat(name.length - 3), fc.integer({ min: 3, max: 6 }))
        .map(([from, length]) => name.slice(from, from + length)),
    )
    fc.assert(
      fc.property(inner, (query) => {
        const matches = index.filter(
          ({ zone, abbreviations }, row) =>
            abbreviations.includes(query) ||
            // A whole name of tzdb, such as `ROC`.
            zone.aliases.some((alias) => alias.toLowerCase() === query) ||
            starts[row]?.some((name) => name.startsWith(query)),
        )
        // Spellings such as `koeln` are used only if no zone has the word itself.
        const other = query.replaceAll(/([aou])e/g, '$1')
        const respelled = index.filter((_, row) =>
          starts[row]?.some((name) => name.startsWith(other)),
        )
        const expected = matches.length > 0 ? matches : respelled
        expect(ids(query).sort()).toEqual(expected.map(({ zone }) => zone.id).sort())
      }),
      { numRuns: 200, examples: [['roc'], ['prc'], ['eire']] },
    )
  })

  it('lists the beginning of a word before its middle in languages without spaces', () => {
    // 京都, then 北京.
    expect(ids('京', 'ja')).toEqual(['Asia/Tokyo', 'Asia/Shanghai'])
  })

  it('finds a country in the given languages and in English', () => {
    expect(ids('indien', 'de')[0]).toBe('Asia/Kolkata')
    expect(ids('india', 'de')[0]).toBe('Asia/Kolkata')
    expect(ids('भारत', 'hi')[0]).toBe('Asia/Kolkata')
    expect(ids('indien')).toEqual([])
    const both = findTimezones('allemagne', { locale: ['pt-BR', 'fr'] })
    expect(both[0]?.id).toBe('Europe/Berlin')
    expect(ids('india', 'not a language')[0]).toBe('Asia/Kolkata')
  })

  it.each([
    ['gmt-8', -480],
    ['UTC -8', -480],
    ['-8', -480],
    ['\u22128', -480],
    ['\u201308:00', -480],
    ['-0800', -480],
    ['+5:45', 345],
    ['+0545', 345],
    ['gmt+0', 0],
    ['-0', 0],
    ['+14', 840],
  ])('reads %j as the offset %d, now or later in the year', (query, minutes) => {
    const found = findTimezones(query, { locale: 'en' })
    expect(found.length).toBeGreaterThan(0)
    const [best] = found
    expect(timezoneOffsets(best?.id ?? '', Date.now())?.now).toBe(minutes)
    const all = listTimezones().filter(({ id }) => {
      const offsets = timezoneOffsets(id, Date.now())
      return offsets?.now === minutes || offsets?.later === minutes
    })
    expect(found).toEqual(expect.arrayContaining(all))
  })

  it('narrows the result with each character of an offset', () => {
    const counts = ['+5', '+5:', '+5:3', '+5:30'].map((query) => ids(query).length)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
    expect(counts.at(-1)).toBe(2)
    expect(ids('+')).toEqual([])
    expect(ids('+99')).toEqual([])
    expect(ids('+20')).toEqual([])
  })

  it('finds zones by the abbreviations of both halves of the year', () => {
    expect(ids('pst')).toEqual(expect.arrayContaining(['America/Los_Angeles', 'Asia/Manila']))
    expect(ids('aest').slice(0, 3)).toEqual(
      ids('aest')
        .filter((id) => id.startsWith('Australia'))
        .slice(0, 3),
    )
    expect(ids('ist').slice(0, 3).sort()).toEqual([
      'Asia/Jerusalem',
      'Asia/Kolkata',
      'Europe/Dublin',
    ])
  })

  it('has every US abbreviation of this engine', () => {
    const zones = listTimezones().filter(({ country }) => country === 'US')
    // What tzdb calls HST, some engines call HAST there.
    for (const { id } of zones.filter((zone) => zone.id !== 'America/Adak'))
      for (const at of [Date.UTC(2025, 0, 15), Date.UTC(2025, 6, 15)]) {
        const format = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: 'short' })
        const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value
        expect(ids(name ?? ''), `${id} ${name}`).toContain(id)
      }
  })

  it("finds no zone by a daylight saving abbreviation that it doesn't use", () => {
    expect(ids('cest')).not.toContain('Africa/Tunis')
    expect(ids('cet')).toContain('Africa/Tunis')
    expect(ids('eest')).not.toContain('Europe/Kaliningrad')
    expect(ids('wet')).not.toContain('Atlantic/Azores')
  })

  it('returns all zones for an empty query and none for nonsense', () => {
    expect(findTimezones(' ')).toEqual(listTimezones())
    for (const query of ['xyzzy', '!!!', '__proto__', 'Etc/Unknown', '\u{1F600}', '+05:99x'])
      expect(ids(query)).toEqual([])
  })

  it('finds every zone by name, link and city, with and without accents', () => {
    for (const zone of listTimezones()) {
      const plain = zone.city.normalize('NFD').replaceAll(/\p{Mn}/gu, '')
      for (const query of [zone.id, zone.city, plain, plain.toUpperCase()])
        expect(ids(query), query).toContain(zone.id)
      // `GMT+0` is an offset first.
      for (const link of zone.aliases.filter((name) => !/^GMT[+-]0$/.test(name)))
        expect(ids(link), link).toContain(zone.id)
      expect(ids(zone.id)[0]).toBe(zone.id)
    }
  })

  it('never throws and never returns a zone twice', () => {
    const text = fc.oneof(
      anyText({ maxLength: 20 }),
      fc.stringMatching(/^(gmt|utc)?[+-]?\d{0,5}:?\d{0,3}$/),
    )
    fc.assert(
      fc.property(text, (query) => {
        const found = ids(query)
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })
})

describe('searchTimezones', () => {
  it('loads the names and returns the same', async () => {
    const found = await searchTimezones('Eastern Time', { locale: 'en' })
    expect(found[0]?.id).toBe('America/New_York')
    expect(found).toEqual(findTimezones('Eastern Time', { locale: 'en' }))
    expect((await searchTimezones('napoli'))[0]?.id).toBe('Europe/Rome')
  })
})
