'use client'
import { useEffect, useRef, type JSX } from 'react'
import { formatStoredValue, createTraitDraft, type TraitDraft } from '../../core/user/traitDraft.js'
import { isDateValue } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import { joinIds } from './controlProps.js'
import { useTraitOptions, type TraitControlProps } from './traitControl.js'
import { useInputDraft } from './useInputDraft.js'

/** The props of `TraitDate`. */
export type TraitDateProps = TraitControlProps<'date'>

/** The value of an incomplete date. A browser doesn't reveal which parts were entered. */
const incomplete = ''

const isDate = (value: Json | null): value is string =>
  typeof value === 'string' && isDateValue(value)
/** Whether a date input can't show the value. */
const isHidden = (value: Json | null) => value !== null && value !== incomplete && !isDate(value)

/** Renders an `<input type="date">`. A stored value that isn't a date is shown below as text until a date is chosen. */
export function TraitDate(props: TraitDateProps): JSX.Element {
  const { field, asStrings, value, onChange, ...control } = props
  const options = useTraitOptions(asStrings)
  const { traits: t } = options.messages
  const { text: draft, initialValue, keep } = useInputDraft(value)
  const isIncomplete = draft !== undefined && value === incomplete
  const input = useRef<HTMLInputElement>(null)
  const noteId = `${control.id}-stored`
  useEffect(() => {
    // An incomplete date stays in the input when React sets its value to ''.
    if (value !== incomplete && input.current?.validity.badInput) input.current.value = ''
  }, [value])

  function emit(next: TraitDraft): void {
    keep('', next.value)
    onChange(next.value, next.error)
  }

  function read({ value: text, validity }: HTMLInputElement): void {
    if (validity.badInput) emit({ value: incomplete, error: t.notDate })
    else if (text === '' && isHidden(initialValue)) emit({ value: initialValue, error: undefined })
    else emit(createTraitDraft(field, text || null, options))
  }

  return (
    <>
      <input
        {...control}
        ref={input}
        type="date"
        className="ik-input ik-trait-input-date"
        readOnly={Boolean(field.readOnly)}
        autoComplete={field.autoComplete}
        min={field.min}
        // Without a maximum, browsers accept years of six digits.
        max={field.max ?? '9999-12-31'}
        value={isDate(value) ? value : ''}
        aria-describedby={joinIds(isHidden(value) && noteId, control['aria-describedby'])}
        onChange={({ currentTarget }) => read(currentTarget)}
        onBlur={({ currentTarget }) => {
          // Browsers fire no change event for an incomplete date.
          if (currentTarget.validity.badInput !== isIncomplete) read(currentTarget)
        }}
      />
      {value !== null && isHidden(value) && (
        <span className="ik-trait-input-note" id={noteId}>
          {t.stored(formatStoredValue(value))}
        </span>
      )}
    </>
  )
}
