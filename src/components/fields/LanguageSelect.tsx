'use client'
import { forwardRef, useMemo, type JSX, type Ref } from 'react'
import type { Language } from '../../core/user/languages.js'
import { useDeviceLanguages } from '../../react/profile/useDeviceLanguages.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useLanguageMessages } from '../../react/messages/useLanguageMessages.js'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { createOnDemand, useOnDemand } from '../ui/onDemand.js'
import { Select } from '../ui/Select.js'
import type { ControlProps, ValueProps } from './controlProps.js'
import { InputField, type InputProps } from './InputField.js'
import { useInputDraft } from './useInputDraft.js'

/** The props of `LanguageControl`. */
export interface LanguageControlProps extends ControlProps, ValueProps<string> {
  /**
   * The tags of the languages that the product supports. A chosen tag is reported exactly as it is written here.
   * @default the languages that CLDR covers well, and the browser's
   */
  readonly locales?: readonly string[] | undefined
  /** Whether the product's default can be chosen, which is the value `null`. @default true */
  readonly canClear?: boolean | undefined
  readonly inputRef?: Ref<HTMLSelectElement> | undefined
}

const languageNames = /* @__PURE__ */ createOnDemand(async () => {
  const { findLanguage, findSameLanguage, listLanguages, toLanguageOption, toLanguageOptions } =
    await import('../../core/user/languages.js')
  return { findLanguage, findSameLanguage, listLanguages, toLanguageOption, toLanguageOptions }
})

/**
 * Renders a `<select>` of languages. A stored value that isn't in the list stays selectable. The names are loaded after the first render;
 * without them, the product's or else the browser's tags are listed.
 */
export function LanguageControl(props: LanguageControlProps): JSX.Element {
  const { value, onChange, locales, canClear = true, inputRef, ...control } = props
  const { language: t } = useLanguageMessages()
  const locale = useLocale()
  const deviceLanguages = useDeviceLanguages()
  const { initialValue, keep } = useInputDraft(value)
  const names = useOnDemand(languageNames)
  const tags = useMemo(() => {
    if (names) return names.listLanguages(locales, deviceLanguages)
    return names === null ? [...new Set(locales ?? deviceLanguages)] : []
  }, [names, locales, deviceLanguages])
  // Language names differ between engines, so the server renders none.
  const rows = useMemo<readonly Language[]>(
    () => names?.toLanguageOptions(tags, locale, t) ?? tags.map((tag) => ({ tag, label: tag })),
    [names, tags, locale, t],
  )
  function findTag(stored: string): string | undefined {
    if (!names) return tags.find((tag) => tag === stored)
    // In the default list, `en` doesn't stand for a stored `en-GB`.
    return locales ? names.findLanguage(stored, tags) : names.findSameLanguage(stored, tags)
  }
  const unlisted = [...new Set([initialValue, value])].filter(
    (tag) => tag !== null && tag !== '' && findTag(tag) === undefined,
  )
  return (
    <Select
      {...control}
      ref={inputRef}
      className="ik-language-select"
      autoComplete="language"
      value={value ? (findTag(value) ?? value) : ''}
      onChange={({ currentTarget }) => {
        const chosen = currentTarget.value || null
        keep('', chosen)
        onChange(chosen)
      }}
    >
      {(canClear || !value) && (
        <option value="" disabled={!canClear}>
          {canClear ? t.appDefault : t.choose}
        </option>
      )}
      {unlisted.map((tag) => {
        const row = tag ? names?.toLanguageOption(tag, locale, t) : undefined
        return (
          <option key={`stored ${tag}`} value={tag ?? ''} lang={row?.lang} dir={row?.dir}>
            {row?.label ?? tag}
          </option>
        )
      })}
      {rows.map(({ tag, label, lang, dir }) => (
        <option key={tag} value={tag} lang={lang} dir={dir}>
          {label}
        </option>
      ))}
    </Select>
  )
}

/** Renders a `<span>` with the name of a language in the language of the page, or its tag until the names are loaded. */
export function LanguageName({ tag }: { readonly tag: string }): JSX.Element {
  const { language: t } = useLanguageMessages()
  const locale = useLocale()
  const name = useOnDemand(languageNames)?.toLanguageOption(tag, locale, t)
  return (
    <span lang={name?.lang} dir={name?.dir}>
      {name?.label ?? tag}
    </span>
  )
}

/** The props of `LanguageSelect`. */
export interface LanguageSelectProps
  extends InputProps, Pick<LanguageControlProps, 'locales' | 'canClear'> {}

/**
 * Renders a `<div>` with a labeled `<select>` of languages, each by its own name. A value that isn't in the list stays selectable. The label
 * is "Language" by default. It needs no provider. The ref, `id` and `aria-*` go to the `<select>`.
 * @example
 * const [language, setLanguage] = useState<string | null>(null)
 * <LanguageSelect locales={['en', 'de', 'pt-BR']} value={language} onChange={setLanguage} />
 */
export const LanguageSelect = forwardRef<HTMLSelectElement, LanguageSelectProps>(
  function LanguageSelect({ locales, canClear, label, ...field }, ref) {
    const { profile: t } = useProfileMessages()
    return (
      <InputField {...field} label={label ?? t.locale}>
        {(control) => <LanguageControl inputRef={ref} {...control} {...{ locales, canClear }} />}
      </InputField>
    )
  },
)
