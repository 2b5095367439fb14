import { useEffect, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import { loadPhoneCheck } from '../../core/contact/loadPhoneReader.js'
import type { DetectDevice } from '../../react/user/detectDevice.js'
import { getIdentification } from '../../react/user/identification.js'
import { getPendingIdentifications } from '../../react/user/pendingIdentifications.js'
import { identifyAfterSignUp, type SignUpResult } from '../../react/user/identifyAfterSignUp.js'
import { useStores } from '../../react/store/stores.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useSignUpMessages } from '../../react/messages/useSignUpMessages.js'
import { canTakeFocus } from '../ui/useFocusFallback.js'
import { readSignUp, type SignUpField, type SignUpValues } from './signUpFields.js'

/** A consent checkbox and the preference that it saves. Without `type` and `channel` it stands for all commercial messages. */
export interface SignUpConsent extends Pick<PreferenceChange, 'type' | 'channel'> {
  /** The name of the checkbox in the form data, where it is `on` if checked. */
  readonly name: string
  /** The label of the checkbox. */
  readonly label: ReactNode
  /** A description below the label. */
  readonly description?: ReactNode
  /** @default false */
  readonly defaultChecked?: boolean | undefined
}

/** Error messages by the name of the input, inputs in `children` included; `form` is for the whole form. */
export type SignUpErrors = Readonly<Partial<Record<string, string>>>

/** The id of the new account, or why it wasn't created. */
export type SubmitResult = { readonly id: string } | { readonly errors: SignUpErrors }

/** The options of the sign-up form. */
export interface SignUpOptions {
  /**
   * Creates the account. An error that it throws is reported to the provider's `onError`, and the person can try again. `data` holds all
   * inputs of the form, those in `children` included.
   */
  readonly onSubmit: (values: SignUpValues, data: FormData) => Promise<SubmitResult> | SubmitResult
  /**
   * Called when the account exists, also if identify failed or was incomplete. Pass the provider the new `userId` here. After 10 s it's
   * called with a `timeout` error while identify continues.
   */
  readonly onSignedUp?: ((event: SignUpResult) => void | Promise<void>) | undefined
  /** @default ['name', 'email'] */
  readonly fields?: readonly SignUpField[] | undefined
  /** The fields that can stay empty. @default ['lastName', 'phone'] */
  readonly optional?: readonly SignUpField[] | undefined
  /** Consents to ask for. Each is saved, whether it's checked or not. */
  readonly consents?: readonly SignUpConsent[] | undefined
  /** When the device's time zone and locale are saved. @default 'if-empty' */
  readonly detect?: DetectDevice | undefined
}

/** Creates one account at the host, however often the form is submitted, then identifies the user. */
export function useSignUp(options: SignUpOptions) {
  const { onSubmit, fields = [], optional = [], consents = [], detect = 'if-empty' } = options
  const stores = useStores('SignUpForm')
  const { userId, onError } = stores
  const { identify } = getIdentification(stores)
  const messages = useSignUpMessages()
  const locale = useLocale()
  const [phase, setPhase] = useState<'open' | 'submitting' | 'done'>('open')
  const [email, setEmail] = useState('')
  const [errors, setErrors] = useState<SignUpErrors>({})
  const isSubmitting = useRef(false)
  const latestOnSignedUp = useRef(options.onSignedUp)
  useEffect(() => {
    latestOnSignedUp.current = options.onSignedUp
  })

  function showErrors(form: HTMLFormElement, next: SignUpErrors): void {
    isSubmitting.current = false
    // Screen readers read the error with the input only if it's rendered before the focus.
    flushSync(() => {
      setPhase('open')
      setErrors(next)
    })
    const first = getInputs(form).find(({ name }) => next[name])
    if (canTakeFocus(form)) first?.focus()
  }

  async function submit(form: HTMLFormElement): Promise<void> {
    if (isSubmitting.current) return
    if (stores.isReadOnly()) return showErrors(form, { form: messages.signUp.failed })
    isSubmitting.current = true
    const data = new FormData(form)
    const hasPhone = fields.includes('phone') && Boolean(data.get('phone'))
    if (hasPhone) setPhase('submitting')
    const checkPhone = hasPhone ? await loadPhoneCheck() : undefined
    const { values, errors: fieldErrors } = readSignUp(
      { messages, locale },
      data,
      fields,
      optional,
      checkPhone,
    )
    if (Object.keys(fieldErrors).length > 0) {
      showErrors(form, fieldErrors)
      return
    }
    const isOwnField = (name: string) => fields.some((field) => field === name)
    const invalid = getInputs(form).find(
      ({ name, willValidate, validity }) => !isOwnField(name) && willValidate && !validity.valid,
    )
    if (invalid) {
      isSubmitting.current = false
      setPhase('open')
      return void invalid.reportValidity()
    }

    setPhase('submitting')
    setErrors({})
    // `onSubmit` may already sign the person in.
    const endSignUp = getPendingIdentifications(stores).beginSignUp(userId)
    const result = await createAccount(onSubmit, onError, values, data)
    if (!('id' in result)) {
      endSignUp()
      const entries = Object.entries(result.errors).filter(([, text]) => Boolean(text))
      const formTexts = entries.filter(([name]) => !isOwnField(name)).map(([, text]) => text)
      const { failed, offline } = messages.signUp
      const unexplained = navigator.onLine ? failed : offline
      const text = entries.length === 0 ? unexplained : formTexts.join(' ')
      showErrors(form, { ...Object.fromEntries(entries), form: text })
      return
    }
    const { email: address, ...withoutEmail } = values
    const identifying = identifyAfterSignUp(identify, {
      id: result.id,
      patch: address === '' ? withoutEmail : values,
      preferences: consents.map(({ name, type, channel }) => {
        return { type, channel, enabled: data.has(name) }
      }),
      detect,
    })
    endSignUp()
    const event = await identifying
    flushSync(() => {
      setPhase('done')
      setEmail(address)
    })
    // The focused button or input is removed.
    if (canTakeFocus(form)) form.focus()
    await latestOnSignedUp.current?.(event)
  }

  return {
    phase,
    /** The email of the new account; empty if the form has none. */
    email,
    errors,
    clearError: (field: SignUpField): void => {
      if (errors[field]) setErrors({ ...errors, [field]: undefined })
    },
    /** Never rejects. An error of `onSignedUp` is reported to the window. */
    submit: (form: HTMLFormElement): void => void submit(form).catch(reportError),
  }
}

/** An answer that a host may pass on from its API, where an empty id means no account. */
interface ApiAnswer {
  readonly id: string | null
  readonly errors: SignUpErrors | null
}

/** Calls `onSubmit` and reports its failures to `onError`. */
async function createAccount(
  onSubmit: SignUpOptions['onSubmit'],
  onError: (error: IdentikitError) => void,
  values: SignUpValues,
  data: FormData,
): Promise<SubmitResult> {
  try {
    const { id, errors } = ((await onSubmit(values, data)) as Partial<ApiAnswer> | null) ?? {}
    if (id) return { id }
    if (errors) return { errors }
    throw new IdentikitError('misuse', 'onSubmit of SignUpForm returned neither id nor errors.')
  } catch (cause) {
    const message = 'onSubmit of SignUpForm failed.'
    onError(isIdentikitError(cause) ? cause : new IdentikitError('service', message, { cause }))
    return { errors: {} }
  }
}

function getInputs(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.elements].filter(
    (element): element is HTMLInputElement => 'validity' in element && element.matches('[name]'),
  )
}
