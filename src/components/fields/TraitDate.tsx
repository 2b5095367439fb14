'use client'
import { useEffect, useRef, type JSX } from 'react'
import { storedText, traitDraft, type TraitDraft } from '../../core/user/traitDraft.js'
import { isWholeDay } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import { describedBy, useTraitOptions, type TraitControlProps } from './traitControl.js'
import { useInputDraft } from './useInputDraft.js'

export type TraitDateProps = TraitControlProps<'date'>

/** What is given for a date that is not whole: a browser tells nobody which parts of it there are. */
const incomplete = ''

const isDate = (value: Json | null): value is string =>
  typeof value === 'string' && isWholeDay(value)
const isHidden = (value: Json | null) => value !== null && value !== incomplete && !isDate(value)

/**
 * A day. What is stored and is no day stands below it in words until another is chosen. Renders an `<input type="date">`, which
 * shows the day as the browser writes it.
 */
export function TraitDate(props: TraitDateProps): JSX.Element {
  const { field, asStrings, value, onChange, ...control } = props
  const options = useTraitOptions(asStrings)
  const { traits: t } = options.messages
  const { raw, origin, keep } = useInputDraft(value)
  const isBegun = raw !== undefined && value === incomplete
  const input = useRef<HTMLInputElement>(null)
  const noteId = `${control.id}-stored`
  useEffect(() => {
    // The parts of a date that was begun outlive a discard.
    if (value !== incomplete && input.current?.validity.badInput) input.current.value = ''
  }, [value])

  function give(next: TraitDraft): void {
    keep('', next.value)
    onChange(next.value, next.problem)
  }

  function read({ value: text, validity }: HTMLInputElement): void {
    if (validity.badInput) give({ value: incomplete, problem: t.notDate })
    else if (text === '' && isHidden(origin)) give({ value: origin, problem: undefined })
    else give(traitDraft(field, text || null, options))
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
        // Else the browser takes years of six digits.
        max={field.max ?? '9999-12-31'}
        value={isDate(value) ? value : ''}
        aria-describedby={describedBy(isHidden(value) && noteId, control['aria-describedby'])}
        onChange={({ currentTarget }) => read(currentTarget)}
        onBlur={({ currentTarget }) => {
          // A date that is only begun, or given up, is no change to a browser.
          if (currentTarget.validity.badInput !== isBegun) read(currentTarget)
        }}
      />
      {value !== null && isHidden(value) && (
        <span className="ik-trait-input-note" id={noteId}>
          {t.stored(storedText(value))}
        </span>
      )}
    </>
  )
}
