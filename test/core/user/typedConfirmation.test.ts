import { expect, it } from 'vitest'
import { isConfirmed } from '../../../src/core/user/typedConfirmation.js'

it.each([
  ['ada@example.com', 'ada@example.com'],
  ['  ADA@Example.com\n', 'ada@example.com'],
  ['Zoe\u0308 Müller', 'ZOË MU\u0308LLER'],
  ['ada\u00a0 lovelace', 'Ada Lovelace'],
  ['STRASSE', 'Straße'],
  ['ΟΔΟΣ', 'οδος'],
  ['DELETE I', 'delete i'],
  ['\u200Bdelete\u2060\uFEFF', 'delete'],
  ['\u202Adelete\u202C', ' delete\u2800'],
])('%j is %j', (typed, wanted) => expect(isConfirmed(typed, wanted)).toBe(true))

it.each([
  ['', 'delete'],
  ['', ' '],
  ['\u200B', '\u2800'],
  ['\u3164', ''],
  ['delete', 'delet'],
  ['delete delete', 'delete'],
  ['ada@example.co', 'ada@example.com'],
  ['adaexample.com', 'ada@example.com'],
  ['zoe', 'zoë'],
])('%j is not %j', (typed, wanted) => expect(isConfirmed(typed, wanted)).toBe(false))
