'use client'
import type { JSX, ReactNode } from 'react'
import { createTraitDraft } from '../../core/user/traitDraft.js'
import type { TraitField as AnyTraitField } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import type { ControlProps, ValueProps } from './controlProps.js'
import { TraitCheckbox } from './TraitCheckbox.js'
import { TraitDate } from './TraitDate.js'
import { useTraitOptions } from './traitControl.js'
import { TraitSelect } from './TraitSelect.js'
import { TraitText } from './TraitText.js'

/** What `render` of a custom trait receives: the attributes of its element, the value and `onChange`. */
export interface TraitControl extends ControlProps, ValueProps<Json> {
  /** The trait field that is rendered. */
  readonly field: TraitField
}

/** A trait that people can edit in the profile editor. */
export type TraitField = AnyTraitField<(control: TraitControl) => ReactNode>

/** The props of `TraitInput`. */
export interface TraitInputProps extends ControlProps, ValueProps<Json> {
  readonly field: TraitField
  /** Whether the service stores traits as strings only, such as `"5"` for 5. @default false */
  readonly asStrings?: boolean | undefined
}

/**
 * Renders an `<input>`, a `<textarea>`, a `<select>` or the host's control for a trait, by its type. A stored value of another type
 * stays unchanged until the person edits it.
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

/** Lets the host's `render` use hooks. */
function Custom({ field, asStrings, onChange, ...control }: CustomProps): ReactNode {
  const options = useTraitOptions(asStrings)
  return field.render({
    ...control,
    field,
    onChange: (entered, error) => {
      const draft = createTraitDraft(field, entered, options)
      onChange(draft.value, error ?? draft.error)
    },
  })
}
