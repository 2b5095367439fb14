import { describe, expect, it } from 'vitest'
import type { Json, TraitField } from '../../../src/core.js'
import { checkTrait, readTrait, toStoredTrait } from '../../../src/core/user/traitFields.js'

const base = { key: 'key', label: 'Label' } as const
const text: TraitField = { ...base, type: 'text', maxLength: 5 }
const number: TraitField = { ...base, type: 'number', min: -1, max: 10, step: 0.1 }
const whole: TraitField = { ...base, type: 'number', min: 5, step: 5 }
const any: TraitField = { ...base, type: 'number' }
const yes: TraitField = { ...base, type: 'boolean' }
const date: TraitField = { ...base, type: 'date', min: '2000-01-01', max: '2026-12-31' }
const url: TraitField = { ...base, type: 'url' }
const custom: TraitField = { ...base, type: 'custom', render: () => null }
const choice: TraitField = {
  ...base,
  type: 'select',
  options: [
    { value: 'a', label: 'A' },
    { value: 5, label: 'Five' },
    { value: true, label: 'Yes' },
  ],
}
const required = <Field extends TraitField>(field: Field) => ({ ...field, required: true })

describe('checkTrait', () => {
  it.each<[TraitField, Json, ReturnType<typeof checkTrait>]>([
    [text, null, undefined],
    [required(text), null, 'required'],
    [required(text), ' ', 'required'],
    [text, '👩‍👩‍👧', undefined],
    [text, '👩‍👩‍👧!', 'tooLong'],
    [text, '😀😀😀😀😀', undefined],
    [text, '😀😀😀😀😀😀', 'tooLong'],
    [text, 'a\0', 'forbiddenCharacters'],
    [text, '\ud83d', 'forbiddenCharacters'],
    [text, 5, 'wrongType'],
    [text, ['a'], 'wrongType'],
    [number, 0.3, undefined],
    [number, 0.1 + 0.2, undefined],
    [number, 9.9, undefined],
    [number, 0.25, 'offStep'],
    [number, -1.1, 'tooSmall'],
    [number, 10.1, 'tooLarge'],
    [number, '5', 'notNumber'],
    [number, NaN, 'notNumber'],
    [number, Infinity, 'notNumber'],
    [whole, 15, undefined],
    [whole, 12, 'offStep'],
    [any, 2 ** 53 - 1, undefined],
    [any, 1e300, 'tooLarge'],
    [any, 0.123456789, undefined],
    [yes, false, undefined],
    [required(yes), true, undefined],
    [required(yes), false, 'required'],
    [required(yes), null, 'required'],
    [yes, 'true', 'wrongType'],
    [choice, 'a', undefined],
    [choice, 5, undefined],
    [choice, '5', 'notOption'],
    [choice, true, undefined],
    [choice, false, 'notOption'],
    [choice, {}, 'notOption'],
    [date, '2024-02-29', undefined],
    [date, '2023-02-29', 'notDate'],
    [date, '2023-13-01', 'notDate'],
    [date, '0000-01-01', 'notDate'],
    [date, '2024-2-9', 'notDate'],
    [date, '2024-02-29T00:00:00Z', 'notDate'],
    [date, 20_240_229, 'notDate'],
    [date, '1999-12-31', 'tooEarly'],
    [date, '2027-01-01', 'tooLate'],
    [url, 'https://example.com', undefined],
    [url, 'HTTP://localhost:3000/a?b#c', undefined],
    [url, 'https://münchen.de/straße', undefined],
    [url, 'example.com', 'notUrl'],
    [url, 'ftp://example.com', 'notUrl'],
    [url, 'javascript:alert(1)', 'notUrl'],
    [url, 'https:example.com', 'notUrl'],
    [url, 'https:\\\\evil.com', 'notUrl'],
    [url, 'https://a b', 'notUrl'],
    [url, 'https://', 'notUrl'],
    [url, 'https://ada:sentinel@example.com', 'hasPassword'],
    [url, 'https://ada@example.com', 'hasPassword'],
    [url, `https://example.com/${'a'.repeat(2048)}`, 'tooLong'],
    [url, 'https://example.com/\0', 'forbiddenCharacters'],
    [url, 5, 'wrongType'],
    [custom, { a: [1, null] }, undefined],
    [custom, undefined as never, 'wrongType'],
    [custom, new Date() as never, 'wrongType'],
    [required(custom), null, 'required'],
  ])('of %j with %j is %s', (field, value, error) => {
    expect(checkTrait(field, value)).toBe(error)
  })

  it('checks the parsed value if the service stores strings', () => {
    expect(checkTrait(number, '0.3', true)).toBeUndefined()
    expect(checkTrait(number, 0.3, true)).toBe('wrongType')
    expect(checkTrait(number, '11', true)).toBe('tooLarge')
    expect(checkTrait(number, 'many', true)).toBe('notNumber')
    expect(checkTrait(yes, 'true', true)).toBeUndefined()
    expect(checkTrait(required(yes), 'false', true)).toBe('required')
    expect(checkTrait(yes, 'yes', true)).toBe('wrongType')
    expect(checkTrait(choice, '5', true)).toBeUndefined()
    expect(checkTrait(choice, 'b', true)).toBe('notOption')
    expect(checkTrait(text, 'true', true)).toBeUndefined()
  })
})

describe('readTrait and toStoredTrait', () => {
  it('parse only canonical numbers and booleans', () => {
    const numbers = ['5', '-0.5', '1e+21']
    expect(numbers.map((stored) => readTrait(any, stored))).toEqual([5, -0.5, 1e21])
    for (const stored of ['05', '5.0', '1e3', ' 5', '', 'NaN', 'Infinity', '٥']) {
      expect(readTrait(any, stored)).toBe(stored)
    }
    expect(readTrait(yes, 'false')).toBe(false)
    expect(readTrait(yes, 'False')).toBe('False')
    expect(readTrait(choice, 'true')).toBe(true)
    expect(readTrait(text, 'true')).toBe('true')
    expect(readTrait(any, { a: 1 })).toEqual({ a: 1 })
  })

  it('turn scalars into strings if the service stores strings', () => {
    const values: readonly (Json | null)[] = [5, true, 'a', null, [1]]
    expect(values.map((value) => toStoredTrait(value, true))).toEqual(['5', 'true', 'a', null, [1]])
    expect(values.map((value) => toStoredTrait(value, false))).toEqual(values)
  })
})
