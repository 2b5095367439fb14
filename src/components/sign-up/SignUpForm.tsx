'use client'
import { forwardRef, useId, type FormHTMLAttributes, type JSX, type ReactNode } from 'react'
import { useSignUpMessages } from '../../react/messages/useSignUpMessages.js'
import { Field } from '../fields/Field.js'
import { Button } from '../ui/Button.js'
import { checkPath, warningPath } from '../ui/iconPaths.js'
import { Notice } from '../ui/Notice.js'
import { useRootProps } from '../ui/partProps.js'
import { StateView } from '../ui/StateView.js'
import type { SignUpField } from './signUpFields.js'
import { SignUpInput } from './SignUpInput.js'
import { useSignUp, type SignUpConsent, type SignUpOptions } from './useSignUp.js'

/** The props of `SignUpForm`. */
export interface SignUpFormProps
  extends
    SignUpOptions,
    Omit<
      FormHTMLAttributes<HTMLFormElement>,
      keyof SignUpOptions | 'action' | 'method' | 'noValidate'
    > {
  /** The initial values of the fields, such as the email of an invitation. */
  readonly defaultValues?: Readonly<Partial<Record<SignUpField, string>>> | undefined
  /** Where the browser posts the form before the script has loaded. @default the address of the page */
  readonly action?: string | undefined
  /** Additional inputs below the fields, such as a password. They keep the browser's validation. */
  readonly children?: ReactNode
}

/**
 * Renders a `<form>` that creates an account at the host, then identifies the user with the fields, the device's time zone and locale, and
 * the consents. If the service refuses something, the form tries once more without it. A failure of the service doesn't keep the person from
 * their account. Once it exists, a message takes the place of the fields, and the focus.
 * @example
 * <SignUpForm
 *   onSubmit={async ({ email, name }) => ({ id: await api.createAccount({ email, name }) })}
 *   onSignedUp={({ id }) => setUserId(id)}
 * />
 * @selector [aria-busy="true"] on the button, while the account is created
 */
export const SignUpForm = forwardRef<HTMLFormElement, SignUpFormProps>(
  function SignUpForm(props, ref) {
    const { onSubmit, onSignedUp, detect, defaultValues = {}, children, ...others } = props
    const { fields = ['name', 'email'], optional = ['lastName', 'phone'], ...more } = others
    const { consents = [], ...rest } = more
    const options = { onSubmit, onSignedUp, fields, optional, consents, detect }
    const { phase, email, errors, clearError, submit } = useSignUp(options)
    const messages = useSignUpMessages()
    const { signUp: t } = messages
    const isDone = phase === 'done'
    return (
      <form
        aria-label={rest['aria-labelledby'] === undefined ? t.title : undefined}
        {...useRootProps('sign-up-form', rest)}
        ref={ref}
        method="post"
        noValidate
        tabIndex={isDone ? -1 : undefined}
        onSubmit={(event) => {
          // React also bubbles the submit of a form in a portal inside this one, and of this one to a form around its portal.
          if (event.target !== event.currentTarget) return
          event.preventDefault()
          event.stopPropagation()
          submit(event.currentTarget)
        }}
      >
        {!isDone && (
          <>
            {fields.map((field) => (
              <Field
                key={field}
                label={messages.profile[field]}
                required={!optional.includes(field)}
                optional={optional.includes(field)}
                error={errors[field]}
              >
                {(control) => (
                  <SignUpInput
                    {...control}
                    field={field}
                    defaultValue={defaultValues[field]}
                    onEdit={() => clearError(field)}
                  />
                )}
              </Field>
            ))}
            <div className="ik-contents">{children}</div>
            {consents.map((consent) => (
              <Consent key={consent.name} {...consent} />
            ))}
            {errors['form'] && (
              <Notice icon={warningPath} isDanger role="alert">
                {errors['form']}
              </Notice>
            )}
          </>
        )}
        <div className="ik-sign-up-form-action">
          {!isDone && (
            <Button
              type="submit"
              className="ik-button-primary ik-sign-up-form-submit"
              aria-busy={phase === 'submitting' || undefined}
              aria-disabled={phase !== 'open' || undefined}
            >
              {t.submit}
            </Button>
          )}
          <div className="ik-sign-up-form-status" role="status">
            {phase === 'submitting' && <p className="ik-sign-up-form-creating">{t.creating}</p>}
            {isDone && (
              <StateView icon={checkPath} title={t.created} text={email && t.createdFor(email)} />
            )}
          </div>
        </div>
      </form>
    )
  },
)

function Consent({ name, label, description, defaultChecked }: SignUpConsent): JSX.Element {
  const id = useId()
  return (
    <div className="ik-sign-up-form-consent">
      <label className="ik-sign-up-form-consent-label">
        <input
          type="checkbox"
          className="ik-checkbox ik-sign-up-form-consent-input"
          name={name}
          defaultChecked={defaultChecked}
          aria-describedby={description ? id : undefined}
        />
        <span>{label}</span>
      </label>
      {description && (
        <p className="ik-sign-up-form-consent-description" id={id}>
          {description}
        </p>
      )}
    </div>
  )
}
