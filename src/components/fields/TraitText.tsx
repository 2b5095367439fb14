'use client'
import type { InputHTMLAttributes, JSX } from 'react'
import {
  isIntegerField,
  formatStoredValue,
  formatTraitValue,
  parseTraitDraft,
} from '../../core/user/traitDraft.js'
import type { TraitFieldOf } from '../../core/user/traitFields.js'
import { joinIds } from './controlProps.js'
import { useTraitOptions, type TraitControlProps } from './traitControl.js'
import { useInputDraft } from './useInputDraft.js'

/** The props of `TraitText`. */
export type TraitTextProps = TraitControlProps<'text' | 'number' | 'url'>

/** Renders an `<input>` or a `<textarea>` for a text, a number or an address. A valid value is formatted on blur. */
export function TraitText(props: TraitTextProps): JSX.Element {
  const { field, asStrings, value, onChange, ...control } = props
  const options = useTraitOptions(asStrings)
  const { text: typed, initialValue, keep, clear } = useInputDraft(value)
  const savedText = formatTraitValue(field, value, options.locale)
  const noteId = `${control.id}-stored`
  const unitId = `${control.id}-unit`
  const unit = field.type === 'number' ? field.unit : undefined

  function change(text: string): void {
    const draft = parseTraitDraft(field, text, options)
    // A stored value that the input can't show isn't deleted by an empty input.
    const isHidden = formatTraitValue(field, initialValue, options.locale) === undefined
    const next =
      draft.value === null && isHidden ? { value: initialValue, error: undefined } : draft
    keep(text, next.value)
    onChange(next.value, next.error)
  }

  const shared = {
    ...control,
    readOnly: Boolean(field.readOnly),
    value: typed ?? savedText ?? '',
    'aria-describedby': joinIds(
      unit !== undefined && unitId,
      savedText === undefined && noteId,
      control['aria-describedby'],
    ),
    onBlur: () => {
      if (typed !== undefined && !parseTraitDraft(field, typed, options).error) clear()
    },
  }
  const isMultiline = field.type === 'text' && field.multiline
  const input = isMultiline ? (
    <textarea
      {...shared}
      className="ik-input ik-trait-input-multiline"
      rows={3}
      autoComplete={field.autoComplete}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  ) : (
    <input
      {...shared}
      {...getInputHints(field)}
      type="text"
      className="ik-input"
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  )
  return (
    <>
      {unit === undefined ? (
        input
      ) : (
        <span className="ik-trait-input-line">
          {input}
          <span className="ik-trait-input-unit" id={unitId}>
            {unit}
          </span>
        </span>
      )}
      {savedText === undefined && value !== null && (
        <span className="ik-trait-input-note" id={noteId}>
          {options.messages.traits.stored(formatStoredValue(value))}
        </span>
      )}
    </>
  )
}

/** Returns the attributes for on-screen keyboards and autofill. */
function getInputHints(
  field: TraitFieldOf<'text' | 'number' | 'url'>,
): InputHTMLAttributes<HTMLInputElement> {
  const { autoComplete } = field
  if (field.type === 'url') {
    return {
      autoComplete: autoComplete ?? 'url',
      inputMode: 'url',
      autoCapitalize: 'none',
      spellCheck: false,
      dir: 'ltr',
    }
  }
  if (field.type === 'text') return { autoComplete }
  // Numeric keyboards of phones have no minus.
  const isSigned = field.min !== undefined && field.min < 0
  const inputMode = isIntegerField(field) ? 'numeric' : 'decimal'
  return { autoComplete: autoComplete ?? 'off', inputMode: isSigned ? undefined : inputMode }
}
