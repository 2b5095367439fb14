import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { messages, type Json, type TraitField } from '../../../src/core.js'
import {
  formatStoredValue,
  createTraitDraft,
  formatTraitValue,
  parseTraitDraft,
  validateTrait,
} from '../../../src/core/user/traitDraft.js'
import { checkTrait } from '../../../src/core/user/traitFields.js'
import { isBlank } from '../../../src/core/text.js'
import { formatNumber } from '../../../src/core/numberFormat.js'
import { anyText } from '../../anyText.js'

const { traits: t, profile } = messages
const base = { key: 'key', label: 'Label' } as const
const options = { messages, locale: 'en', asStrings: false }
const number: TraitField = { ...base, type: 'number', min: 0, max: 1000, step: 0.5 }
const typed = (field: TraitField, text: string, more = {}) =>
  parseTraitDraft(field, text, { ...options, ...more })

describe('parseTraitDraft', () => {
  it('returns the stored form', () => {
    expect(typed(number, '1.5')).toEqual({ value: 1.5, error: undefined })
    expect(typed(number, '1,5', { locale: 'de' })).toEqual({ value: 1.5, error: undefined })
    expect(typed(number, '۱۲', { locale: 'fa' })).toEqual({ value: 12, error: undefined })
    expect(typed(number, '12', { asStrings: true })).toEqual({ value: '12', error: undefined })
    expect(typed({ ...base, type: 'url' }, ' https://a.b ')).toMatchObject({ value: 'https://a.b' })
    expect(typed({ ...base, type: 'text' }, ' \u200Ba  b\u2800\n')).toMatchObject({ value: 'a  b' })
    for (const type of ['text', 'url', 'number'] as const) {
      for (const blank of ['  ', '\u200B', '\u3164', '\u2800\u00AD', '\u2060\t']) {
        expect(typed({ ...base, type }, blank)).toEqual({ value: null, error: undefined })
      }
    }
  })

  it.each<[TraitField, string, string]>([
    [number, 'tall', t.notNumber],
    [number, '-1', t.tooSmall('0')],
    [number, '1,001', t.tooLarge('1,000')],
    [number, '1.2', t.offStep('1', '1.5')],
    [{ ...base, type: 'number', min: 3, step: 5 }, '10', t.offStep('8', '13')],
    [{ ...base, type: 'number', max: 10, step: 3 }, '10', t.offLastStep('9')],
    [{ ...base, type: 'number', step: 1 }, '1.5', t.notWhole],
    [{ ...base, type: 'text', maxLength: 2 }, 'abc', profile.tooLong('2')],
    [{ ...base, type: 'text' }, 'a\0b', t.forbiddenCharacters],
    [{ ...base, type: 'text', required: true }, ' ', profile.required('Label')],
    [{ ...base, type: 'text', required: true }, '\u3164', profile.required('Label')],
    [{ ...base, type: 'number' }, '1035342667379599058', t.tooLarge('9,007,199,254,740,991')],
    [
      { ...base, type: 'number', max: 1e20 },
      '9007199254740993',
      t.tooLarge('9,007,199,254,740,991'),
    ],
    [{ ...base, type: 'number' }, '-9007199254740993', t.tooSmall('-9,007,199,254,740,991')],
    [{ ...base, type: 'url' }, 'https://ada:sentinel@a.b', t.hasPassword],
    [{ ...base, type: 'url' }, `https://${'a'.repeat(2048)}`, profile.tooLong('2,048')],
    [{ ...base, type: 'date' }, '2023-02-30', t.notDate],
    [{ ...base, type: 'date', min: '2024-01-01' }, '2023-02-01', t.tooEarly('January 1, 2024')],
    [{ ...base, type: 'date', max: '2024-01-01' }, '2025-02-01', t.tooLate('January 1, 2024')],
  ])('in %j as %j is told as: %s', (field, text, error) => {
    expect(typed(field, text).error).toBe(error)
  })

  it('formats numbers and dates of messages in the locale', () => {
    const day: TraitField = { ...base, type: 'date', min: '2024-01-31' }
    expect(typed(day, '2023-01-01', { locale: 'de' }).error).toContain('31. Januar 2024')
    expect(typed(number, '2000', { locale: 'de' }).error).toContain('1.000')
  })

  it('shows an invalid date limit unchanged', () => {
    const day: TraitField = { ...base, type: 'date', min: '9999-99-99' }
    expect(typed(day, '2023-01-01').error).toBe(t.tooEarly('9999-99-99'))
  })
})

describe('formatTraitValue', () => {
  it('returns the text of an input', () => {
    const texts = [null, 1234.5, '1234.5', '1e3', 'many', true, { a: 1 }, [1]]
    expect(texts.map((value) => formatTraitValue(number, value, 'en'))).toEqual([
      '',
      '1,234.5',
      '1,234.5',
      '1e3',
      'many',
      'true',
      undefined,
      undefined,
    ])
    const plain: TraitField = { ...base, type: 'text' }
    expect(formatTraitValue(plain, 1234.5, 'en')).toBe('1234.5')
    for (const value of [0.1234567, 1e-7, 1e-300, 1e300, 123_456_789.125]) {
      const text = formatTraitValue({ ...base, type: 'number' }, value, 'de') ?? ''
      const read = typed({ ...base, type: 'number' }, text, { locale: 'de' }).value
      expect(read === value || text === String(value), text).toBe(true)
    }
  })

  it('formatStoredValue: formats values of any type', () => {
    expect(formatStoredValue('as it is')).toBe('as it is')
    expect(formatStoredValue({ a: [1] })).toBe('{"a":[1]}')
    expect(formatStoredValue('😀'.repeat(300))).toBe(`${'😀'.repeat(200)}…`)
  })
})

describe('validateTrait', () => {
  const schema = z.number().refine((value) => value !== 500, 'Not this one.')
  const field: TraitField = { ...number, schema }

  it('checks the type before the schema', async () => {
    expect(await validateTrait(field, 1001, options)).toEqual({ error: t.tooLarge('1,000') })
    expect(await validateTrait(field, 500, options)).toEqual({ error: 'Not this one.' })
    expect(await validateTrait(field, 499, options)).toEqual({ value: 499 })
    expect(await validateTrait(field, null, options)).toEqual({ value: null })
    expect(await validateTrait(number, 1, options)).toEqual({ value: 1 })
  })

  it('passes a number to the schema if the service stores strings', async () => {
    const asStrings = { ...options, asStrings: true }
    expect(await validateTrait(field, '500', asStrings)).toEqual({ error: 'Not this one.' })
    expect(await validateTrait(field, '499', asStrings)).toEqual({ value: '499' })
  })
})

describe('createTraitDraft: random input', () => {
  const bound = fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: undefined })
  const flag = fc.boolean()
  const day = fc
    .date({ min: new Date('1600-01-01'), max: new Date('2400-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const someDay = fc.option(day, { nil: undefined })
  const field: fc.Arbitrary<TraitField> = fc.oneof(
    fc
      .record({ required: flag, maxLength: fc.option(fc.nat(20), { nil: undefined }) })
      .map((rest) => ({ ...base, type: 'text' as const, ...rest })),
    fc
      .record({
        required: flag,
        min: bound,
        max: bound,
        step: fc.constantFrom(undefined, 0.1, 0.5, 1, 3),
      })
      .map((rest) => ({ ...base, type: 'number' as const, ...rest })),
    fc
      .record({ required: flag, min: someDay, max: someDay })
      .map((rest) => ({ ...base, type: 'date' as const, ...rest })),
    fc.record({ required: flag }).map((rest) => ({ ...base, type: 'url' as const, ...rest })),
    fc.record({ required: flag }).map((rest) => ({ ...base, type: 'boolean' as const, ...rest })),
    fc.record({ required: flag }).map((rest) => ({
      ...base,
      type: 'select' as const,
      options: ['a', 5, true].map((value) => ({ value, label: String(value) })),
      ...rest,
    })),
    fc.record({ required: flag }).map((rest) => ({
      ...base,
      type: 'custom' as const,
      render: () => null,
      ...rest,
    })),
  )
  const locale = fc.constantFrom('en', 'de', 'fa', 'ar-EG', 'hi', 'de-CH')
  const text = fc.oneof(
    anyText(),
    fc.stringMatching(/^[+−-]?[\d٠-٩.,٫’ ]{0,8}$/),
    fc.webUrl(),
    day,
    fc
      .tuple(locale, fc.double({ noNaN: true, noDefaultInfinity: true }))
      .map(([where, value]) => formatNumber(where, value, 20)),
    fc.constantFrom('', ' ', '\0', '\ud800', 'https://a:b@c.d', 'true', '5'),
  )
  const entered = fc.oneof(
    text,
    fc.jsonValue({ maxDepth: 2 }),
    fc.constant(null),
  ) as fc.Arbitrary<Json>

  it('returns null, a valid value, or the input with an error', () => {
    fc.assert(
      fc.property(
        field,
        text,
        entered,
        locale,
        flag,
        flag,
        (one, line, value, where, asStrings, isTyped) => {
          const how = { messages, locale: where, asStrings }
          const draft = isTyped
            ? parseTraitDraft(one, line, how)
            : createTraitDraft(one, value, how)
          const error = checkTrait(one, draft.value, asStrings)
          expect(draft.error === undefined).toBe(error === undefined)
          expect(draft.error).not.toBe('')
          expect(isTyped && draft.value === null).toBe(isTyped && isBlank(line))
          // What was taken is shown as what would be taken again.
          if (!isTyped || error || draft.value === null) return
          const again = formatTraitValue(one, draft.value, where)
          expect(parseTraitDraft(one, again ?? '', how).value).toEqual(draft.value)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
