import { useEffect, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import type { DetectDevice } from '../../react/user/detectDevice.js'
import { identifyAfterSignUp, type SignUpResult } from '../../react/user/identifyAfterSignUp.js'
import { useStores } from '../../react/store/stores.js'
import { useIdentify } from '../../react/user/useIdentify.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { canTakeFocus } from '../ui/useFocusFallback.js'
import { readSignUp, type SignUpField, type SignUpValues } from './signUpFields.js'

/** A box for a yes or a no, and what of the preferences it stands for; without type and channel, everything commercial. */
export interface SignUpConsent extends Pick<PreferenceChange, 'type' | 'channel'> {
  /** The name of the box in the form data, which has it (`on`) only where it is checked. */
  readonly name: string
  readonly label: ReactNode
  readonly description?: ReactNode
  /** @default false */
  readonly defaultChecked?: boolean | undefined
}

/** Why there is no account, in the host's words, by the name of the input, also of one in `children`; `form` is for the whole. */
export type SignUpErrors = Readonly<Partial<Record<string, string>>>

/** The id of the new account, or why there is none. */
export type SubmitResult = { readonly id: string } | { readonly errors: SignUpErrors }

export interface SignUpOptions {
  /**
   * Makes the account, before anything else. What it throws is told to the provider's `onError`, and the person may try again.
   * The second argument has everything in the form, also what `children` ask.
   */
  readonly onSubmit: (values: SignUpValues, data: FormData) => Promise<SubmitResult> | SubmitResult
  /**
   * Hears that there is an account, also where the service could not be told of the person, or not of all: give the provider its new
   * `userId` now. After 10 s it hears of a `timeout`, and the service is told in the background.
   */
  readonly onSignedUp?: ((event: SignUpResult) => void | Promise<void>) | undefined
  /** @default ['name', 'email'] */
  readonly fields?: readonly SignUpField[] | undefined
  /** Which of them may stay empty. @default ['lastName', 'phone'] */
  readonly optional?: readonly SignUpField[] | undefined
  /** Saved as the person left them, both ways. */
  readonly consents?: readonly SignUpConsent[] | undefined
  /** Whether timezone and locale are taken from the device. @default 'if-empty' */
  readonly detect?: DetectDevice | undefined
}

interface Trouble {
  readonly wrong: SignUpErrors
  /** What stands at no field. */
  readonly form: string
}

const noTrouble: Trouble = { wrong: {}, form: '' }

/** What the sign-up form does: one account, whatever is pressed how often, and then the service is told. */
export function useSignUp({
  onSubmit,
  onSignedUp,
  fields = ['name', 'email'],
  optional = ['lastName', 'phone'],
  consents = [],
  detect = 'if-empty',
}: SignUpOptions) {
  const { userId, onError, identification } = useStores('SignUpForm')
  const { identify } = useIdentify()
  const messages = useMessages()
  const [phase, setPhase] = useState<'open' | 'busy' | 'done'>('open')
  const [trouble, setTrouble] = useState(noTrouble)
  const isTaken = useRef(false)
  // It is called much later, when the host may have rendered again.
  const latest = useRef(onSignedUp)
  useEffect(() => {
    latest.current = onSignedUp
  })

  /** On the page before the focus goes there, so that it is read out with it. */
  function refuse(form: HTMLFormElement, next: Trouble): void {
    isTaken.current = false
    flushSync(() => {
      setPhase('open')
      setTrouble(next)
    })
    const first = inputsOf(form).find(({ name }) => next.wrong[name] !== undefined)
    if (canTakeFocus(form)) first?.focus()
  }

  async function makeAccount(values: SignUpValues, data: FormData): Promise<SubmitResult> {
    try {
      const answer = toAnswer(await onSubmit(values, data))
      if (answer) return answer
      throw new IdentikitError('misuse', 'onSubmit of SignUpForm gave neither an id nor errors.')
    } catch (cause) {
      const what = 'onSubmit of SignUpForm failed.'
      onError(isIdentikitError(cause) ? cause : new IdentikitError('service', what, { cause }))
      return { errors: {} }
    }
  }

  async function submit(form: HTMLFormElement): Promise<void> {
    if (isTaken.current) return
    const data = new FormData(form)
    const { values, wrong } = readSignUp(messages, data, fields, optional)
    if (Object.keys(wrong).length > 0) return refuse(form, { wrong, form: '' })
    const isOurs = (name: string) => fields.some((field) => field === name)
    const unready = inputsOf(form).find(
      ({ name, willValidate, validity }) => !isOurs(name) && willValidate && !validity.valid,
    )
    if (unready) return void unready.reportValidity()

    isTaken.current = true
    setPhase('busy')
    setTrouble(noTrouble)
    // The host may sign them in at once.
    const arrived = identification.beginSignUp(userId)
    const answer = await makeAccount(values, data)
    if (!('id' in answer)) {
      arrived()
      const given = Object.entries(answer.errors).filter(([, text]) => Boolean(text))
      // What is wrong with inputs of the host, and with the whole, is said in one place.
      const others = given.filter(([name]) => !isOurs(name)).map(([, text]) => text)
      const said = given.length === 0 ? messages.signUp.failed : others.join(' ')
      return refuse(form, { wrong: Object.fromEntries(given), form: said })
    }
    const { email, ...unaddressed } = values
    const identifying = identifyAfterSignUp(identify, {
      id: answer.id,
      patch: email === '' ? unaddressed : values,
      preferences: consents.map(({ name, type, channel }) => ({
        ...(type !== undefined && { type }),
        ...(channel !== undefined && { channel }),
        enabled: data.has(name),
      })),
      detect,
    })
    arrived()
    const event = await identifying
    setPhase('done')
    await latest.current?.(event)
  }

  return {
    fields,
    optional,
    consents,
    phase,
    trouble,
    /** Takes back what is said of a field that is written anew. */
    forgive: (field: SignUpField): void => {
      const { [field]: mended, ...wrong } = trouble.wrong
      if (mended !== undefined) setTrouble({ ...trouble, wrong })
    },
    /** Never rejects: what `onSignedUp` throws is the host's to see. */
    submit: (form: HTMLFormElement): void => void submit(form).catch(reportError),
  }
}

/** Where nobody has an id, there is no account: an API may answer `{ "id": null, "errors": … }`. */
function toAnswer(answer: unknown): SubmitResult | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const { id, errors } = answer as { readonly id?: unknown; readonly errors?: unknown }
  if (id !== undefined && id !== null && id !== '') return { id: id as string }
  return typeof errors === 'object' && errors !== null
    ? { errors: errors as SignUpErrors }
    : undefined
}

const inputsOf = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (one): one is HTMLInputElement => 'validity' in one && one.matches('[name]'),
  )
