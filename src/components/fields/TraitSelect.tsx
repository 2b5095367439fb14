'use client'
import type { JSX } from 'react'
import { storedText, traitDraft } from '../../core/user/traitDraft.js'
import { readTrait } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import { useTraitOptions, type TraitControlProps } from './traitControl.js'
import { useInputDraft } from './useInputDraft.js'

export type TraitSelectProps = TraitControlProps<'select'>

/** The row of a stored value that is none of the options; theirs are their indexes. */
const storedRow = 'stored'

/**
 * A trait that is chosen from a list. A stored value that is not in the list stays in it until the control goes away. Renders a
 * `<select>`.
 */
export function TraitSelect(props: TraitSelectProps): JSX.Element {
  const { field, asStrings, value, onChange, ...control } = props
  const options = useTraitOptions(asStrings)
  const { traits: t } = options.messages
  const { origin, keep } = useInputDraft(value)
  const indexOf = (stored: Json) => {
    const read = readTrait(field, stored)
    return field.options.findIndex((option) => option.value === read)
  }
  const [stored] = [value, origin].filter((one) => one !== null && indexOf(one) === -1)
  const row = value === null ? '' : value === stored ? storedRow : String(indexOf(value))
  const canBeEmpty = !field.required

  function choose(chosen: string): void {
    const option = field.options[Number(chosen)]
    const next =
      chosen === storedRow
        ? { value: stored ?? null, problem: undefined }
        : traitDraft(field, chosen === '' ? null : (option?.value ?? null), options)
    keep('', next.value)
    onChange(next.value, next.problem)
  }

  return (
    <select
      {...control}
      className="ik-select ik-trait-input-select"
      disabled={control.disabled || Boolean(field.readOnly)}
      autoComplete={field.autoComplete}
      value={row}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      {(canBeEmpty || value === null) && (
        <option value="" disabled={!canBeEmpty}>
          {canBeEmpty ? t.notSet : t.choose}
        </option>
      )}
      {stored !== undefined && stored !== null && (
        <option value={storedRow}>{storedText(stored)}</option>
      )}
      {field.options.map((option, index) => (
        <option key={index} value={index}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
