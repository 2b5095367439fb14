'use client'
import { useState, type AriaAttributes, type HTMLAttributes, type JSX, type ReactNode } from 'react'
import { joinIds, type ControlProps, type ValueProps } from './controlProps.js'
import { Field } from './Field.js'

/** The props that all standalone inputs have in common. */
export interface InputProps
  extends
    ValueProps<string>,
    Omit<HTMLAttributes<HTMLDivElement>, 'children' | 'defaultValue' | 'onChange'> {
  /** The visible label. */
  readonly label?: ReactNode
  /** A description below the control. */
  readonly description?: ReactNode
  /** An error message that replaces the input's own, which is shown on blur. */
  readonly error?: ReactNode
  /** Sets `aria-required` on the control. @default false */
  readonly required?: boolean | undefined
  /** @default false */
  readonly disabled?: boolean | undefined
}

/** The props of `InputField`. */
export interface InputFieldProps extends InputProps {
  readonly label: ReactNode
  readonly warning?: string | undefined
  readonly children: (control: ControlProps & ValueProps<string>) => JSX.Element
}

/** Renders a `<div>` with a labeled control, which shows the error of its last change on blur. The control gets `id` and `aria-*`. */
export function InputField(props: InputFieldProps): JSX.Element {
  const { id, value, onChange, onBlur, error, children, ...others } = props
  const { aria, field } = splitProps(others)
  const [change, setChange] = useState<Parameters<InputProps['onChange']>>([value])
  const [wasLeft, setWasLeft] = useState(false)
  const ownError = wasLeft && change[0] === value ? change[1] : undefined
  return (
    <Field
      {...field}
      controlId={id}
      error={error ?? ownError}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setWasLeft(true)
        onBlur?.(event)
      }}
    >
      {(control) =>
        children({
          ...aria,
          ...control,
          'aria-describedby': joinIds(aria['aria-describedby'], control['aria-describedby']),
          value,
          onChange: (...next) => {
            setChange(next)
            onChange(...next)
          },
        })
      }
    </Field>
  )
}

const isAria = ([name]: readonly [string, unknown]) => name.startsWith('aria-')

/** Separates the attributes of the control from those of the `<div>`. */
function splitProps<Props extends object>(props: Props) {
  const entries = Object.entries(props)
  return {
    aria: Object.fromEntries(entries.filter(isAria)) as AriaAttributes,
    field: Object.fromEntries(entries.filter((entry) => !isAria(entry))) as Props,
  }
}
