'use client'
import { forwardRef } from 'react'
import { useMessages } from '../../react/environment/useMessages.js'
import { InputField, type InputProps } from './InputField.js'
import { LanguageControl, type LanguageControlProps } from './LanguageControl.js'

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
    const { language: t } = useMessages()
    return (
      <InputField {...field} label={label ?? t.label}>
        {(control) => <LanguageControl inputRef={ref} {...control} {...{ locales, canClear }} />}
      </InputField>
    )
  },
)
