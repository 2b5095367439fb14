'use client'
import { forwardRef, useId, type HTMLAttributes, type JSX, type ReactNode } from 'react'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { useRootProps } from '../ui/partProps.js'
import { joinIds, type ControlProps } from './controlProps.js'

/** The props of `Field`. */
export interface FieldProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  /** The id of the control. @default a generated id */
  readonly controlId?: string | undefined
  readonly label: ReactNode
  readonly description?: ReactNode
  /** Sets `aria-required` on the control. @default false */
  readonly required?: boolean | undefined
  /** Shows "optional" beside the label. @default false */
  readonly optional?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** Why the value can't be saved. */
  readonly error?: ReactNode
  /** A hint about a value that looks wrong but can be saved. */
  readonly warning?: ReactNode
  /** Renders the control with the given attributes. */
  readonly children: (control: ControlProps) => JSX.Element
  /** Renders content below the messages, such as buttons. */
  readonly renderFooter?: (() => JSX.Element) | undefined
}

/** Renders a `<div>` with a label, a control and the texts that describe the control. */
export const Field = forwardRef<HTMLDivElement, FieldProps>(function Field(props, ref) {
  const { controlId, label, description, required, optional, disabled, ...others } = props
  const { error, warning, children: renderControl, renderFooter, ...rest } = others
  const { profile: t } = useProfileMessages()
  const generatedId = useId()
  const id = controlId ?? generatedId
  const texts = Object.entries({ description, warning, error }).filter(([, text]) => Boolean(text))
  return (
    <div {...useRootProps('field', rest)} ref={ref}>
      <label className="ik-field-label" htmlFor={id} id={`${id}-label`}>
        <span>{label}</span>
        {optional && <span className="ik-field-optional">{` (${t.optional})`}</span>}
      </label>
      <div className="ik-field-body">
        {renderControl({
          id,
          disabled,
          'aria-describedby': joinIds(...texts.map(([name]) => `${id}-${name}`)),
          'aria-invalid': error ? true : undefined,
          'aria-required': required || undefined,
        })}
        {texts.map(([name, text]) => (
          <p key={name} className={`ik-field-${name}`} id={`${id}-${name}`}>
            {text}
          </p>
        ))}
        {renderFooter?.()}
      </div>
    </div>
  )
})
