'use client'
import { useEffect, useRef, type JSX } from 'react'
import { createTraitDraft, type TraitDraft } from '../../core/user/traitDraft.js'
import { isDateValue } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import type { TraitControlProps } from './traitControl.js'
import { useInputDraft } from './useInputDraft.js'

/** The value of an incomplete date. A browser doesn't reveal which parts were entered. */
const incomplete = ''

const isDate = (value: Json | null): value is string =>
  typeof value === 'string' && isDateValue(value)

/** Returns whether a date input can show a stored value. */
export function isShowableDate(value: Json | null): boolean {
  return value === null || value === incomplete || isDate(value)
}

/** Renders an `<input type="date">`. Clearing it restores a stored value that isn't a date. */
export function TraitDate(props: TraitControlProps<'date'>): JSX.Element {
  const { field, options, value, onDraft, ...control } = props
  const { text: draft, initialValue, keep } = useInputDraft(value)
  const isIncomplete = draft !== undefined && value === incomplete
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // An incomplete date stays in the input when React sets its value to ''.
    if (value !== incomplete && input.current?.validity.badInput) input.current.value = ''
  }, [value])

  function emit(next: TraitDraft): void {
    keep('', next.value)
    onDraft(next)
  }

  function read({ value: text, validity }: HTMLInputElement): void {
    if (validity.badInput) emit({ value: incomplete, error: options.messages.traits.notDate })
    else if (text === '' && !isShowableDate(initialValue))
      emit({ value: initialValue, error: undefined })
    else emit(createTraitDraft(field, text || null, options))
  }

  return (
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
      onChange={({ currentTarget }) => read(currentTarget)}
      onBlur={({ currentTarget }) => {
        // Browsers fire no change event for an incomplete date.
        if (currentTarget.validity.badInput !== isIncomplete) read(currentTarget)
      }}
    />
  )
}
