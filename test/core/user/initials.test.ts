import { afterEach, describe, expect, it, vi } from 'vitest'
import { getInitials } from '../../../src/core/user/initials.js'

const names: readonly (readonly [name: string, initials: string])[] = [
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['  Ada   King \t Lovelace\n', 'AL'],
  ['J. R. R. Tolkien', 'JT'],
  ['Mary-Jane O’Neill', 'MO'],
  ['“Ada” (she/her) Lovelace [on leave]', 'AL'],
  ['Ada Lovelace （她）', 'AL'],
  ['Prof. Dr. Ada Lovelace', 'AL'],
  ['Mr Ng', 'N'],
  ['MS Dhoni', 'MD'],
  ['Chr. Andersen', 'CA'],
  ['Dipl.-Ing. Ada Lovelace', 'DL'],
  ['Mme. Ada Lovelace', 'AL'],
  ['Dr.', 'D'],
  ['Martin Luther King, Jr.', 'MK'],
  ['Henry Ford III', 'HF'],
  ['Ada Lovelace, PhD', 'AL'],
  ['- Ada · Lovelace -', 'AL'],
  ['3M Company', '3C'],
  // Letters that are more than one code point, and capitals that are more than one letter.
  ['e\u0301milie du cha\u0302telet', 'ÉC'],
  ['x\u030Cara y\u0330o', 'X\u030CY\u0330'],
  ['ßüß ölmez', 'SÖ'],
  ['ﬁnn ŉdlovu', 'Fʼ'],
  ['istanbul ılgaz', 'II'],
  ['გიორგი მაისურაძე', 'გმ'],
  ['ἀχιλλεύς', 'Ἀ'],
  ['𝒜da 𐐨x', '𝒜𐐀'],
  // One letter, where a script has no initials.
  ['王小明', '王'],
  ['明 王', '明'],
  ['山田 太郎', '山'],
  ['김철수', '김'],
  ['\u1100\u1175\u11B7 철수', '김'],
  ['สมชาย ใจดี', 'ส'],
  ['Ming 王', 'M'],
  // Scripts from right to left; Arabic letters must not be joined.
  ['דוד בן־גוריון', 'דב'],
  ['محمد علي', 'م\u2009ع'],
  ['محمد', 'م'],
  ['\u202Bמשה\u202C לוי', 'מל'],
  // Emoji, whole.
  ['🦄', '🦄'],
  ['🦄 Ada', '🦄'],
  ['Ada Lovelace 🦄', 'AL'],
  ['🇩🇪🇫🇷', '🇩🇪'],
  ['👩‍👩‍👧‍👦 Smith', '👩‍👩‍👧‍👦'],
  ['👍🏽👍', '👍🏽'],
  ['❤️', '❤️'],
]

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

describe('getInitials', () => {
  it.each(names)('%j: %j', (name, initials) => {
    expect(getInitials({ name })).toBe(initials)
  })

  it('are the same without Intl.Segmenter', async () => {
    vi.resetModules()
    const { Segmenter: _, ...others } = Object.getOwnPropertyDescriptors(Intl)
    vi.stubGlobal('Intl', Object.defineProperties({}, others))
    const fresh = await import('../../../src/core/user/initials.js')
    expect('Segmenter' in Intl).toBe(false)
    expect(names.map(([name]) => fresh.getInitials({ name }))).toEqual(names.map(([, two]) => two))
  })

  it('prefers name, then first and last name, then email', () => {
    const whole = { name: 'Ada', firstName: 'Grace', lastName: 'Hopper', email: 'x@example.com' }
    expect(getInitials(whole)).toBe('A')
    expect(getInitials({ ...whole, name: ' ' })).toBe('GH')
    expect(getInitials({ ...whole, name: '???' })).toBe('GH')
    expect(getInitials({ ...whole, name: null, firstName: null })).toBe('H')
    expect(getInitials({ name: '', firstName: '', lastName: null, email: ' _x@example.com' })).toBe(
      'X',
    )
    expect(getInitials({ email: '@' })).toBe('')
    expect(getInitials({ name: '...', email: null })).toBe('')
    expect(getInitials({ name: '\uD800' })).toBe('')
    expect(getInitials({})).toBe('')
  })

  it('creates Intl.Segmenter on first use', async () => {
    vi.resetModules()
    let made = 0
    class Counted extends Intl.Segmenter {
      constructor(locale: string) {
        super(locale)
        made++
      }
    }
    vi.stubGlobal('Intl', Object.create(Intl, { Segmenter: { value: Counted } }))
    const fresh = await import('../../../src/core/user/initials.js')
    expect(made).toBe(0)
    expect(['Ada', 'Grace'].map((name) => fresh.getInitials({ name }))).toEqual(['A', 'G'])
    expect(made).toBe(1)
  })
})
