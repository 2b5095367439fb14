'use client'
import type { JSX } from 'react'
import { formatStoredValue, createTraitDraft } from '../../core/user/traitDraft.js'
import { readTrait } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import type { TraitControlProps } from './traitControl.js'
import { Select } from '../ui/Select.js'
import { useInputDraft } from './useInputDraft.js'

/** The option value of a stored value that isn't in the list. The others have their index. */
const unlistedOption = 'stored'

/** Renders a `<select>` for a trait with options. A stored value that isn't in the list stays selectable. */
export function TraitSelect(props: TraitControlProps<'select'>): JSX.Element {
  const { field, options, value, onDraft, ...control } = props
  const { traits: t } = options.messages
  const { initialValue, keep } = useInputDraft(value)
  const findIndex = (json: Json) => {
    const read = readTrait(field, json)
    return field.options.findIndex((option) => option.value === read)
  }
  const unlisted =
    [value, initialValue].find((json) => json !== null && findIndex(json) === -1) ?? null
  const selected =
    value === null ? '' : value === unlisted ? unlistedOption : String(findIndex(value))
  const canBeEmpty = !field.required

  function choose(chosen: string): void {
    const option = field.options[Number(chosen)]
    const next =
      chosen === unlistedOption
        ? { value: unlisted, error: undefined }
        : createTraitDraft(field, chosen === '' ? null : (option?.value ?? null), options)
    keep('', next.value)
    onDraft(next)
  }

  return (
    <Select
      {...control}
      disabled={control.disabled || Boolean(field.readOnly)}
      autoComplete={field.autoComplete}
      value={selected}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      {(canBeEmpty || value === null) && (
        <option value="" disabled={!canBeEmpty}>
          {canBeEmpty ? t.notSet : t.choose}
        </option>
      )}
      {unlisted !== null && <option value={unlistedOption}>{formatStoredValue(unlisted)}</option>}
      {field.options.map((option, index) => (
        <option key={index} value={index}>
          {option.label}
        </option>
      ))}
    </Select>
  )
}
