import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasInvisible, isBlank, trimText } from '../../src/core/text.js'
import { anyText } from '../anyText.js'

describe('trimText', () => {
  it.each([
    ['', ''],
    [' a ', 'a'],
    ['\u200B\uFEFFa b\u2800\u3164', 'a b'],
    ['a\u200Bb', 'a\u200Bb'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
    ['❤️', '❤️'],
    ['نامه‌ای', 'نامه‌ای'],
    ['क्‍', 'क्‍'],
    ['\u200D\uFE0F', ''],
    ['\u202Aa\u202C', 'a'],
    ['\ud83d ', '\ud83d'],
  ])('of %j is %j', (text, trimmed) => {
    expect(trimText(text)).toBe(trimmed)
  })

  it('takes linear time for a long run of blanks', () => {
    const text = `a${' '.repeat(1_000_000)}b`
    expect(trimText(` ${text} `)).toBe(text)
  })

  it('keeps inner characters, and trims once and for all', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const trimmed = trimText(text)
        expect(text).toContain(trimmed)
        expect(trimText(trimmed)).toBe(trimmed)
        expect(trimmed === '').toBe(isBlank(text))
      }),
    )
  })
})

describe('hasInvisible', () => {
  it.each(['a b', 'ada@example.com', 'Ñandú', '李', '😀', 'user|1', 'a-b_c.d:e'])(
    'is false for %j',
    (text) => {
      expect(hasInvisible(text)).toBe(false)
    },
  )

  it.each([
    'a\u200Bb',
    'a\u00ADb',
    'a\u200Db',
    'a\u2060b',
    'a\uFEFFb',
    'a\u00A0b',
    'a\u202Eb',
    'a\u2800b',
    'a\u3164b',
    'a\tb',
    'a\u0085b',
    'a\uFE0Fb',
    'a\u{E0061}b',
  ])('is true for %j', (text) => {
    expect(hasInvisible(text)).toBe(true)
  })
})
