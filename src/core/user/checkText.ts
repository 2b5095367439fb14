import { isE164 } from '../contact/e164.js'
import { readEmail } from '../contact/readEmail.js'
import { forbiddenCharacters } from '../json.js'
import { isBlank, trimText } from '../text.js'

/** The value in its stored form, or the reason why it is invalid. */
export type FieldCheck = { readonly value: string } | { readonly error: string }

/** Why a text is too long for a field. */
export const tooLong = 'is longer than 2,048 characters'

/** Checks the rules that all fields have in common, and returns the text without outer blanks. */
export function checkText(input: unknown): FieldCheck {
  if (typeof input !== 'string') return { error: 'must be a string, or null to clear it' }
  if (isBlank(input)) return { error: 'is empty; send null to clear it' }
  const value = trimText(input)
  if (forbiddenCharacters.test(value)) return { error: 'holds a character that cannot be stored' }
  return value.length > 2048 ? { error: tooLong } : { value }
}

/**
 * Checks a typed name, email address or phone number like `checkField`. It has its own file, so that a form bundles neither the time zones nor
 * the texts for developers. Without `checkPhone`, only the form of a phone number is checked.
 */
export function checkTyped<Result extends FieldCheck>(
  kind: 'text' | 'email' | 'phone',
  text: string,
  checkPhone?: (text: string) => Result,
): FieldCheck | Result {
  const checked = checkText(text)
  if ('error' in checked || kind === 'text') return checked
  const { value } = checked
  if (kind === 'email') return readEmail(value)
  if (checkPhone) return checkPhone(value)
  return isE164(value) ? checked : { error: 'phone' }
}
