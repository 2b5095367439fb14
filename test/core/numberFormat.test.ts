import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatNumber, parseNumber } from '../../src/core/numberFormat.js'

const integer = { isInteger: true }
const decimal = { isInteger: false }
const locales = [
  'en',
  'de',
  'de-CH',
  'fr',
  'ar-EG',
  'fa',
  'hi-u-nu-deva',
  'mr',
  'my',
  'pl',
  'en-IN',
]

describe('parseNumber', () => {
  it.each([
    ['en', '500', 500],
    ['en', ' 1,000 ', 1000],
    ['en', '1.000', 1000],
    ['de', '1.000', 1000],
    ['de', '1,000', 1000],
    ['en', '12,34,567', 1_234_567],
    ['en', '1,2,567', undefined],
    ['en', '1 000', 1000],
    ['de-CH', '10’000', 10_000],
    ['en', '1,5', 1.5],
    ['en', '1,234.5', 1234.5],
    ['en', '1.234,5', 1234.5],
    ['en', '٥٠٠', 500],
    ['en', '۵۰۰', 500],
    ['en', '٥٬٠٠٠', 5000],
    ['en', '５００', 500],
    ['en', '-5', -5],
    ['en', '−5', -5],
    ['en', '+5', 5],
    ['en', '1e3', undefined],
    ['en', '', undefined],
    ['en', 'abc', undefined],
    ['en', '500 words', undefined],
    ['en', '.', undefined],
    ['en', '1.2.3', undefined],
    ['en', '1,2,3.4', undefined],
    ['en', '5²', undefined],
    ['en', '9'.repeat(400), undefined],
    ['en', '0x10', undefined],
    ['en', 'Infinity', undefined],
  ])('in %s: %s is %s', (locale, text, value) => {
    expect(parseNumber(locale, text, integer)).toBe(value)
  })

  it('uses the decimal separator of the locale if both readings are possible', () => {
    expect(parseNumber('en', '1.250', decimal)).toBe(1.25)
    expect(parseNumber('en', '1,250', decimal)).toBe(1250)
    expect(parseNumber('de', '1,250', decimal)).toBe(1.25)
    expect(parseNumber('de', '1.250', decimal)).toBe(1250)
  })

  it('parses what formatNumber returns in every locale', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.integer({ min: -99_999, max: 9_999_999 }),
        fc.integer({ min: 0, max: 3 }),
        (locale, number, places) => {
          const value = number / 10 ** places
          const isInteger = Number.isInteger(value)
          expect(parseNumber(locale, formatNumber(locale, value), { isInteger })).toBe(value)
        },
      ),
    )
  })
})
