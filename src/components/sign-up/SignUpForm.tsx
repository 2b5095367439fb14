'use client'
import { forwardRef, useId, type FormEvent, type FormHTMLAttributes, type ReactNode } from 'react'
import { useMessages } from '../../react/environment/useMessages.js'
import { Field } from '../fields/Field.js'
import { partProps } from '../ui/partProps.js'
import { getFieldLabel } from '../../core/user/getFieldLabel.js'
import { getSignUpInput, type SignUpField } from './signUpFields.js'
import { useSignUp, type SignUpOptions } from './useSignUp.js'

export interface SignUpFormProps
  extends
    SignUpOptions,
    Omit<
      FormHTMLAttributes<HTMLFormElement>,
      keyof SignUpOptions | 'action' | 'method' | 'noValidate'
    > {
  /** What the fields hold to begin with, e.g. the address of an invitation. */
  readonly defaultValues?: Readonly<Partial<Record<SignUpField, string>>> | undefined
  /** Where the browser sends the form, by POST, as long as the script has not loaded. @default the page's own address */
  readonly action?: string | undefined
  /** The host's own inputs, such as a password, below the fields. They keep the browser's own checks. */
  readonly children?: ReactNode
}

/**
 * Makes an account through the host, then identifies the person: name and the rest as far as the service takes it from a browser,
 * timezone and locale of the device where it holds none, and the consents. What the service refuses is left out in one second try:
 * what it names, or else all consents. Nothing that happens there keeps a person from the account, and one form makes one.
 * Renders a `<form>`.
 * @selector [aria-busy="true"] on the button, while the account is made
 */
export const SignUpForm = forwardRef<HTMLFormElement, SignUpFormProps>(function SignUpForm(
  {
    onSubmit,
    onSignedUp,
    fields: wanted,
    optional: mayBeEmpty,
    consents: offered,
    detect,
    defaultValues = {},
    children,
    ...props
  },
  ref,
) {
  const options = { fields: wanted, optional: mayBeEmpty, consents: offered, detect }
  const signUp = useSignUp({ onSubmit, onSignedUp, ...options })
  const { fields, optional, consents, phase, trouble, forgive, submit } = signUp
  const messages = useMessages()
  const { signUp: t } = messages
  const id = useId()
  return (
    <form
      aria-label={props['aria-labelledby'] === undefined ? t.title : undefined}
      {...partProps('sign-up-form', props)}
      ref={ref}
      method="post"
      noValidate
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        // React tells of a form in a portal below, such as that of a dialog of the host's.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        // It may stand in a portal of a form of the host's.
        event.stopPropagation()
        submit(event.currentTarget)
      }}
    >
      {fields.map((field) => (
        <Field
          key={field}
          label={getFieldLabel(messages, field)}
          required={!optional.includes(field)}
          optional={optional.includes(field)}
          error={trouble.wrong[field]}
        >
          {(control) => (
            <input
              className="ik-input"
              {...getSignUpInput(field)}
              {...control}
              name={field}
              defaultValue={defaultValues[field]}
              onChange={() => forgive(field)}
            />
          )}
        </Field>
      ))}
      {children}
      {consents.map(({ name, label, description, defaultChecked }, index) => (
        <div key={name} className="ik-sign-up-form-consent">
          <label className="ik-sign-up-form-consent-label">
            <input
              type="checkbox"
              className="ik-option-input ik-sign-up-form-consent-input"
              name={name}
              defaultChecked={defaultChecked}
              aria-describedby={description ? `${id}-${index}` : undefined}
            />
            <span>{label}</span>
          </label>
          {description && (
            <p className="ik-sign-up-form-consent-description" id={`${id}-${index}`}>
              {description}
            </p>
          )}
        </div>
      ))}
      {trouble.form !== '' && (
        <p className="ik-sign-up-form-error" role="alert">
          {trouble.form}
        </p>
      )}
      <div className="ik-sign-up-form-action">
        <button
          type="submit"
          className="ik-button ik-button-primary ik-sign-up-form-submit"
          aria-busy={phase === 'busy' || undefined}
          aria-disabled={phase !== 'open' || undefined}
        >
          {t.submit}
        </button>
        <p className="ik-sign-up-form-status" role="status">
          {phase === 'busy' && t.creating}
          {phase === 'done' && t.created}
        </p>
      </div>
    </form>
  )
})
