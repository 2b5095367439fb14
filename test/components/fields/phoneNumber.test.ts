import * as fc from 'fast-check'
import * as max from 'libphonenumber-js/max'
import * as metadata from 'libphonenumber-js/min'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { checkField } from '../../../src/core/user/checkField.js'
import { guessPhoneCountry, phoneCountries } from '../../../src/components/fields/phoneCountries.js'
import { readPhone, type PhoneMetadata } from '../../../src/components/fields/phoneNumber.js'

const read = (typed: string, country?: string, locale = 'en') =>
  readPhone(typed, { metadata, country, locale })
const readAlone = (typed: string) =>
  readPhone(typed, { metadata: undefined, country: 'GB', locale: 'en' })

const london = '+442079460018'

describe('a number that somebody typed or pasted', () => {
  it.each([
    ['with a zero in brackets', '+44 (0)20 7946 0018', undefined],
    ['as it is dialled at home', '020 7946 0018', 'GB'],
    ['without its zero', '20 7946 0018', 'GB'],
    ['as it is dialled from abroad', '0044 20 7946 0018', 'GB'],
    ['as it is dialled from a third country', '011 44 20 7946 0018', 'US'],
    ['beside another country', '+44 20 7946 0018', 'US'],
    ['in full-width digits', '＋４４　２０　７９４６　００１８', undefined],
    ['in Arabic-Indic digits', '+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨', undefined],
    ['in Persian digits', '+۴۴ ۲۰ ۷۹۴۶ ۰۰۱۸', undefined],
    ['in Devanagari digits', '०२० ७९४६ ००१८', 'GB'],
    ['with spaces and dashes that do not break', '+44\u00a020\u202f7946\u20110018', undefined],
    ['with marks of direction', '\u202a+44 20 7946 0018\u202c\u200e', undefined],
    ['with any usual mark', '+44/20.7946–0018', undefined],
    ['as a link', 'tel:+44-20-7946-0018', undefined],
    ['as a link in capitals', 'TEL:+442079460018', undefined],
    ['with spaces around it', '  +44 20 7946 0018\n', undefined],
  ])('is read %s', (_, typed, country) => {
    const { value, problem, isUnlikely } = read(typed, country)
    expect({ value, problem, isUnlikely }).toEqual({
      value: london,
      problem: undefined,
      isUnlikely: false,
    })
    expect(read(typed, country).hint?.number).toBe('+44 20 7946 0018')
  })

  it('is read in the digits of the locale', () => {
    expect(read('၀၂၀ ၇၉၄၆ ၀၀၁၈', 'GB', 'my').value).toBe(london)
  })

  it.each([
    ['020 7946 0018', undefined, 'needsCountry'],
    ['0044 20 7946 0018', undefined, 'needsCountry'],
    ['020 7946 0018', 'XX', 'needsCountry'],
    ['+999 123 4567', 'GB', 'unknownCode'],
    ['+', 'GB', 'notANumber'],
    ['+4', 'GB', 'tooShort'],
    ['+44', 'US', 'tooShort'],
    ['0', 'GB', 'tooShort'],
    ['020 79', 'GB', 'tooShort'],
    ['+49 1234', undefined, 'tooShort'],
    ['020 7946 00188', 'GB', 'tooLong'],
    ['0044 20 7946 0018', 'US', 'tooLong'],
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
  ])('is given as it was typed where it cannot be saved: %s in %s', (typed, country, problem) => {
    const reading = read(typed, country)
    expect(reading).toMatchObject({ value: typed, problem, formatted: typed })
  })

  it('is nothing where only spaces and marks are left', () => {
    for (const typed of ['', '  ', '\u200e\u00a0', 'tel:']) {
      expect(read(typed, 'GB')).toMatchObject({ value: null, formatted: '' })
    }
  })

  it('is saved, and called unlikely, where its length is right but its plan has no such number', () => {
    expect(read('+44 6123 456789')).toMatchObject({ value: '+446123456789', isUnlikely: true })
    expect(read('+1 204 155 0100')).toMatchObject({ value: '+12041550100', isUnlikely: true })
  })

  it('loses the 1 that mobile phones of Mexico had until 2019', () => {
    expect(read('+52 1 55 1234 5678')).toMatchObject({ value: '+525512345678', country: 'MX' })
    expect(read('+5215512345678')).toMatchObject({ value: '+525512345678', isUnlikely: false })
    expect(read('+52 155 123 4567')).toMatchObject({ value: '+521551234567' })
  })

  it('may be of no country', () => {
    expect(read('+800 1234 5678', 'GB')).toMatchObject({
      value: '+80012345678',
      country: undefined,
      code: '+800',
      isUnlikely: false,
    })
    expect(read('+883 510 012 345 678').value).toBe('+883510012345678')
  })
})

describe('the country of a number', () => {
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
  ])('of %s beside %s is %s', (typed, beside, country) => {
    expect(read(typed, beside).country).toBe(country)
  })

  it('is not named where the number says another one of the same code', () => {
    expect(read('+44 7911 123456', 'GB').hint).toEqual({
      number: '+44 7911 123456',
      country: undefined,
    })
    expect(read('+44 20 7946', 'GB').hint).toEqual({ number: '+44 207946', country: 'GB' })
  })

  it('has its code as soon as that is typed', () => {
    expect(read('+1', 'GB').code).toBe('+1')
    expect(read('', 'GB').code).toBe('+44')
    expect(read('').code).toBeUndefined()
  })
})

it('is written as it was typed, at home or whole, and read as the same number again, in every country', () => {
  const wrong = metadata.getCountries().flatMap((country) => {
    const { number, nationalNumber } = metadata.getExampleNumber(country, examples)!
    const whole = read(number)
    const local = read(nationalNumber, country)
    const again = [read(whole.formatted), read(local.formatted, country)]
    const isRight = [whole, local, ...again].every(({ value }) => value === number)
    const isStable =
      again[0]!.formatted === whole.formatted && again[1]!.formatted === local.formatted
    return isRight && isStable && whole.formatted.startsWith('+') ? [] : [country]
  })
  expect(wrong).toEqual([])
})

describe('without the plans of the countries', () => {
  it.each([
    [london, london],
    ['+44 20 7946-0018', london],
    ['+44 (20) 7946 0018', london],
    ['+44 (0)20 7946 0018', london],
    ['+39 (0)6 698 12345', '+390669812345'],
    ['tel:+44-20-7946-0018', london],
    ['＋４４２０７９４６００１８', london],
  ])('%s is taken', (typed, value) => {
    expect(readAlone(typed)).toMatchObject({ value, formatted: typed })
    expect(readAlone(typed).problem).toBeUndefined()
  })

  it.each(['020 7946 0018', '+44 20', 'call me', '+0 20 7946 0018', `${london};ext=5`, '+'])(
    '%s is not',
    (typed) => {
      expect(readAlone(typed)).toMatchObject({ value: typed, problem: 'needsCode' })
    },
  )
})

it('whatever is typed is nothing, E.164, or what was typed with the reason why not', () => {
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
  const plans = fc.constantFrom<PhoneMetadata | undefined>(metadata, max, undefined)
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), country, plans, (parts, beside, known) => {
      const typed = parts.join('')
      const context = { metadata: known, country: beside, locale: 'en' }
      const { value, problem, formatted } = readPhone(typed, context)
      const again = readPhone(formatted, context)
      const isSound = problem
        ? value === typed && formatted === typed
        : again.value === value && (value === null || 'value' in checkField('phone', value))
      expect({ isSound, value, problem, formatted }).toMatchObject({ isSound: true })
    }),
    { numRuns: 1000 },
  )
})

describe('the country of a number without a code', () => {
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
  ])('%o is %s', (guess, country) => {
    expect(guessPhoneCountry(guess, metadata)).toBe(country)
  })

  it('is guessed without the plans too', () => {
    expect(
      guessPhoneCountry({ country: 'de', timezone: null, languages: ['es-419'] }, undefined),
    ).toBe('DE')
    expect(
      guessPhoneCountry({ country: undefined, timezone: null, languages: ['es-419'] }, undefined),
    ).toBeUndefined()
  })
})

it('the list has every country by the names and in the order of a language', () => {
  const german = phoneCountries(metadata, 'de')
  const names = german.map(({ name }) => name)
  expect(german).toContainEqual({ id: 'AT', name: 'Österreich', code: '+43' })
  expect(names).toEqual([...names].sort(new Intl.Collator('de').compare))
  expect(names.indexOf('Österreich')).toBeLessThan(names.indexOf('Portugal'))
  expect(german.length).toBeGreaterThan(240)
})

it('other sizes of the plans fit', () => {
  expectTypeOf(max).toExtend<PhoneMetadata>()
  expect(
    readPhone('+44 20 7946 0018', { metadata: max, country: undefined, locale: 'en' }).value,
  ).toBe(london)
})
