import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkField } from '../../../src/core/user/checkField.js'
import { userFields } from '../../../src/core/user/fields.js'

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
    [' https://example.com/ada.png', 'is not an https URL'],
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
  ])('keeps %s as it is written', (value) => {
    expect(checkField('locale', value)).toEqual({ value })
  })

  it.each([
    'en_USA',
    'en__US',
    '_en',
    'en-USA',
    'C',
    'root',
    'fr_FR.UTF-8',
    'english language',
    'i-klingon',
    ' en',
    'e',
  ])('refuses %j', (text) => {
    expect(checkField('locale', text)).toEqual({ error: 'is not a BCP 47 tag such as en-GB' })
  })
})

describe('createdAt', () => {
  it.each([
    '2026-05-31',
    '2024-02-29',
    '1969-12-31',
    '2026-05-31T10:00Z',
    '2026-05-31T10:00:00Z',
    '2026-05-31T10:00:00.123456Z',
    '2026-05-31T23:59:59+05:30',
    '2026-05-31T00:00:00-11:00',
  ])('accepts %s', (value) => {
    expect(checkField('createdAt', value)).toEqual({ value })
  })

  it.each([
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
    '2026-05-31 10:00Z',
    '2026-05-31T25:00Z',
    '2026-05-31T10:60Z',
    '2026-05-31T10:00:61Z',
    '2026-02-30T10:00:00Z',
    '2026-05-31T10:00+99:99',
    '2026-05-31T10:00:00z',
    '2026-05-31\n',
    ' 2026-05-31',
    'today',
  ])('refuses %j', (text) => {
    expect(checkField('createdAt', text)).toEqual({
      error: 'is not an ISO 8601 date such as 2026-05-31 or date and time with a zone',
    })
  })
})

describe.each(['name', 'firstName', 'lastName'] as const)('%s', (field) => {
  it.each(['Ada', ' Ada ', 'Ñ', '李', '🏳️‍🌈', 'null', '<b>Ada</b>', "Robert'); DROP TABLE users;--"])(
    'keeps %j unchanged',
    (value) => {
      expect(checkField(field, value)).toEqual({ value })
    },
  )
})

describe.each(userFields)('every field: %s', (field) => {
  it.each([undefined, null, 1, true, {}, [], ['Ada'], new Date(0), () => 'Ada', Symbol('Ada'), 1n])(
    "refuses a value that isn't a string: %s",
    (input) => {
      expect(checkField(field, input)).toEqual({ error: 'must be a string, or null to clear it' })
    },
  )

  it.each(['', ' ', '\n\t', '\u3000'])('refuses %j and advises null', (input) => {
    expect(checkField(field, input)).toEqual({ error: 'is empty; send null to clear it' })
  })

  it.each(['Ada\0', '\ud83d', 'Ada \udc00', '\udc00\ud83d'])(
    "refuses %j, which some services can't store",
    (input) => {
      expect(checkField(field, input)).toEqual({ error: 'holds a character that cannot be stored' })
    },
  )

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
      fc.string({ unit: 'binary' }),
      fc.emailAddress(),
      fc.webUrl({ validSchemes: ['https'], withQueryParameters: true, withFragments: true }),
      fc.string({ unit: 'grapheme', maxLength: 400 }).map((path) => `https://example.com/${path}`),
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
