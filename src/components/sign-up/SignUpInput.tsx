'use client'
import { useRef, useState, type JSX } from 'react'
import { loadPhoneCheck } from '../../core/contact/loadPhoneReader.js'
import { joinIds, type ControlProps } from '../fields/controlProps.js'
import { EmailSuggestion } from '../fields/EmailSuggestion.js'
import { getSignUpInput, type SignUpField } from './signUpFields.js'

/** The props of `SignUpInput`. */
export interface SignUpInputProps extends ControlProps {
  readonly field: SignUpField
  readonly defaultValue: string | undefined
  /** Called with each change of the text. */
  readonly onEdit: () => void
}

/** Renders the `<input>` of one field, which the browser keeps the value of, and a suggestion for a mistyped email. */
export function SignUpInput(props: SignUpInputProps): JSX.Element {
  const { field, defaultValue, onEdit, ...control } = props
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string>()
  const isEmail = field === 'email'
  const description = control['aria-describedby']

  function edit(text: string): void {
    if (isEmail) setTyped(text)
    onEdit()
  }

  return (
    <>
      <input
        className="ik-input"
        {...getSignUpInput(field)}
        {...control}
        aria-describedby={joinIds(description, isEmail && `${control.id}-suggestion`)}
        ref={input}
        name={field}
        defaultValue={defaultValue}
        onFocus={() => {
          // The numbering plans are loaded before they are needed.
          if (field === 'phone') void loadPhoneCheck()
        }}
        onChange={({ currentTarget }) => edit(currentTarget.value)}
      />
      {isEmail && (
        <EmailSuggestion
          controlId={control.id}
          text={typed}
          onAccept={(email) => {
            if (input.current) input.current.value = email
            edit(email)
          }}
        />
      )}
    </>
  )
}
