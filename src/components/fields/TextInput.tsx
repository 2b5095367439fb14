'use client'
import { forwardRef, type ReactNode } from 'react'
import { InputField, type InputProps } from './InputField.js'
import { TextControl, type TextControlProps } from './TextControl.js'

/** The props of `TextInput`. */
export interface TextInputProps
  extends InputProps, Pick<TextControlProps, 'type' | 'autoComplete' | 'name' | 'readOnly'> {
  /** The visible label. */
  readonly label: ReactNode
}

/**
 * Renders a `<div>` with a labeled `<input>` for a name or an email address. The value is trimmed and checked by the rules of the profile.
 * It needs no provider. The ref, `id` and `aria-*` go to the `<input>`.
 * @example
 * const [email, setEmail] = useState<string | null>(null)
 * <TextInput type="email" label="Email" value={email} onChange={setEmail} />
 */
export const TextInput = forwardRef<HTMLInputElement, TextInputProps>(
  function TextInput(props, ref) {
    const { type, autoComplete, name, readOnly, ...field } = props
    return (
      <InputField {...field}>
        {(control) => (
          <TextControl inputRef={ref} {...control} {...{ type, autoComplete, name, readOnly }} />
        )}
      </InputField>
    )
  },
)
