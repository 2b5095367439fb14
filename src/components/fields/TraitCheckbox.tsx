'use client'
import { useEffect, useRef, type JSX } from 'react'
import { formatStoredValue, createTraitDraft } from '../../core/user/traitDraft.js'
import { readTrait } from '../../core/user/traitFields.js'
import { joinIds } from './controlProps.js'
import { useTraitOptions, type TraitControlProps } from './traitControl.js'

/** The props of `TraitCheckbox`. */
export type TraitCheckboxProps = TraitControlProps<'boolean'>

/** Renders an `<input type="checkbox">` for a boolean trait. A stored value of another type is shown as indeterminate. */
export function TraitCheckbox(props: TraitCheckboxProps): JSX.Element {
  const { field, asStrings, value, onChange, ...control } = props
  const options = useTraitOptions(asStrings)
  const input = useRef<HTMLInputElement>(null)
  const read = value === null ? false : readTrait(field, value)
  const isOther = typeof read !== 'boolean'
  const noteId = `${control.id}-stored`
  useEffect(() => {
    if (input.current) input.current.indeterminate = isOther
  }, [isOther])
  return (
    <>
      <input
        {...control}
        ref={input}
        type="checkbox"
        className="ik-trait-input-checkbox"
        disabled={control.disabled || Boolean(field.readOnly)}
        checked={read === true}
        aria-describedby={joinIds(isOther && noteId, control['aria-describedby'])}
        onChange={({ currentTarget }) => {
          const next = createTraitDraft(field, currentTarget.checked, options)
          onChange(next.value, next.error)
        }}
      />
      {isOther && value !== null && (
        <span className="ik-trait-input-note" id={noteId}>
          {options.messages.traits.stored(formatStoredValue(value))}
        </span>
      )}
    </>
  )
}
