import * as fc from 'fast-check'
import * as max from 'libphonenumber-js/max'
import * as metadata from 'libphonenumber-js/min'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { isE164 } from '../../../src/core/contact/e164.js'
import { toE164 } from '../../../src/core/contact/normalizePhone.js'
import {
  guessPhoneCountry,
  listPhoneCountries,
} from '../../../src/components/fields/phoneCountries.js'
import * as timezones from '../../../src/core/timezone/timezone.js'
import { createPhoneReader, type PhoneMetadata } from '../../../src/core/contact/phoneReader.js'

const reader = createPhoneReader(metadata)
const read = (typed: string, country?: string) => reader.read(typed, country)

const london = '+442079460018'

describe('read', () => {
  it.each([
    ['0057 321 1234567', 'CO', '+573211234567'],
    ['0062 812 345 678', 'ID', '+62812345678'],
    ['0033 6 12 34 56 78', 'ID', '+33612345678'],
    ['0049 1512 3456789', 'ID', '+4915123456789'],
    ['0044 20 7946 0018', 'ID', '+442079460018'],
  ])('reads the country code after two zeros of %j in %s', (typed, country, value) => {
    expect(read(typed, country)).toMatchObject({ value, isUnlikely: false })
  })

  it.each([
    ['with a zero in brackets', '+44 (0)20 7946 0018', undefined],
    ['in national format', '020 7946 0018', 'GB'],
    ['without the national prefix', '20 7946 0018', 'GB'],
    ['with the international prefix 00', '0044 20 7946 0018', 'GB'],
    ['with the international prefix 011', '011 44 20 7946 0018', 'US'],
    ['of another country than the selected one', '+44 20 7946 0018', 'US'],
    ['in full-width digits', '＋４４　２０　７９４６　００１８', undefined],
    ['in Arabic-Indic digits', '+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨', undefined],
    ['in Persian digits', '+۴۴ ۲۰ ۷۹۴۶ ۰۰۱۸', undefined],
    ['in Devanagari digits', '०२० ७९४६ ००१८', 'GB'],
    ['with non-breaking spaces and dashes', '+44\u00a020\u202f7946\u20110018', undefined],
    ['with direction marks', '\u202a+44 20 7946 0018\u202c\u200e', undefined],
    ['with slashes, dots and dashes', '+44/20.7946–0018', undefined],
    ['as a tel link', 'tel:+44-20-7946-0018', undefined],
    ['as a tel link in capitals', 'TEL:+442079460018', undefined],
    ['with spaces around it', '  +44 20 7946 0018\n', undefined],
  ])('reads a number %s', (_, typed, country) => {
    const { value, error, isUnlikely } = read(typed, country)
    expect({ value, error, isUnlikely }).toEqual({
      value: london,
      error: undefined,
      isUnlikely: false,
    })
    expect(read(typed, country).hint?.number).toBe('+44 20 7946 0018')
  })

  it.each(['၀၂၀ ၇၉၄၆ ၀၀၁၈', '०२० ७९४६ ००१८', '০২০ ৭৯৪৬ ০০১৮', '๐๒๐ ๗๙๔๖ ๐๐๑๘', '𝟘𝟚𝟘 𝟟𝟡𝟜𝟞 𝟘𝟘𝟙𝟠'])(
    'reads the digits of every script: %s',
    (typed) => {
      expect(read(typed, 'GB').value).toBe(london)
    },
  )

  it.each([
    ['020 7946 0018', undefined, 'needsCountry'],
    ['020 7946 0018', 'XX', 'needsCountry'],
    ['+999 123 4567', 'GB', 'unknownCode'],
    ['+', 'GB', 'notANumber'],
    ['+4', 'GB', 'tooShort'],
    ['+44', 'US', 'tooShort'],
    ['0', 'GB', 'tooShort'],
    ['020 79', 'GB', 'tooShort'],
    ['+49 1234', undefined, 'tooShort'],
    ['020 7946 00188', 'GB', 'tooLong'],
    ['0044 20 7946 00188', 'US', 'tooLong'],
    ['+49 123456789012345', undefined, 'tooLong'],
    ['9'.repeat(300), 'GB', 'tooLong'],
    ['20 7946 00', 'GB', 'wrongLength'],
    ['call me', 'GB', 'notANumber'],
    ['020 7946 0018 after six', 'GB', 'notANumber'],
    ['++44 20 7946 0018', 'GB', 'notANumber'],
    [`${london};ext=5`, undefined, 'extension'],
    ['020 7946 0018 ext. 5', 'GB', 'extension'],
    ['020 7946 0018 x5', 'GB', 'extension'],
    ['+44 20 7946 0018 #5', 'GB', 'extension'],
  ])('returns an invalid number as typed with an error: %s in %s', (typed, country, error) => {
    const reading = read(typed, country)
    expect(reading).toMatchObject({ value: typed, error, formatted: typed })
  })

  it('returns null for spaces and marks', () => {
    for (const typed of ['', '  ', '\u200e\u00a0', 'tel:']) {
      expect(read(typed, 'GB')).toMatchObject({ value: null, formatted: '' })
    }
  })

  it('marks a number as unlikely when only its length is right', () => {
    expect(read('+44 6123 456789')).toMatchObject({ value: '+446123456789', isUnlikely: true })
    expect(read('+1 204 155 0100')).toMatchObject({ value: '+12041550100', isUnlikely: true })
  })

  it('removes the 1 of Mexican mobile numbers before 2019', () => {
    expect(read('+52 1 55 1234 5678')).toMatchObject({ value: '+525512345678', country: 'MX' })
    expect(read('+5215512345678')).toMatchObject({ value: '+525512345678', isUnlikely: false })
    expect(read('+52 155 123 4567')).toMatchObject({ value: '+521551234567' })
  })

  it('reads numbers that belong to no country', () => {
    expect(read('+800 1234 5678', 'GB')).toMatchObject({
      value: '+80012345678',
      country: undefined,
      callingCode: '+800',
      isUnlikely: false,
    })
    expect(read('+883 510 012 345 678').value).toBe('+883510012345678')
  })
})

describe('read: the country', () => {
  it.each([
    ['+44 7911 123456', undefined, 'GG'],
    ['+44 7911 123456', 'GB', 'GB'],
    ['07911 123456', 'GB', 'GB'],
    ['+1 204 555 0100', undefined, 'CA'],
    ['+1 204 555 0100', 'US', 'US'],
    ['+7 701 123 4567', 'RU', 'RU'],
    ['+39 06 698 12345', 'VA', 'VA'],
    ['+39 06 698 12345', undefined, 'VA'],
    ['+39 06 1234 5678', undefined, 'IT'],
    ['+49 30 123456', 'GB', 'DE'],
    ['0049 30 123456', 'GB', 'DE'],
    ['+49', 'GB', 'DE'],
    ['+44', 'GG', 'GG'],
    ['+4', 'GB', 'GB'],
    ['', 'GB', 'GB'],
    ['020', 'GB', 'GB'],
    ['020', undefined, undefined],
    ['+1', 'GB', undefined],
  ])('of %s with %s selected is %s', (typed, selected, country) => {
    expect(read(typed, selected).country).toBe(country)
  })

  it('is missing in the hint when the number belongs to another one with the same calling code', () => {
    expect(read('+44 7911 123456', 'GB').hint).toEqual({
      number: '+44 7911 123456',
      country: undefined,
    })
    expect(read('+44 20 7946', 'GB').hint).toEqual({ number: '+44 207946', country: 'GB' })
  })

  it('has a calling code while the number is typed', () => {
    expect(read('+1', 'GB').callingCode).toBe('+1')
    expect(read('', 'GB').callingCode).toBe('+44')
    expect(read('').callingCode).toBeUndefined()
  })
})

it('read: formats national and international numbers of every country so that they parse to the same number', () => {
  const failures = metadata.getCountries().flatMap((country) => {
    const { number, nationalNumber } = metadata.getExampleNumber(country, examples)!
    const international = read(number)
    const national = read(nationalNumber, country)
    const again = [read(international.formatted), read(national.formatted, country)]
    const isRight = [international, national, ...again].every(({ value }) => value === number)
    const isStable =
      again[0]!.formatted === international.formatted && again[1]!.formatted === national.formatted
    return isRight && isStable && international.formatted.startsWith('+') ? [] : [country]
  })
  expect(failures).toEqual([])
})

describe('toE164', () => {
  it.each([
    [london, london],
    ['+44 20 7946-0018', london],
    ['+44 (20) 7946 0018', london],
    ['+44 (0)20 7946 0018', london],
    ['0044 20 7946 0018', london],
    ['+39 (0)6 698 12345', '+390669812345'],
    ['tel:+44-20-7946-0018', london],
    ['＋４４２０７９４６００１８', london],
    ['+225 07 12 34 56 78', '+2250712345678'],
    ['+33 1 02 03 04 05', '+33102030405'],
  ])('reads %s without numbering plans', (typed, value) => {
    expect(toE164(typed)).toBe(value)
  })

  it.each([
    '020 7946 0018',
    '+44 20',
    'call me',
    '+0 20 7946 0018',
    `${london};ext=5`,
    '+',
    '+33 0 6 12 34 56 78',
    '+61 0412 345 678',
  ])('returns nothing for %s', (typed) => {
    expect(toE164(typed)).toBeUndefined()
  })

  it('keeps the numbers of every country', () => {
    const changed = metadata.getCountries().filter((country) => {
      const { number } = metadata.getExampleNumber(country, examples)!
      return toE164(number) !== number
    })
    expect(changed).toEqual([])
  })
})

it('read: returns null, E.164, or the typed text with an error for any text', () => {
  const part = fc.constantFrom(
    ...Array.from('0123456789+-() .x#;,٤４'),
    '+44',
    '00',
    'ext=',
    'tel:',
    '+49',
    '(0)',
    '\u200e',
  )
  const country = fc.constantFrom(undefined, 'XX', ...metadata.getCountries())
  const plans = fc.constantFrom<PhoneMetadata>(metadata, max)
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), country, plans, (parts, selected, loaded) => {
      const typed = parts.join('')
      const { read: readAny } = createPhoneReader(loaded)
      const { value, error, formatted } = readAny(typed, selected)
      const again = readAny(formatted, selected)
      const isValid = error
        ? value === typed && formatted === typed
        : again.value === value && (value === null || isE164(value))
      expect({ isValid, value, error, formatted }).toMatchObject({ isValid: true })
    }),
    { numRuns: 1000 },
  )
})

describe('guessPhoneCountry', () => {
  const languages = ['en-US', 'fr', 'pt-BR', 'de-AT']

  it.each([
    [{ country: 'gb', timezone: 'Asia/Calcutta', languages }, 'GB'],
    [{ country: undefined, timezone: 'Asia/Calcutta', languages }, 'IN'],
    [{ country: 'XX', timezone: 'Asia/Calcutta', languages }, 'IN'],
    [{ country: undefined, timezone: 'UTC', languages }, 'BR'],
    [{ country: undefined, timezone: 'Etc/GMT+5', languages }, 'BR'],
    [{ country: undefined, timezone: 'Antarctica/Vostok', languages }, 'BR'],
    [{ country: undefined, timezone: 'nowhere', languages: ['en-US', 'fr'] }, 'US'],
    [{ country: undefined, timezone: null, languages: ['fr', 'es-419', 'not a tag'] }, undefined],
  ])('guesses from %o the country %s', (guess, country) => {
    expect(guessPhoneCountry(guess, metadata, timezones)).toBe(country)
  })

  it('guesses no country before the one of the time zone is known', () => {
    const guess = { country: undefined, timezone: 'Asia/Calcutta', languages }
    expect(guessPhoneCountry(guess, metadata, undefined)).toBeUndefined()
    expect(guessPhoneCountry(guess, metadata, null)).toBe('BR')
  })

  it('works without metadata', () => {
    expect(
      guessPhoneCountry({ country: 'de', timezone: null, languages: ['es-419'] }, undefined, null),
    ).toBe('DE')
    expect(
      guessPhoneCountry(
        { country: undefined, timezone: null, languages: ['es-419'] },
        undefined,
        null,
      ),
    ).toBeUndefined()
  })
})

it('listPhoneCountries: names and sorts every country by a language', () => {
  const german = listPhoneCountries(metadata, 'de')
  const names = german.map(({ name }) => name)
  expect(german).toContainEqual({ id: 'AT', name: 'Österreich', callingCode: '+43' })
  expect(names).toEqual([...names].sort(new Intl.Collator('de').compare))
  expect(names.indexOf('Österreich')).toBeLessThan(names.indexOf('Portugal'))
  expect(german.length).toBeGreaterThan(240)
})

it('createPhoneReader: accepts other sizes of the metadata', () => {
  expectTypeOf(max).toExtend<PhoneMetadata>()
  expect(createPhoneReader(max).read('+44 20 7946 0018').value).toBe(london)
})
