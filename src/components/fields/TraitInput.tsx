'use client'
import type { JSX, ReactNode } from 'react'
import { traitDraft } from '../../core/user/traitDraft.js'
import type { TraitField as AnyTraitField } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import type { ControlProps, ValueProps } from './controlProps.js'
import { TraitCheckbox } from './TraitCheckbox.js'
import { TraitDate } from './TraitDate.js'
import { useTraitOptions } from './traitControl.js'
import { TraitSelect } from './TraitSelect.js'
import { TraitText } from './TraitText.js'

/**
 * What a control of the host's own gets: the attributes of its element, the value, and `onChange`, which takes a value, and with
 * it the sentence that says why it cannot be saved.
 */
export interface TraitControl extends ControlProps, ValueProps<Json> {
  readonly field: TraitField
}

/** A custom attribute that people may fill in, and how. */
export type TraitField = AnyTraitField<(control: TraitControl) => ReactNode>

export interface TraitInputProps extends ControlProps, ValueProps<Json> {
  readonly field: TraitField
  /** The service holds strings only: a number is given as `"5"`, and such a string read as one. @default false */
  readonly asStrings?: boolean | undefined
}

/**
 * The control of one custom trait, by its type. What is stored and does not fit is shown as well as may be and is not changed
 * unless the person does. Renders an `<input>`, a `<textarea>`, a `<select>` or what the host renders.
 */
export function TraitInput({ field, asStrings = false, ...control }: TraitInputProps): JSX.Element {
  const { type, key } = field
  if (type === 'boolean') return <TraitCheckbox key={key} {...{ ...control, field, asStrings }} />
  if (type === 'select') return <TraitSelect key={key} {...{ ...control, field, asStrings }} />
  if (type === 'date') return <TraitDate key={key} {...{ ...control, field, asStrings }} />
  if (type === 'custom') return <Custom key={key} {...{ ...control, field, asStrings }} />
  return <TraitText key={key} {...{ ...control, field, asStrings }} />
}

interface CustomProps extends TraitInputProps {
  readonly field: Extract<TraitField, { type: 'custom' }>
  readonly asStrings: boolean
}

/** A component, so that the host's function may use hooks. */
function Custom({ field, asStrings, onChange, ...control }: CustomProps): ReactNode {
  const options = useTraitOptions(asStrings)
  return field.render({
    ...control,
    field,
    onChange: (entered, problem) => {
      const draft = traitDraft(field, entered, options)
      onChange(draft.value, problem ?? draft.problem)
    },
  })
}
