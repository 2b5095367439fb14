import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import type { Locale, Messages } from '../../src/core.js'
import { en } from '../../src/locales/en.js'
import { pseudo } from '../../src/locales/pseudo.js'
import { listTexts } from './listTexts.js'

const found = import.meta.glob<Record<string, unknown>>('../../src/locales/*.ts', { eager: true })
const locales = Object.values(found)
  .flatMap((module) => Object.values(module))
  .filter((one): one is Locale => typeof one === 'object' && one !== null && 'tag' in one)
const translated = locales.filter((locale) => locale !== en)

/** Texts that are the same in English: names, international words, and words that a language shares with English. */
const sameWords: Readonly<Record<string, readonly string[]>> = {
  all: ['Push', 'SMS', 'Chat', 'Webhook', 'Android', 'Aaa', 'Browser'],
  es: ['No', 'Asia', 'Australia'],
  fr: ['Notifications', 'Notification', 'Suggestions', 'Europe', 'OK'],
  de: ['Streak', 'Name', 'Region', 'optional'],
  pl: ['Australia', 'Region'],
}

const englishWord =
  /\b(the|your?|we|you're|is|are|couldn't|can't|with|and|or|of|off|from|again|sign|saved?|choose|enter|remove)\b/i

/** Names that the kit makes of ids, and symbols. */
const sameEverywhere =
  /\.(offset|size|duration|unnamedType|otherChannel|unnamedMetric|otherPlatform)\b/

const english = new Map(listTexts(en.messages).map((text) => [text.path, text]))

test('the languages are the entries of the package', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Record<string, unknown>
  }
  const entries = Object.keys(exports).filter((path) => path.startsWith('./locales/'))
  const tags = locales.map((locale) => (locale === pseudo ? 'pseudo' : locale.tag))
  expect(entries.sort()).toEqual(tags.map((tag) => `./locales/${tag}`).sort())
  const files = readdirSync('src/locales').filter((name) => !name.startsWith('create'))
  expect(files).toHaveLength(locales.length)
})

describe.each(translated)('$tag', ({ tag, direction, messages }) => {
  const texts = listTexts(messages)
  const own = [...(sameWords['all'] ?? []), ...(sameWords[tag] ?? [])]

  it('has every text of English and no other', () => {
    const paths = (all: readonly { path: string }[]) => all.map(({ path }) => path).sort()
    expect(paths(texts)).toEqual(paths([...english.values()]))
  })

  it('has a canonical tag and the direction of its script', () => {
    expect(new Intl.Locale(tag).toString()).toBe(tag)
    expect(direction).toBe(/^(ar|fa|he|ur)\b/.test(tag) ? 'rtl' : 'ltr')
  })

  it('has no empty text', () => {
    const bad = texts.filter(
      ({ text }) =>
        typeof text !== 'string' ||
        text.trim() === '' ||
        text !== text.trim() ||
        /undefined|null|NaN|\[object|=>|#|\{|\}/.test(text),
    )
    expect(bad).toEqual([])
  })

  it('has no English left', () => {
    const bad = texts.filter(({ path, text, given }) => {
      if (sameEverywhere.test(path)) return false
      const shown = String(text)
      const rest = given.reduce((left, one) => left.replaceAll(one, ''), shown)
      if (!/\p{L}{2}/u.test(rest)) return false
      const isSame = shown === english.get(path)?.text && !own.includes(shown)
      return isSame || englishWord.test(rest)
    })
    expect(bad).toEqual([])
  })

  it('shows every name and number that English shows', () => {
    const bad = texts.filter(({ path, text, given }) => {
      // The season is no text but a choice.
      if (path.includes('.offsetChange')) return false
      const original = String(english.get(path)?.text)
      return given.some((one) => original.includes(one) && !String(text).includes(one))
    })
    expect(bad).toEqual([])
  })

  it('distinguishes on from off, and each error field', () => {
    const { savedOn, savedOff, preferences } = messages
    expect(savedOn('Aaa')).not.toBe(savedOff('Aaa'))
    expect(preferences.notTurned('Aaa', true)).not.toBe(preferences.notTurned('Aaa', false))
  })
})

test('en-XA: replaces every letter except those of names', () => {
  const { preferences, retry, savedMany } = pseudo.messages
  expect(retry).toBe('[Ţŕý åğåîñ ···]')
  expect(preferences.cell('Weekly recap', 'Email')).toBe('Weekly recap, Email')
  expect(savedMany(3)).toBe('[3 çĥåñğéš šåṽéđ ·····]')
})

test('a language without one of the texts is a type error', () => {
  const { retry: _, ...others } = en.messages
  // @ts-expect-error `retry` is missing.
  const incomplete: Messages = others
  expect(incomplete).not.toHaveProperty('retry')
})
