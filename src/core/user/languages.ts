import { memoize } from '../memoize.js'
import { autonyms, modernLanguages } from './languageData.js'
import { isBlank, trimText } from '../text.js'
import { toLanguageTag } from './languageTag.js'
import type { LanguageMessages } from '../messages/languageMessages.js'

/** A language of a list. */
export interface Language {
  /** The tag, unchanged. */
  readonly tag: string
  /** Its names, e.g. `Deutsch (Österreich) — German (Austria)`; the tag if it has none. */
  readonly label: string
  /** The language of the first name of the label. */
  readonly lang?: string | undefined
  /** The direction of that language. */
  readonly dir?: 'ltr' | 'rtl' | undefined
}

/** Returns the canonical BCP 47 tag without `-u-` extensions, or `null` for an invalid one: `en_GB` becomes `en-GB`, `iw` `he`. */
export function canonicalLanguage(tag: string): string | null {
  const known = toLanguageTag(trimText(tag))
  const [canonical] = Intl.getCanonicalLocales(known?.replaceAll('_', '-'))
  return canonical?.replace(/(?<!-x(?:-.*)?)-u(?:-[a-z\d]{2,8})+/, '') ?? null
}

/** Returns the tags to choose from: `locales`, else the languages that CLDR covers well and those of the device. */
export function listLanguages(
  locales: readonly string[] | undefined,
  device: readonly string[] = [],
): readonly string[] {
  if (locales) return [...new Set(locales)].filter((tag) => !isBlank(tag))
  const tags = modernLanguages.split(' ')
  const known = new Set(tags)
  const others = device.filter((tag) => !known.has(canonicalLanguage(tag) ?? tag))
  return [...tags, ...new Set(others)]
}

/**
 * Returns the tag that matches a stored one: the same, the same in another spelling, or the only one of that language and script,
 * such as `zh-Hant` for `zh-TW`. Of several, the one with the likely region or without a region is returned.
 */
export function findLanguage(stored: string, tags: readonly string[]): string | undefined {
  const same = findSameLanguage(stored, tags)
  if (same !== undefined) return same
  const wanted = parseScript(stored)
  if (!wanted) return undefined
  const near = tags.flatMap((tag) => {
    const found = parseScript(tag)
    const isNear = found?.language === wanted.language && found.script === wanted.script
    return isNear ? [{ tag, ...found }] : []
  })
  const [only] = near
  if (near.length === 1) return only?.tag
  // The likely region of `pt` is Brazil.
  const likely = near.filter(({ region }) => region === wanted.region)
  return (likely[0] ?? near.find(({ isExact }) => isExact))?.tag
}

/** Returns the tag that is the same as a stored one, or the same in another spelling. */
export function findSameLanguage(stored: string, tags: readonly string[]): string | undefined {
  if (tags.includes(stored)) return stored
  const canonical = canonicalLanguage(stored)
  return canonical === null ? undefined : tags.find((tag) => canonicalLanguage(tag) === canonical)
}

/** Returns the languages sorted by label. Labels of the same text also show the tag. */
export function toLanguageOptions(
  tags: readonly string[],
  locale: string,
  t: LanguageMessages,
): readonly Language[] {
  const rows = tags.map((tag) => toLanguageOption(tag, locale, t))
  const times = new Map<string, number>()
  for (const { label } of rows) times.set(label, (times.get(label) ?? 0) + 1)
  const order = new Intl.Collator(locale).compare
  return rows
    .map((row) =>
      times.get(row.label) === 1 ? row : { ...row, label: t.sameName(row.label, row.tag) },
    )
    .sort((a, b) => order(a.label, b.label))
}

/** Returns a language with its name in that language and in the locale. */
export function toLanguageOption(tag: string, locale: string, t: LanguageMessages): Language {
  const canonical = canonicalLanguage(tag)
  if (canonical === null) return { tag, label: tag }
  const { baseName, language } = new Intl.Locale(canonical)
  const name = getLanguageName(locale, baseName)
  const own = getAutonym(baseName, language)
  if (own === undefined) return { tag, label: name ?? tag }
  const label = { tag, lang: baseName, dir: getDirection(baseName) }
  // A shipped name has no region, so the other name or the tag shows it.
  const second = name ?? (baseName === language ? own : tag)
  if (own === second) return { ...label, label: own }
  const isMixed = label.dir !== getDirection(locale)
  return { ...label, label: t.bothNames(own, isMixed ? isolate(second) : second) }
}

/** Keeps the parentheses of a name with the other direction in place. */
const isolate = (text: string) => `\u2068${text}\u2069`

const namesByLocale = new Map<string, Intl.DisplayNames>()

function createNames(locale: string): Intl.DisplayNames {
  const options = { type: 'language', languageDisplay: 'standard', fallback: 'none' } as const
  return new Intl.DisplayNames(locale, options)
}

function getLanguageName(locale: string, baseName: string): string | undefined {
  return memoize(namesByLocale, locale, createNames).of(baseName)
}

const ownNames = new Map<string, string | undefined>()
let shippedNames: ReadonlyMap<string, string> | undefined

function getAutonym(baseName: string, language: string): string | undefined {
  shippedNames ??= new Map(
    autonyms.split(',').map((entry) => [entry.replace(/ .*/, ''), entry.replace(/^\S+ /, '')]),
  )
  return memoize(ownNames, baseName, () =>
    // For an unsupported language the engine answers in its default language.
    Intl.DisplayNames.supportedLocalesOf([baseName]).length > 0
      ? createNames(baseName).of(baseName)
      : shippedNames?.get(language),
  )
}

const rightToLeft = /^(?:Adlm|Arab|Aran|Hebr|Mand|Mend|Nkoo|Rohg|Samr|Syrc|Thaa|Yezi)$/

function getDirection(tag: string): 'ltr' | 'rtl' {
  return rightToLeft.test(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr'
}

function parseScript(tag: string) {
  const canonical = canonicalLanguage(tag)
  if (canonical === null) return undefined
  const { language, script, region } = new Intl.Locale(canonical).maximize()
  // `no` is Norwegian Bokmål in practice.
  const family = language === 'nb' ? 'no' : language
  return { language: family, script, region, isExact: canonical === language }
}
