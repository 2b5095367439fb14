'use client'
import type { InputHTMLAttributes, JSX } from 'react'
import { isWhole, storedText, traitText, typedTraitDraft } from '../../core/user/traitDraft.js'
import type { TraitFieldOf } from '../../core/user/traitFields.js'
import { describedBy, useTraitOptions, type TraitControlProps } from './traitControl.js'
import { useInputDraft } from './useInputDraft.js'

export type TraitTextProps = TraitControlProps<'text' | 'number' | 'url'>

/**
 * A trait that is typed: a text, a number as people write it, or an address. It is written anew when the person leaves it and it
 * can be saved. Renders an `<input>` or a `<textarea>`.
 */
export function TraitText(props: TraitTextProps): JSX.Element {
  const { field, asStrings, value, onChange, ...control } = props
  const options = useTraitOptions(asStrings)
  const { raw, origin, keep, forget } = useInputDraft(value)
  const shown = traitText(field, value, options.locale)
  const noteId = `${control.id}-stored`
  const unitId = `${control.id}-unit`
  const unit = field.type === 'number' ? field.unit : undefined

  function write(text: string): void {
    const draft = typedTraitDraft(field, text, options)
    // What the field could not show was never to be emptied.
    const isHidden = traitText(field, origin, options.locale) === undefined
    const next = draft.value === null && isHidden ? { value: origin, problem: undefined } : draft
    keep(text, next.value)
    onChange(next.value, next.problem)
  }

  const shared = {
    ...control,
    readOnly: Boolean(field.readOnly),
    value: raw ?? shown ?? '',
    'aria-describedby': describedBy(
      unit !== undefined && unitId,
      shown === undefined && noteId,
      control['aria-describedby'],
    ),
    onBlur: () => {
      if (raw !== undefined && !typedTraitDraft(field, raw, options).problem) forget()
    },
  }
  const isMultiline = field.type === 'text' && field.multiline
  const input = isMultiline ? (
    <textarea
      {...shared}
      className="ik-input ik-trait-input-multiline"
      rows={3}
      autoComplete={field.autoComplete}
      onChange={({ currentTarget }) => write(currentTarget.value)}
    />
  ) : (
    <input
      {...shared}
      {...hintsOf(field)}
      type="text"
      className="ik-input"
      onChange={({ currentTarget }) => write(currentTarget.value)}
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
      {shown === undefined && value !== null && (
        <span className="ik-trait-input-note" id={noteId}>
          {options.messages.traits.stored(storedText(value))}
        </span>
      )}
    </>
  )
}

/** What keyboards and browsers should know of an input. */
function hintsOf(
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
  // The keyboards of phones for numbers have no minus.
  const isSigned = field.min !== undefined && field.min < 0
  const inputMode = isWhole(field) ? 'numeric' : 'decimal'
  return { autoComplete: autoComplete ?? 'off', inputMode: isSigned ? undefined : inputMode }
}
