'use client'
import { useMemo, type JSX } from 'react'
import {
  languageLabel,
  languageRows,
  listLanguages,
  matchLanguage,
  sameLanguage,
} from '../../core/user/languages.js'
import { useDeviceLanguages } from '../../react/profile/useDeviceLanguages.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMessages } from '../../react/environment/useMessages.js'
import type { ControlProps, ValueProps } from './controlProps.js'
import { useInputDraft } from './useInputDraft.js'

export interface LanguageSelectProps extends ControlProps, ValueProps<string> {
  /**
   * The tags of the languages that the app speaks; the one that is chosen is given back exactly as it stands here.
   * @default those that CLDR covers well, and the browser's
   */
  readonly locales?: readonly string[] | undefined
  /** Offers the app's default, which is no language at all. @default true */
  readonly canClear?: boolean | undefined
}

/**
 * A language to choose, each by what it calls itself. A stored one that the app does not speak stays in the list, as it is
 * written. Renders a `<select>`.
 */
export function LanguageSelect(props: LanguageSelectProps): JSX.Element {
  const { value, onChange, locales, canClear = true, ...control } = props
  const { language: t } = useMessages()
  const locale = useLocale()
  const device = useDeviceLanguages()
  const { origin, keep } = useInputDraft(value)
  const tags = useMemo(() => listLanguages(locales, device), [locales, device])
  const isHydrated = device !== undefined
  // Engines do not agree on names, so there are none before hydration.
  const rows = useMemo(
    () => (isHydrated ? languageRows(tags, locale, t) : []),
    [isHydrated, tags, locale, t],
  )
  // A list that the app did not give says nothing of what it speaks, so that only the same language is the same.
  const match = locales ? matchLanguage : sameLanguage
  const rowOf = (tag: string) => (isHydrated ? match(tag, tags) : undefined)
  const extra = [...new Set([origin, value])].filter((tag) => tag && rowOf(tag) === undefined)
  return (
    <select
      {...control}
      className="ik-select ik-language-select"
      autoComplete="language"
      value={value ? (rowOf(value) ?? value) : ''}
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
      {extra.map((tag) => {
        const row = isHydrated && tag ? languageLabel(tag, locale, t) : undefined
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
    </select>
  )
}
