import type { InputHTMLAttributes } from 'react'
import { checkField } from '../../core/user/fields.js'
import type { Messages } from '../../core/messages/messages.js'
import { plainPhone, toE164 } from '../fields/e164.js'

/** What the sign-up form can ask by itself. */
export type SignUpField = 'name' | 'firstName' | 'lastName' | 'email' | 'phone'

/** What was typed, without blanks around it; a field that may stay empty, and did, is absent. */
export interface SignUpValues extends Readonly<Partial<Record<SignUpField, string>>> {
  /** Empty only where `fields` leaves it out. */
  readonly email: string
}

type Attributes = InputHTMLAttributes<HTMLInputElement>

const ofName = { type: 'text', autoCapitalize: 'words', spellCheck: false } as const

/** What browsers, password managers and phones are told of each field. */
export const signUpInputs: Readonly<Record<SignUpField, Attributes>> = {
  name: { ...ofName, autoComplete: 'name' },
  firstName: { ...ofName, autoComplete: 'given-name' },
  lastName: { ...ofName, autoComplete: 'family-name' },
  email: {
    type: 'email',
    autoComplete: 'email',
    autoCapitalize: 'none',
    autoCorrect: 'off',
    spellCheck: false,
    inputMode: 'email',
    dir: 'ltr',
  },
  phone: { type: 'tel', autoComplete: 'tel', inputMode: 'tel', dir: 'ltr' },
}

export function signUpLabel({ profile, phone }: Messages, field: SignUpField): string {
  return field === 'phone' ? phone.label : profile[field]
}

/** The typed values in the form that is stored, and what is wrong with the others. */
export function readSignUp(
  messages: Messages,
  data: FormData,
  fields: readonly SignUpField[],
  optional: readonly SignUpField[],
): { readonly values: SignUpValues; readonly wrong: Readonly<Record<string, string>> } {
  const read = fields.map((field) => {
    const typed = data.get(field)
    const text = typeof typed === 'string' ? typed.trim() : ''
    if (text === '' && optional.includes(field)) return {}
    const checked = checkField(field, field === 'phone' ? toDialled(text) : text)
    if ('value' in checked) return { values: [[field, checked.value]] }
    return { wrong: [[field, sentence(messages, field, text)]] }
  })
  return {
    values: { email: '', ...Object.fromEntries(read.flatMap(({ values = [] }) => values)) },
    wrong: Object.fromEntries(read.flatMap(({ wrong = [] }) => wrong)),
  }
}

/** People write `00` for the `+`. */
function toDialled(text: string): string {
  const plain = plainPhone(text, 'en').replace(/^0\s*0/, '+')
  return toE164(plain) ?? text
}

function sentence(messages: Messages, field: SignUpField, text: string): string {
  const { profile, signUp } = messages
  const label = signUpLabel(messages, field)
  if (text === '') return profile.required(label)
  if (text.length > 2048) return profile.tooLong(2048)
  if (field === 'email') return profile.wrongEmail
  return field === 'phone' ? signUp.wrongPhone : signUp.refused(label)
}
