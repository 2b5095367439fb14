import { describe, expect, it } from 'vitest'
import { autonyms, modernLanguages } from '../../../src/core/user/languageData.js'
import {
  canonicalLanguage,
  toLanguageOption,
  toLanguageOptions,
  listLanguages,
  findLanguage,
  findSameLanguage,
} from '../../../src/core/user/languages.js'
import { messages } from '../../../src/core.js'

const { language: t } = messages
const label = (tag: string, locale = 'en') => toLanguageOption(tag, locale, t).label

describe('canonicalLanguage', () => {
  it.each([
    ['en_GB', 'en-GB'],
    ['EN-gb', 'en-GB'],
    [' de ', 'de'],
    ['iw', 'he'],
    ['tl', 'fil'],
    ['no', 'no'],
    ['sh', 'sr-Latn'],
    ['ar-u-nu-latn', 'ar'],
    ['th-TH-u-ca-buddhist-nu-thai-x-own', 'th-TH-x-own'],
    ['en-x-u-own', 'en-x-u-own'],
    ['en-US-posix', 'en-US'],
    ['C', null],
    ['', null],
    ['fr_FR.UTF-8', 'fr-FR'],
    ['English', null],
    ['POSIX', null],
    ['not a tag', null],
  ])('%j is %j', (tag, canonical) => {
    expect(canonicalLanguage(tag)).toBe(canonical)
  })
})

describe('listLanguages', () => {
  it('returns the given tags unchanged, each once, invalid ones included', () => {
    const locales = ['no', 'iw', 'he', 'tl', 'zh-CN', 'en_GB', 'fr_FR.UTF-8', 'no', ' ']
    expect(listLanguages(locales, ['de'])).toEqual(locales.slice(0, 7))
    expect(listLanguages([], ['de'])).toEqual([])
  })

  it('returns a hundred languages and those of the device by default', () => {
    const all = listLanguages(undefined, ['en-US', 'en', 'iw', 'de-AT', 'en-US'])
    expect(all.slice(-2)).toEqual(['en-US', 'de-AT'])
    expect(all).toHaveLength(modernLanguages.split(' ').length + 2)
    expect(new Set(all).size).toBe(all.length)
    for (const tag of listLanguages(undefined)) expect(canonicalLanguage(tag)).toBe(tag)
  })

  it("has a name for every language, the same as Node's", () => {
    for (const entry of autonyms.split(',')) {
      const [tag = '', name] = entry.split(/ (.*)/)
      expect(modernLanguages.split(' ')).toContain(tag)
      if (Intl.DisplayNames.supportedLocalesOf(tag).length === 0) continue
      expect(new Intl.DisplayNames(tag, { type: 'language' }).of(tag)).toBe(name)
    }
    for (const tag of listLanguages(undefined)) {
      expect(toLanguageOption(tag, 'en', t).lang).toBe(tag)
      expect(label(tag)).not.toBe(tag)
    }
  })
})

describe('toLanguageOptions', () => {
  it.each([
    ['de-AT', 'Deutsch (Österreich) — German (Austria)'],
    ['en-GB', 'English (United Kingdom)'],
    ['no', 'norsk — Norwegian'],
    ['ht', 'Kreyòl Ayisyen — Haitian Creole'],
    ['zz-nonsense-', 'zz-nonsense-'],
    ['xx', 'xx'],
    ['fr_FR.UTF-8', 'français (France) — French (France)'],
    ['English', 'English'],
    ['he', 'עברית — \u2068Hebrew\u2069'],
  ])('of %s is %s', (tag, text) => {
    expect(label(tag)).toBe(text)
  })

  it('has the language and direction of its first name', () => {
    expect(toLanguageOption('en_GB', 'de', t)).toEqual({
      tag: 'en_GB',
      label: 'English (United Kingdom) — Englisch (Vereinigtes Königreich)',
      lang: 'en-GB',
      dir: 'ltr',
    })
    expect(toLanguageOption('iw', 'ar', t)).toMatchObject({ tag: 'iw', lang: 'he', dir: 'rtl' })
    expect(label('iw', 'ar')).not.toContain('\u2068')
    expect(toLanguageOption('az-Arab', 'en', t).dir).toBe('rtl')
    expect(toLanguageOption('C', 'en', t)).toEqual({ tag: 'C', label: 'C' })
  })

  it('shows the tag of equal labels and sorts by label', () => {
    const rows = toLanguageOptions(['sv', 'iw', 'en', 'he', 'C', 'de', 'ä'], 'en', t)
    const latin = rows.filter(({ dir }) => dir !== 'rtl')
    expect(latin.map(({ tag }) => tag)).toEqual(['ä', 'C', 'de', 'en', 'sv'])
    const hebrew = rows.filter(({ lang }) => lang === 'he').map((row) => row.label)
    expect(hebrew.map((text) => text.replace(/.* /, '')).sort()).toEqual(['(he)', '(iw)'])
  })
})

describe('findLanguage', () => {
  const host = [
    'no',
    'iw',
    'tl',
    'zh-CN',
    'zh-Hant',
    'en_GB',
    'pt-PT',
    'pt-BR',
    'de',
    'fr_FR.UTF-8',
  ]
  it.each([
    ['no', 'no'],
    ['nb', 'no'],
    ['nb-NO', 'no'],
    ['he', 'iw'],
    ['fil-PH', 'tl'],
    ['zh', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['zh-TW', 'zh-Hant'],
    ['zh_HK', 'zh-Hant'],
    ['en-US', 'en_GB'],
    ['en-Dsrt', undefined],
    ['pt', 'pt-BR'],
    ['pt-AO', undefined],
    ['de-CH-u-co-phonebk', 'de'],
    ['sr-Latn', undefined],
    ['fr', 'fr_FR.UTF-8'],
    ['fr_FR.UTF-8', 'fr_FR.UTF-8'],
    ['klingon', undefined],
    ['', undefined],
  ])('%j stands for %j', (stored, tag) => {
    expect(findLanguage(stored, host)).toBe(tag)
  })

  it.each([
    ['zh-Hant', ['zh-CN', 'zh-TW', 'zh-HK'], 'zh-TW'],
    ['zh-TW', ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['en-AU', ['en-GB', 'en', 'en-US'], 'en'],
    ['en', ['en-GB', 'en-US'], 'en-US'],
    ['en-US', ['en', 'en-US'], 'en-US'],
    ['sr-Latn-ME', ['sr', 'sr-Latn'], 'sr-Latn'],
  ])('%s among %j is %s', (stored, tags, tag) => {
    expect(findLanguage(stored, tags)).toBe(tag)
  })

  it('findSameLanguage: matches other spellings only', () => {
    expect(findSameLanguage('en-gb', ['en', 'en_GB'])).toBe('en_GB')
    expect(findSameLanguage('en-GB', ['en'])).toBeUndefined()
    expect(findSameLanguage('C', ['en'])).toBeUndefined()
  })
})
