import { autonyms, modernLanguages } from './languageData.js'
import type { LanguageMessages } from '../messages/languageMessages.js'

/** A language as a list shows it. */
export interface Language {
  /** As the host, the browser or the service writes it. */
  readonly tag: string
  /** e.g. `Deutsch (Österreich) — German (Austria)`; the tag itself where nobody can name it. */
  readonly label: string
  /** The language that the label begins in. */
  readonly lang?: string | undefined
  readonly dir?: 'ltr' | 'rtl' | undefined
}

/**
 * A tag as it is compared: `en_GB` is `en-GB`, `iw` is `he`, and what `-u-` says of numbers or calendars is left out. `null`
 * where it is no BCP 47 tag.
 */
export function canonicalLanguage(tag: string): string | null {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))
    return canonical?.replace(/(?<!-x(?:-.*)?)-u(?:-[a-z\d]{2,8})+/, '') ?? null
  } catch {
    return null
  }
}

/**
 * The tags to choose from: the host's as they are, each once; without them the languages that CLDR covers well and what else
 * the device says.
 */
export function listLanguages(
  locales: readonly string[] | undefined,
  device: readonly string[] = [],
): readonly string[] {
  if (locales) return [...new Set(locales)].filter((tag) => tag.trim() !== '')
  const tags = modernLanguages.split(' ')
  const known = new Set(tags)
  const others = device.filter((tag) => !known.has(canonicalLanguage(tag) ?? tag))
  return [...tags, ...new Set(others)]
}

/**
 * Which of the tags a stored one stands for: the same, the same by another spelling, or the nearest of that language in that
 * script (`zh-TW` and `zh-Hant`, `en-US` and `en`). None where several are as near.
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
  // Without a region it is the language's largest: `pt` is Portuguese as in Brazil.
  const likely = near.filter(({ region }) => region === wanted.region)
  return (likely[0] ?? near.find(({ isWhole }) => isWhole))?.tag
}

/** Of the tags the one that is the same, or the same by another spelling. */
export function findSameLanguage(stored: string, tags: readonly string[]): string | undefined {
  if (tags.includes(stored)) return stored
  const canonical = canonicalLanguage(stored)
  return canonical === null ? undefined : tags.find((tag) => canonicalLanguage(tag) === canonical)
}

/** The tags with their names, in the order of a dictionary of the locale. Two with the same name show their tags, too. */
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

/** What a language calls itself and what it is called in the locale. */
export function toLanguageOption(tag: string, locale: string, t: LanguageMessages): Language {
  const canonical = canonicalLanguage(tag)
  if (canonical === null) return { tag, label: tag }
  const { baseName, language } = new Intl.Locale(canonical)
  const name = getLanguageName(locale, baseName)
  const own = getAutonym(baseName, language)
  if (own === undefined) return { tag, label: name ?? tag }
  const label = { tag, lang: baseName, dir: getDirection(baseName) }
  // What the engine cannot name in its own language says no region; the other name does, or the tag.
  const second = name ?? (baseName === language ? own : tag)
  if (own === second) return { ...label, label: own }
  const isMixed = label.dir !== getDirection(locale)
  return { ...label, label: t.bothNames(own, isMixed ? isolate(second) : second) }
}

/** Else the parentheses of a name in the other direction would fall to the wrong end. */
const isolate = (text: string) => `\u2068${text}\u2069`

const namesByLocale = new Map<string, Intl.DisplayNames>()

function getLanguageName(locale: string, baseName: string): string | undefined {
  const names =
    namesByLocale.get(locale) ??
    new Intl.DisplayNames(locale, {
      type: 'language',
      languageDisplay: 'standard',
      fallback: 'none',
    })
  namesByLocale.set(locale, names)
  try {
    return names.of(baseName)
  } catch {
    return undefined
  }
}

const ownNames = new Map<string, string | undefined>()
let shippedNames: ReadonlyMap<string, string> | undefined

function getAutonym(baseName: string, language: string): string | undefined {
  if (ownNames.has(baseName)) return ownNames.get(baseName)
  shippedNames ??= new Map(
    autonyms.split(',').map((entry) => {
      const space = entry.indexOf(' ')
      return [entry.slice(0, space), entry.slice(space + 1)] as const
    }),
  )
  // An engine that lacks a language answers in its own, so it must be asked whether it has it.
  const isKnown = Intl.DisplayNames.supportedLocalesOf([baseName]).length > 0
  const own = isKnown ? getEngineAutonym(baseName) : shippedNames.get(language)
  ownNames.set(baseName, own)
  return own
}

/** Asked once for each language: keeping a hundred of these would help nobody. */
function getEngineAutonym(baseName: string): string | undefined {
  const options = { type: 'language', languageDisplay: 'standard', fallback: 'none' } as const
  try {
    return new Intl.DisplayNames(baseName, options).of(baseName)
  } catch {
    return undefined
  }
}

const rightToLeft = /^(?:Adlm|Arab|Aran|Hebr|Mand|Mend|Nkoo|Rohg|Samr|Syrc|Thaa|Yezi)$/

function getDirection(tag: string): 'ltr' | 'rtl' {
  return rightToLeft.test(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr'
}

function parseScript(tag: string) {
  const canonical = canonicalLanguage(tag)
  if (canonical === null) return undefined
  const { language, script, region } = new Intl.Locale(canonical).maximize()
  // One of the two Norwegians goes by the name of both.
  const family = language === 'nb' ? 'no' : language
  return { language: family, script, region, isWhole: canonical === language }
}
