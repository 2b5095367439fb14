'use client'
import { useId, type HTMLAttributes, type JSX, type ReactNode } from 'react'
import { useMessages } from '../../react/environment/useMessages.js'
import type { ControlProps } from './controlProps.js'
import { partProps } from '../ui/partProps.js'

export interface FieldProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  /** The id of the control. @default one of its own */
  readonly id?: string | undefined
  readonly label: ReactNode
  readonly description?: ReactNode
  readonly isRequired?: boolean | undefined
  /** Says beside the label that it may stay empty. */
  readonly isOptional?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** Why it cannot be saved. */
  readonly error?: ReactNode
  /** What looks odd and may be saved all the same. */
  readonly warning?: ReactNode
  readonly children: (control: ControlProps) => ReactNode
  /** What stands below, such as buttons. */
  readonly footer?: ReactNode
}

/** A label, a control, and what is to be said about it, which is tied to the control. Renders a `<div>`. */
export function Field(props: FieldProps): JSX.Element {
  const { id, label, description, isRequired, isOptional, disabled, ...others } = props
  const { error, warning, children, footer, ...rest } = others
  const { profile: t } = useMessages()
  const ownId = useId()
  const controlId = id ?? ownId
  const texts = { description, warning, error }
  const said = Object.entries(texts).filter(([, text]) => Boolean(text))
  return (
    <div {...partProps('field', rest)}>
      <label className="ik-field-label" htmlFor={controlId} id={`${controlId}-label`}>
        {label} {isOptional && <span className="ik-field-optional">({t.optional})</span>}
      </label>
      {children({
        id: controlId,
        disabled,
        'aria-describedby': said.map(([name]) => `${controlId}-${name}`).join(' ') || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': isRequired || undefined,
      })}
      {said.map(([name, text]) => (
        <p key={name} className={`ik-field-${name}`} id={`${controlId}-${name}`}>
          {text}
        </p>
      ))}
      {footer}
    </div>
  )
}
