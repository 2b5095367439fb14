import { expect, it } from 'vitest'
import { normalizeLocale, regionalLocale } from '../../../src/core/locale/regionalLocale.js'
import { getFirstWeekday } from '../../../src/core/weekdays.js'

const time = new Date('2026-05-31T15:04:00Z')

/** The locale of the page, the languages of the device, the result, the time and the first weekday (0 is Sunday). */
it.each([
  ['en', ['en-GB', 'en'], 'en-GB', '15:04', 1],
  ['en', ['en-US', 'en'], 'en-US', '3:04 PM', 0],
  ['en', ['de-DE', 'en-US'], 'en-US', '3:04 PM', 0],
  ['en', ['de-DE', 'de'], 'en-DE', '15:04', 1],
  ['en', ['fr', 'fr-CA', 'en-IE'], 'en-IE', '15:04', 1],
  ['en', ['ja-JP'], 'en-JP', '15:04', 0],
  ['en', ['ar-EG'], 'en-EG', '3:04 PM', 6],
  ['en', ['en-AU'], 'en-AU', '3:04 pm', 1],
  ['de', ['de-AT'], 'de-AT', '15:04', 1],
  ['en-US', ['en-GB'], 'en-US', '3:04 PM', 0],
  ['en-GB', ['en-US'], 'en-GB', '15:04', 1],
  ['en', ['en'], 'en', '3:04 PM', 0],
  ['en', [], 'en', '3:04 PM', 0],
  ['en', ['en-US@posix', 'C', 'en-NZ'], 'en-NZ', '3:04 pm', 1],
  ['zh-Hant', ['zh-TW'], 'zh-Hant-TW', '下午3:04', 0],
] as const)(
  'regionalLocale: %s on a device with %j is %s',
  (page, languages, locale, clock, firstDay) => {
    const regional = regionalLocale(page, languages)
    expect(regional).toBe(locale)
    const format = new Intl.DateTimeFormat(regional, {
      hour: 'numeric',
      minute: '2-digit',
      timeZone: 'UTC',
    })
    expect(format.format(time).replaceAll(/\s/g, ' ')).toBe(clock)
    expect(getFirstWeekday(regional)).toBe(firstDay)
  },
)

it.each([
  ['pt_br', 'pt-BR'],
  ['no locale', 'en'],
  ['', 'en'],
])('normalizeLocale: %j is %s', (locale, normal) => {
  expect(normalizeLocale(locale)).toBe(normal)
})
