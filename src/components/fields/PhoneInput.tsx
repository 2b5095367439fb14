'use client'
import { forwardRef, useState } from 'react'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { InputField, type InputProps } from './InputField.js'
import { PhoneControl, type PhoneControlProps } from './PhoneControl.js'

/** The props of `PhoneInput`. */
export interface PhoneInputProps
  extends
    InputProps,
    Pick<PhoneControlProps, 'readOnly' | 'defaultCountry' | 'timezone' | 'metadata'> {}

/**
 * Renders a `<div>` with a labeled phone input and a list of countries. The value is E.164, such as `+442079460018`. The text stays as
 * typed until blur. The numbering plans load on focus; without them, a number with a + is accepted. The label is "Phone number" by
 * default. It needs no provider. The ref, `id` and `aria-*` go to the `<input>`.
 * @example
 * const [phone, setPhone] = useState<string | null>(null)
 * <PhoneInput defaultCountry="GB" value={phone} onChange={setPhone} />
 */
export const PhoneInput = forwardRef<HTMLInputElement, PhoneInputProps>(
  function PhoneInput(props, ref) {
    const { readOnly, defaultCountry, timezone, metadata, label, ...field } = props
    const { profile: t } = useProfileMessages()
    const [warning, setWarning] = useState<string>()
    return (
      <InputField {...field} label={label ?? t.phone} warning={warning}>
        {(control) => (
          <PhoneControl
            inputRef={ref}
            {...control}
            {...{ readOnly, defaultCountry, timezone, metadata }}
            onWarning={setWarning}
          />
        )}
      </InputField>
    )
  },
)
