'use client'
import { Fragment, type JSX, type ReactNode } from 'react'
import {
  createTraitDraft,
  formatStoredValue,
  formatTraitValue,
  type TraitDraft,
  type TraitDraftOptions,
} from '../../core/user/traitDraft.js'
import { readTrait, type TraitField as AnyTraitField } from '../../core/user/traitFields.js'
import type { Json } from '../../core/json.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useTraitMessages } from '../../react/messages/useTraitMessages.js'
import { joinIds, type ControlProps, type ValueProps } from './controlProps.js'
import { isShowableDate, TraitDate } from './TraitDate.js'
import type { TraitControlProps } from './traitControl.js'
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
export function TraitInput(props: TraitInputProps): JSX.Element {
  const { field, asStrings = false, onChange, ...control } = props
  const { id, value } = control
  const options = { messages: useTraitMessages(), locale: useLocale(), asStrings }
  const isHidden = value !== null && !isShowable(field, value, options.locale)
  const part = {
    ...control,
    options,
    'aria-describedby': joinIds(isHidden && `${id}-stored`, control['aria-describedby']),
    onDraft: (draft: TraitDraft) => onChange(draft.value, draft.error),
  }
  return (
    <Fragment key={field.key}>
      {field.type === 'boolean' ? (
        <TraitCheckbox {...part} field={field} />
      ) : field.type === 'select' ? (
        <TraitSelect {...part} field={field} />
      ) : field.type === 'date' ? (
        <TraitDate {...part} field={field} />
      ) : field.type === 'custom' ? (
        <Custom {...control} {...{ field, options, onChange }} />
      ) : (
        <TraitText {...part} field={field} />
      )}
      {isHidden && (
        <span className="ik-trait-input-note" id={`${id}-stored`}>
          {options.messages.traits.stored(formatStoredValue(value))}
        </span>
      )}
    </Fragment>
  )
}

/** Returns whether the control of a trait can show a stored value. */
function isShowable(field: TraitField, value: Json, locale: string): boolean {
  if (field.type === 'boolean') return typeof readTrait(field, value) === 'boolean'
  if (field.type === 'date') return isShowableDate(value)
  if (field.type === 'select' || field.type === 'custom') return true
  return formatTraitValue(field, value, locale) !== undefined
}

/** Renders an `<input type="checkbox">` for a boolean trait. A stored value of another type is shown as indeterminate. */
function TraitCheckbox(props: TraitControlProps<'boolean'>): JSX.Element {
  const { field, options, value, onDraft, ...control } = props
  const checked = value === null ? false : readTrait(field, value)
  return (
    <input
      {...control}
      ref={(input) => {
        if (input) input.indeterminate = typeof checked !== 'boolean'
      }}
      type="checkbox"
      className="ik-checkbox"
      disabled={control.disabled || Boolean(field.readOnly)}
      checked={checked === true}
      onChange={({ currentTarget }) =>
        onDraft(createTraitDraft(field, currentTarget.checked, options))
      }
    />
  )
}

interface CustomProps extends TraitInputProps {
  readonly field: Extract<TraitField, { type: 'custom' }>
  readonly options: TraitDraftOptions
}

/** Lets the host's `render` use hooks. */
function Custom({ field, options, onChange, ...control }: CustomProps): JSX.Element {
  return (
    <div className="ik-contents">
      {field.render({
        ...control,
        field,
        onChange: (entered, error) => {
          const draft = createTraitDraft(field, entered, options)
          onChange(draft.value, error ?? draft.error)
        },
      })}
    </div>
  )
}
