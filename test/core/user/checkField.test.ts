import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkField } from '../../../src/core/user/checkField.js'
import { checkTyped } from '../../../src/core/user/checkText.js'
import { getFieldEntry, userFields, type UserFieldKind } from '../../../src/core/user/fields.js'
import { anyText } from '../../anyText.js'

/** White space and characters that show nothing, as spreadsheets, messengers and copied pages have them. */
const blanks = Array.from(
  ' \t\n\r\v\f\u0000\u001F\u007F\u0085\u00A0\u00AD\u034F\u061C\u115F\u1680\u180E\u2003\u200B\u200E\u200F\u2028\u202A\u202C\u202F\u2060\u2066\u2069\u2800\u3000\u3164\uFEFF\uFFA0',
)

describe('phone', () => {
  it.each(['+442079460018', '+1234567', '+123456789012345', '+390612345678'])(
    'accepts %s',
    (value) => {
      expect(checkField('phone', value)).toEqual({ value })
    },
  )

  it.each(['442079460018', '+0442079460018', '+123456', '+1234567890123456', '+44 20 7946 0018'])(
    'refuses %j',
    (text) => {
      expect(checkField('phone', text)).toEqual({
        error: 'is not a phone number in E.164 form such as +442079460018',
      })
    },
  )

  it('asks the check of the numbering plans if there is one', () => {
    const error = 'has too few digits for its country'
    expect(checkField('phone', '+44 20', () => ({ error }))).toEqual({ error })
  })
})

describe('avatar', () => {
  it.each([
    ['https://example.com/ada.png', 'https://example.com/ada.png'],
    ['https://example.com', 'https://example.com/'],
    ['HTTPS://EXAMPLE.com/Ada.PNG?size=2#top', 'https://example.com/Ada.PNG?size=2#top'],
    ['https://münchen.de/é.png', 'https://xn--mnchen-3ya.de/%C3%A9.png'],
    ['https://example.com:8443/a/../ada.png', 'https://example.com:8443/ada.png'],
    ['https://example.com/a@b:c', 'https://example.com/a@b:c'],
  ])('stores %s as %s', (text, value) => {
    expect(checkField('avatar', text)).toEqual({ value })
  })

  it.each([
    ['javascript:alert(1)', 'must start with https://'],
    [' javascript:alert(1)', 'must start with https://'],
    ['data:text/html,<script>alert(1)</script>', 'must start with https://'],
    ['data:image/png;base64,AAAA', 'must start with https://'],
    ['blob:https://example.com/1', 'must start with https://'],
    [
      'http://example.com/ada.png',
      'must start with https://, because pages over https do not show http pictures',
    ],
    ['example.com/ada.png', 'must start with https://'],
    [String.raw`https:\\evil.com`, 'is not an https URL'],
    ['https:evil.com', 'is not an https URL'],
    ['https://a"b.example/ada.png', 'is not an https URL'],
    ['https://exam\tple.com/ada.png', 'is not an https URL'],
    ['https://[::1', 'is not an https URL'],
  ])('refuses %j', (text, error) => {
    expect(checkField('avatar', text)).toEqual({ error })
  })

  it.each([
    'https://user:pass@example.com/',
    'https://user@example.com/',
    'https://:pass@evil.com',
  ])('refuses %s, which would carry a login', (text) => {
    expect(checkField('avatar', text)).toEqual({
      error: 'must not hold a user name or a password',
    })
  })

  it('refuses a URL that is too long before or after percent-encoding', () => {
    const wrong = 'is longer than 2,048 characters'
    const fits = `https://example.com/${'a'.repeat(2028)}`
    expect(checkField('avatar', fits)).toEqual({ value: fits })
    expect(checkField('avatar', `${fits}a`)).toHaveProperty('error', wrong)
    expect(checkField('avatar', `https://example.com/${'a'.repeat(3000)}`)).toHaveProperty(
      'error',
      wrong,
    )
    expect(checkField('avatar', `https://example.com/${'é'.repeat(1000)}`)).toHaveProperty(
      'error',
      wrong,
    )
  })
})

describe('timezone', () => {
  it.each([
    ['Europe/London', 'Europe/London'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Europe/Oslo', 'Europe/Oslo'],
    ['Etc/UTC', 'UTC'],
  ])('stores %s as %s', (text, value) => {
    expect(checkField('timezone', text)).toEqual({ value })
  })

  const abbreviations = `
    EST EDT ET CST CDT MST MDT PST PDT HST AKST AST SST est Est EST5EDT CST6CDT MST7MDT PST8PDT pst8pdt
    WET CET MET EET WEST CEST EEST BST IST GST MSK PKT JST KST SGT HKT ICT WIB AEST AEDT NZST NZDT BRT ART
    ACT AET AGT BET CAT CNT CTT EAT ECT IET MIT PNT VST`
  it.each(abbreviations.trim().split(/\s+/))('refuses the abbreviation %s by name', (text) => {
    expect(checkField('timezone', text)).toEqual({
      error: 'is an abbreviation, not the name of one zone; write a name such as America/New_York',
    })
  })

  it.each([
    '+05:30',
    '-0800',
    'GMT+5',
    'UTC+2',
    'GMT+05:00',
    'IST-5:30',
    'Etc/Unknown',
    'Factory',
    'SystemV/PST8PDT',
    'US/East-Indiana/',
    'Eastern Standard Time',
    'Berlin',
    'constructor',
  ])('refuses %s', (text) => {
    expect(checkField('timezone', text)).toEqual({
      error: 'is not a tz database name such as Europe/London',
    })
  })
})

describe('locale', () => {
  it.each([
    'en',
    'en-GB',
    'no',
    'nb',
    'iw',
    'tl',
    'zh-CN',
    'zh-hant-tw',
    'EN-gb',
    'en-u-ca-buddhist',
    'en_US',
    'zh_Hant_TW',
    'fil',
    'es-419',
    'sr-Latn-RS',
    'de-1996',
    'en_US_POSIX',
    'en-x-own',
  ])('keeps %s as it is written', (value) => {
    expect(checkField('locale', value)).toEqual({ value })
  })

  it.each([
    ['en_US.UTF-8', 'en-US'],
    ['fr_FR.utf8', 'fr-FR'],
    ['de_DE@euro', 'de-DE'],
    ['de_DE.ISO-8859-15@euro', 'de-DE'],
    ['en-US@posix', 'en-US'],
    ['ja_JP.eucJP', 'ja-JP'],
    [' en ', 'en'],
    ['\uFEFFpt_BR.UTF-8\n', 'pt-BR'],
  ])('stores %j as %s', (text, value) => {
    expect(checkField('locale', text)).toEqual({ value })
  })

  it.each([
    'en_USA',
    'en__US',
    '_en',
    'en-USA',
    'C',
    'root',
    'english language',
    'i-klingon',
    'e',
    'English',
    'english',
    'German',
    'Deutsch',
    'POSIX',
    'C.UTF-8',
    'C/en_US.UTF-8',
    'posix',
    'default',
    'system',
    'auto',
    'none',
    'null',
    'undefined',
    'unknown',
    'klingon',
    'und',
    'und-US',
    'mul',
    'mis',
    'zxx',
    'English (US)',
    'English_United States.1252',
    'en-US,en;q=0.9',
    'en-US;q=0.8',
    'sr_RS@latin',
    'ca_ES.UTF-8@valencia',
    'en_US.',
    'en_US.UTF-8.',
    '*',
    'e\u200Bn',
  ])('refuses %j', (text) => {
    expect(checkField('locale', text)).toEqual({ error: 'is not a BCP 47 tag such as en-GB' })
  })
})

describe('createdAt', () => {
  it.each([
    '2026-05-31',
    '2024-02-29',
    '1969-12-31',
    '2026-05-31T10:00:00Z',
    '2026-05-31T10:00:00.123456Z',
    '2026-05-31T23:59:59+05:30',
    '2026-05-31T00:00:00-11:00',
  ])('accepts %s', (value) => {
    expect(checkField('createdAt', value)).toEqual({ value })
  })

  it.each([
    ['2009-05-19 14:39:22Z', '2009-05-19T14:39:22Z'],
    ['2009-05-19 14:39:22 Z', '2009-05-19T14:39:22Z'],
    ['2009-05-19 14:39:22+00', '2009-05-19T14:39:22Z'],
    ['2009-05-19 14:39:22.123456+00', '2009-05-19T14:39:22.123456Z'],
    ['2009-05-19 14:39:22+02', '2009-05-19T14:39:22+02:00'],
    ['2009-05-19 14:39:22-03:30', '2009-05-19T14:39:22-03:30'],
    ['2009-05-19 14:39:22 +0000', '2009-05-19T14:39:22Z'],
    ['2009-05-19 14:39:22 -0700', '2009-05-19T14:39:22-07:00'],
    ['2009-05-19T14:39:22+0530', '2009-05-19T14:39:22+05:30'],
    ['2009-05-19T14:39:22+0000', '2009-05-19T14:39:22Z'],
    ['2009-05-19T14:39:22-00:00', '2009-05-19T14:39:22Z'],
    ['2009-05-19 14:39:22 UTC', '2009-05-19T14:39:22Z'],
    ['2009-05-19 14:39:22 GMT', '2009-05-19T14:39:22Z'],
    ['2009-05-19 14:39:22utc', '2009-05-19T14:39:22Z'],
    ['2009-05-19t14:39:22z', '2009-05-19T14:39:22Z'],
    ['2009-05-19  14:39Z', '2009-05-19T14:39:00Z'],
    ['2009-05-19T14:39Z', '2009-05-19T14:39:00Z'],
    ['2009-05-19T14:39:22,5Z', '2009-05-19T14:39:22.5Z'],
    ['20090519T143922Z', '2009-05-19T14:39:22Z'],
    ['20090519T1439+0200', '2009-05-19T14:39:00+02:00'],
    ['\uFEFF2009-05-19 14:39:22Z\u00A0', '2009-05-19T14:39:22Z'],
    [' 2026-05-31\n', '2026-05-31'],
  ])('stores %j as %s', (text, value) => {
    expect(checkField('createdAt', text)).toEqual({ value })
  })

  it.each([
    '0000-01-01',
    '0000-12-31T23:59:59Z',
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-05-00',
    '2026-5-31',
    '31.05.2026',
    'May 31, 2026',
    '2026',
    '2026-05',
    '20260531',
    '1780185600000',
    '+002026-05-31',
    '2026-05-31T10:00',
    '2026-05-31 10:00',
    '2026-05-31 10:00:00',
    '2026-05-31 10:00:00 EST',
    '2026-05-31Z',
    '2026-05-31 Z',
    '2026-05-31T',
    '2026-05-31 10Z',
    '2026-05-31T10:00:00+2',
    '2026-05-31T10:00:00+02:0',
    'Sun May 31 2026 10:00:00 GMT+0000',
    '2026-05-31T25:00Z',
    '2026-05-31T10:60Z',
    '2026-05-31T10:00:61Z',
    '2026-02-30T10:00:00Z',
    '2026-05-31T10:00+99:99',
    'today',
  ])('refuses %j', (text) => {
    expect(checkField('createdAt', text)).toEqual({
      error: 'is not an ISO 8601 date such as 2026-05-31 or date and time with a zone',
    })
  })
})

describe.each(['name', 'firstName', 'lastName'] as const)('%s', (field) => {
  it.each([
    'Ada',
    'Ada  King',
    'Ñ',
    '李',
    '🏳️‍🌈',
    'null',
    '<b>Ada</b>',
    "Robert'); DROP TABLE users;--",
  ])('keeps %j unchanged', (value) => {
    expect(checkField(field, value)).toEqual({ value })
  })
})

describe.each(userFields)('every field: %s', (field) => {
  it.each([undefined, null, 1, true, {}, [], ['Ada'], new Date(0), () => 'Ada', Symbol('Ada'), 1n])(
    "refuses a value that isn't a string: %s",
    (input) => {
      expect(checkField(field, input)).toEqual({ error: 'must be a string, or null to clear it' })
    },
  )

  it.each([
    '',
    ' ',
    '\n\t',
    '\u3000',
    '\u2800',
    '\u3164',
    '\u200B',
    '\u200D',
    '\uFE0F',
    '\0',
    ' \u2060\u00AD ',
  ])('refuses %j and advises null', (input) => {
    expect(checkField(field, input)).toEqual({ error: 'is empty; send null to clear it' })
  })

  it.each(['Ada\0K', '\ud83d', 'Ada \udc00', '\udc00\ud83d'])(
    "refuses %j, which some services can't store",
    (input) => {
      expect(checkField(field, input)).toEqual({ error: 'holds a character that cannot be stored' })
    },
  )

  const samples: Readonly<Record<UserFieldKind, string>> = {
    text: 'Ada \u200D Lovelace',
    email: 'ada@example.com',
    phone: '+442079460018',
    avatar: 'https://example.com/ada.png',
    timezone: 'Europe/Berlin',
    locale: 'en-GB',
    date: '2026-05-31T10:00:00Z',
  }
  const value = samples[getFieldEntry(field).kind]
  it.each(blanks)('stores the same text with %j around it', (blank) => {
    for (const text of [`${blank}${value}`, `${value}${blank}`, `${blank} ${value}${blank}\n`]) {
      expect(checkField(field, text)).toEqual({ value })
    }
    expect(checkField(field, blank)).toEqual({ error: 'is empty; send null to clear it' })
  })

  it('stores the same text with any blanks around it', () => {
    const blank = fc.string({ unit: fc.constantFrom(...blanks), maxLength: 20 })
    fc.assert(
      fc.property(blank, blank, (before, after) => {
        expect(checkField(field, `${before}${value}${after}`)).toEqual({ value })
      }),
    )
  })

  it('refuses more than 2,048 characters', () => {
    expect(checkField(field, 'a'.repeat(2049))).toEqual({
      error: 'is longer than 2,048 characters',
    })
    expect(checkField(field, 'a'.repeat(2048))).not.toEqual({
      error: 'is longer than 2,048 characters',
    })
  })

  it('never throws and accepts its own output unchanged', () => {
    const input = fc.oneof(
      fc.anything(),
      anyText(),
      fc.emailAddress(),
      fc.webUrl({ validSchemes: ['https'], withQueryParameters: true, withFragments: true }),
      anyText({ maxLength: 400 }).map((path) => `https://example.com/${path}`),
      fc.stringMatching(/^\+[1-9]\d{6,14}$/),
      fc.constantFrom('Asia/Calcutta', 'US/Pacific', 'zh-CN', 'no'),
      fc
        .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
        .map((at) => at.toISOString()),
    )
    fc.assert(
      fc.property(input, (given) => {
        const checked = checkField(field, given)
        expect('value' in checked ? checkField(field, checked.value) : checked).toEqual(checked)
      }),
    )
  })
})

it('checkField: accepts generated emails, phone numbers and dates', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\+[1-9]\d{6,14}$/),
      fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true }),
      fc.emailAddress({ size: 'small' }),
      (phone, at, email) => {
        expect(checkField('phone', phone)).toEqual({ value: phone })
        expect(checkField('createdAt', at.toISOString())).toEqual({ value: at.toISOString() })
        expect(checkField('createdAt', at.toISOString().slice(0, 10))).toHaveProperty('value')
        expect(checkField('email', email)).toEqual({ value: email })
      },
    ),
  )
})

it.each([
  ['text', 'name'],
  ['email', 'email'],
  ['phone', 'phone'],
] as const)('checkTyped: accepts of the kind %s what checkField accepts', (kind, field) => {
  const text = fc.oneof(
    anyText(),
    fc.emailAddress(),
    fc.stringMatching(/^ ?\+[1-9]\d{4,16} ?$/),
    fc.string({ minLength: 2040, maxLength: 2060 }),
  )
  fc.assert(
    fc.property(text, (given) => {
      const checked = checkField(field, given)
      const typed = checkTyped(kind, given)
      expect('value' in typed ? typed : 'refused').toEqual('value' in checked ? checked : 'refused')
    }),
  )
})
