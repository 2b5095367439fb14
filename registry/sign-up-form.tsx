'use client'
import { useIdentify, useIsReadOnly, useMessages, type SignUpFormProps } from 'identikit'
import { IdentikitError } from 'identikit/core'
import { useEffect, useId, useRef, useState, type InputHTMLAttributes } from 'react'

type Field = NonNullable<SignUpFormProps['fields']>[number]
type Consent = NonNullable<SignUpFormProps['consents']>[number]
type Errors = Readonly<Partial<Record<string, string>>>

type SignUpProps = Pick<
  SignUpFormProps,
  'onSubmit' | 'onSignedUp' | 'fields' | 'optional' | 'consents' | 'defaultValues' | 'children'
>

const words = { autoCapitalize: 'words', spellCheck: false }
const attributes: Readonly<Record<Field, InputHTMLAttributes<HTMLInputElement>>> = {
  name: { ...words, autoComplete: 'name' },
  firstName: { ...words, autoComplete: 'given-name' },
  lastName: { ...words, autoComplete: 'family-name' },
  // Not of type `email`, in which Chromium changes some international domains.
  email: {
    autoComplete: 'email',
    inputMode: 'email',
    autoCapitalize: 'none',
    spellCheck: false,
    dir: 'ltr',
  },
  phone: { autoComplete: 'tel', inputMode: 'tel', type: 'tel', dir: 'ltr' },
}

/** How long a new user waits for the service, in milliseconds. */
const identifyTimeout = 10_000

const muted = 'text-sm text-muted-foreground'

/** Creates an account, then identifies the user with the fields, the time zone and language of the device, and the consents. */
export function SignUpForm(props: SignUpProps) {
  const { fields = ['name', 'email'], optional = ['lastName', 'phone'] } = props
  const { defaultValues = {}, consents = [], children } = props
  const { signUp: t, profile } = useMessages()
  const { form, phase, email, errors, setErrors, submit } = useSignUp({
    ...props,
    fields,
    optional,
  })
  const isDone = phase === 'done'
  return (
    <form
      ref={form}
      aria-label={t.title}
      method="post"
      noValidate
      tabIndex={-1}
      onSubmit={(event) => {
        // React also bubbles the submit of a form in a portal inside this one.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        void submit(event.currentTarget)
      }}
      className="grid gap-5 wrap-anywhere text-foreground outline-none"
    >
      {!isDone && (
        <>
          {fields.map((field) => (
            <TextField
              key={field}
              field={field}
              label={profile[field]}
              isOptional={optional.includes(field)}
              defaultValue={defaultValues[field]}
              error={errors[field]}
              onEdit={() => setErrors({ ...errors, [field]: undefined })}
            />
          ))}
          {children}
          {consents.map((consent) => (
            <ConsentField key={consent.name} {...consent} />
          ))}
          {errors['form'] && (
            <p role="alert" className="text-sm text-destructive">
              {errors['form']}
            </p>
          )}
        </>
      )}
      <div>
        {!isDone && (
          <button
            type="submit"
            // Not `disabled`, so that it keeps the focus.
            aria-disabled={phase === 'submitting' || undefined}
            aria-busy={phase === 'submitting' || undefined}
            className="min-h-9 w-full rounded-md bg-primary px-4 py-1.5 text-sm font-medium text-primary-foreground outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-offset-2 aria-disabled:opacity-50 pointer-coarse:min-h-11"
          >
            {t.submit}
          </button>
        )}
        <output className={`${muted} block not-first:not-empty:mt-3`}>
          {phase === 'submitting' && <span>{t.creating}</span>}
          {isDone && (
            <span className="block text-base font-medium text-foreground">{t.created}</span>
          )}
          {isDone && email && <span>{t.createdFor(email)}</span>}
        </output>
      </div>
    </form>
  )
}

interface SignUpOptions extends SignUpProps {
  readonly fields: readonly Field[]
  readonly optional: readonly Field[]
}

/** Creates one account, however often the form is submitted. */
function useSignUp({ fields, optional, consents = [], onSubmit, onSignedUp }: SignUpOptions) {
  const { signUp: t } = useMessages()
  const check = useCheck()
  const { identify } = useIdentify()
  const isReadOnly = useIsReadOnly()
  const form = useRef<HTMLFormElement>(null)
  /** Also true before the next render: a password manager can submit twice at once. */
  const isSubmitting = useRef(false)
  const [phase, setPhase] = useState<'open' | 'submitting' | 'done'>('open')
  const [email, setEmail] = useState('')
  const [errors, setErrors] = useState<Errors>({})
  /** The errors of the last submit, also those of fields that were edited since. */
  const [failure, setFailure] = useState<Errors>({})

  useEffect(() => {
    const named = form.current?.querySelectorAll<HTMLInputElement>('[name]') ?? []
    if (canFocus(form.current))
      Array.from(named)
        .find(({ name }) => failure[name])
        ?.focus()
  }, [failure])

  useEffect(() => {
    // The focused button or input was removed.
    if (phase === 'done' && canFocus(form.current)) form.current?.focus()
  }, [phase])

  function showErrors(next: Errors): void {
    setErrors(next)
    setFailure(next)
    setPhase('open')
    isSubmitting.current = false
  }

  async function submit(element: HTMLFormElement): Promise<void> {
    if (isSubmitting.current) return
    if (isReadOnly) return showErrors({ form: t.failed })
    const data = new FormData(element)
    const typed = fields
      .map((field) => [field, readText(field, data)] as const)
      .filter(([field, text]) => text || !optional.includes(field))
    const found = typed.map(([field, text]) => [field, check(field, text)] as const)
    if (found.some(([, error]) => error)) return showErrors(Object.fromEntries(found))
    // Inputs of the host keep the validation of the browser.
    if (!element.reportValidity()) return
    isSubmitting.current = true
    setPhase('submitting')
    setErrors({})
    const values = { email: '', ...Object.fromEntries(typed) }
    const result = await createAccount(() => onSubmit(values, data))
    if ('errors' in result) {
      const own = Object.entries(result.errors).filter(([, text]) => text)
      const others = own.filter(([name]) => !fields.some((field) => field === name))
      const unexplained = navigator.onLine ? t.failed : t.offline
      const text = own.length > 0 ? others.map(([, error]) => error).join(' ') : unexplained
      return showErrors({ ...result.errors, form: text })
    }
    const { id } = result
    const preferences = consents.map(({ name, type, channel }) => {
      return { type, channel, enabled: data.has(name) }
    })
    const identifying = identify(id, Object.fromEntries(typed), {
      preferences,
      detect: 'if-empty',
      dropUnsupported: true,
    })
    const identified = await Promise.race([identifying, failLater()])
    setEmail(values.email)
    setPhase('done')
    await onSignedUp?.({ id, identified })
  }

  return { form, phase, email, errors, setErrors, submit }
}

/** Returns whether the form can take the focus, because the user didn't move it to another part of the page. */
function canFocus(form: HTMLFormElement | null): boolean {
  const { activeElement, body } = document
  return activeElement === body || Boolean(form?.contains(activeElement))
}

function readText(field: Field, data: FormData): string {
  const text = (data.get(field) as string | null)?.trim() ?? ''
  if (field !== 'phone') return text
  // The 0 in `+44 (0)20` is dialed inside of the country only.
  return text.replace(/^(\+\d+\s*)\(0\)/, '$1').replaceAll(/[\s().-]/g, '')
}

/** Calls `onSubmit`. A failure without a reason is reported to the window. */
async function createAccount(run: () => ReturnType<SignUpFormProps['onSubmit']>) {
  try {
    const answer = (await run()) as Partial<{ id: string; errors: Errors | null }> | undefined
    return answer?.id ? { id: answer.id } : { errors: answer?.errors ?? {} }
  } catch (error) {
    reportError(error)
    return { errors: {} }
  }
}

async function failLater() {
  await new Promise((resolve) => setTimeout(resolve, identifyTimeout))
  const error = new IdentikitError('timeout', 'Identifying a new user took too long.')
  return { status: 'failed', error } as const
}

/** Returns a function that says what is wrong with a text. */
function useCheck() {
  const { profile, signUp } = useMessages()
  return (field: Field, text: string) => {
    if (!text) return profile.required(profile[field])
    if (field === 'email' && !/^[^\s@,;<>]+@[^\s@,;<>.]+(?:\.[^\s@,;<>.]+)+$/.test(text))
      return profile.wrongEmail
    if (field === 'phone' && !/^\+[1-9]\d{6,14}$/.test(text)) return signUp.wrongPhone
    return undefined
  }
}

interface TextFieldProps {
  readonly field: Field
  readonly label: string
  readonly isOptional: boolean
  readonly defaultValue: string | undefined
  readonly error: string | undefined
  readonly onEdit: () => void
}

function TextField({ field, label, isOptional, defaultValue, error, onEdit }: TextFieldProps) {
  const { profile } = useMessages()
  const id = useId()
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="text-sm font-medium">
        {isOptional ? `${label} (${profile.optional})` : label}
      </label>
      <input
        {...attributes[field]}
        id={id}
        name={field}
        defaultValue={defaultValue}
        aria-required={!isOptional || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={onEdit}
        className="min-h-9 w-full min-w-0 rounded-md border border-input bg-transparent px-3 text-base outline-none focus-visible:ring-2 focus-visible:ring-ring aria-invalid:border-destructive pointer-coarse:min-h-11 md:text-sm"
      />
      {error && (
        <p id={`${id}-error`} className="text-sm text-destructive">
          {error}
        </p>
      )}
    </div>
  )
}

function ConsentField({ name, label, description, defaultChecked }: Consent) {
  const id = useId()
  return (
    <div>
      <label className="flex min-h-6 items-center gap-3 text-sm pointer-coarse:min-h-11">
        <input
          type="checkbox"
          name={name}
          defaultChecked={defaultChecked}
          aria-describedby={description ? id : undefined}
          className="size-4 shrink-0 accent-primary"
        />
        <span>{label}</span>
      </label>
      {description && (
        <p id={id} className={`${muted} ps-7`}>
          {description}
        </p>
      )}
    </div>
  )
}
