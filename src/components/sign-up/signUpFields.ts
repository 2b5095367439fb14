import type { InputHTMLAttributes } from 'react'
import { checkTyped } from '../../core/user/checkText.js'
import { getFieldEntry, type UserFieldOfKind } from '../../core/user/fields.js'
import { getEmailErrorText } from '../fields/getEmailErrorText.js'
import { trimText } from '../../core/text.js'
import type { Messages } from '../../core/messages/messages.js'
import { formatNumber } from '../../core/numberFormat.js'
import { toE164 } from '../../core/contact/normalizePhone.js'
import type { PhoneCheckResult, PhoneError, PhoneReader } from '../../core/contact/phoneReader.js'

/** The fields of a user that the sign-up form can ask for. */
export type SignUpField = UserFieldOfKind<SignUpFieldKind>
type SignUpFieldKind = 'text' | 'email' | 'phone'

/** The typed values, trimmed; an optional field that is empty is absent. */
export interface SignUpValues extends Readonly<Partial<Record<SignUpField, string>>> {
  /** Empty only if `fields` doesn't contain it. */
  readonly email: string
}

type Attributes = InputHTMLAttributes<HTMLInputElement>

const attributes: Readonly<Record<SignUpFieldKind, Attributes>> = {
  text: { type: 'text', autoCapitalize: 'words', spellCheck: false },
  // Not of type `email`, in which Chromium changes some international domains.
  email: {
    type: 'text',
    autoCapitalize: 'none',
    autoCorrect: 'off',
    spellCheck: false,
    inputMode: 'email',
    dir: 'ltr',
  },
  phone: { type: 'tel', inputMode: 'tel', dir: 'ltr' },
}

/** Returns the attributes of the `<input>` of a field. */
export function getSignUpInput(field: SignUpField): Attributes {
  const { kind, autoComplete } = getFieldEntry(field)
  return { ...attributes[kind as SignUpFieldKind], autoComplete }
}

/** The texts of errors, and the locale of their numbers. */
interface ErrorTexts {
  readonly messages: Pick<Messages, 'profile' | 'phone' | 'signUp'>
  readonly locale: string
}

/** Returns the values in their stored form and the error messages of the invalid fields. Without `checkPhone`, only the form of a number is checked. */
export function readSignUp(
  texts: ErrorTexts,
  data: FormData,
  fields: readonly SignUpField[],
  optional: readonly SignUpField[],
  checkPhone?: PhoneReader['check'],
): { readonly values: SignUpValues; readonly errors: Readonly<Record<string, string>> } {
  const values: Partial<Record<SignUpField, string>> = {}
  const errors: Record<string, string> = {}
  for (const field of fields) {
    const text = trimText((data.get(field) as string | null) ?? '')
    if (text === '' && optional.includes(field)) continue
    const written = field === 'phone' && !checkPhone ? (toE164(text) ?? text) : text
    const kind = getFieldEntry(field).kind as SignUpFieldKind
    const checked: PhoneCheckResult = checkTyped(kind, written, checkPhone)
    if ('value' in checked) values[field] = checked.value
    else errors[field] = getError(texts, field, text, checked.reason)
  }
  return { values: { email: '', ...values }, errors }
}

function getError(
  { messages, locale }: ErrorTexts,
  field: SignUpField,
  text: string,
  reason: PhoneError | undefined,
): string {
  const { profile, signUp, phone } = messages
  const label = profile[field]
  if (text === '') return profile.required(label)
  if (text.length > 2048) return profile.tooLong(formatNumber(locale, 2048))
  if (field === 'email') return getEmailErrorText(profile, text)
  if (field !== 'phone') return signUp.refused(label)
  return reason === undefined || reason === 'needsCountry' ? signUp.wrongPhone : phone[reason]
}
