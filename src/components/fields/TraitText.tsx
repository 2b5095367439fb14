'use client'
import type { ChangeEvent, InputHTMLAttributes, JSX } from 'react'
import { isIntegerField, formatTraitValue, parseTraitDraft } from '../../core/user/traitDraft.js'
import type { TraitFieldOf } from '../../core/user/traitFields.js'
import { joinIds } from './controlProps.js'
import type { TraitControlProps } from './traitControl.js'
import { useInputDraft } from './useInputDraft.js'

type TextField = TraitFieldOf<'text' | 'number' | 'url'>

/** Renders an `<input>` or a `<textarea>` for a text, a number or an address. A valid value is formatted on blur. */
export function TraitText(props: TraitControlProps<TextField['type']>): JSX.Element {
  const { field, options, value, onDraft, ...control } = props
  const { text: typed, initialValue, keep, clear } = useInputDraft(value)
  const unit = field.type === 'number' ? field.unit : undefined
  const unitId = unit === undefined ? undefined : `${control.id}-unit`
  const common = {
    ...control,
    readOnly: Boolean(field.readOnly),
    value: typed ?? formatTraitValue(field, value, options.locale) ?? '',
    'aria-describedby': joinIds(unitId, control['aria-describedby']),
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const draft = parseTraitDraft(field, currentTarget.value, options)
      // A stored value that the input can't show isn't deleted by an empty input.
      const isHidden = formatTraitValue(field, initialValue, options.locale) === undefined
      const next =
        draft.value === null && isHidden ? { value: initialValue, error: undefined } : draft
      keep(currentTarget.value, next.value)
      onDraft(next)
    },
    onBlur: () => {
      if (typed !== undefined && !parseTraitDraft(field, typed, options).error) clear()
    },
  }
  if (field.type === 'text' && field.multiline) {
    const className = 'ik-input ik-trait-input-multiline'
    return <textarea {...common} className={className} rows={3} autoComplete={field.autoComplete} />
  }
  const input = <input {...common} {...getInputHints(field)} type="text" className="ik-input" />
  if (unit === undefined) return input
  return (
    <span className="ik-trait-input-line">
      {input}
      <span className="ik-trait-input-unit" id={unitId}>
        {unit}
      </span>
    </span>
  )
}

/** Returns the attributes for on-screen keyboards and autofill. */
function getInputHints(field: TextField): InputHTMLAttributes<HTMLInputElement> {
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
