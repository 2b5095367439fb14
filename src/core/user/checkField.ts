import { checkAvatarUrl, type AvatarUrlError } from './avatarUrl.js'
import { isE164 } from '../contact/e164.js'
import { getFieldEntry, type UserField, type UserFieldKind } from './fields.js'
import { readEmail, type EmailError } from '../contact/readEmail.js'
import { canonicalTimezone } from '../timezone/timezoneAliases.js'
import { toIsoDate } from '../isoDate.js'
import { checkText, tooLong, type FieldCheck } from './checkText.js'
import { toLanguageTag } from './languageTag.js'

/** Checks a phone number by the numbering plans, and returns it in E.164. */
export type PhoneCheck = (text: string) => FieldCheck

const checks: Readonly<Record<UserFieldKind, (text: string) => FieldCheck>> = {
  text: (value) => ({ value }),
  email: (text) => {
    const read = readEmail(text)
    return 'value' in read ? read : { error: emailErrors[read.error] }
  },
  phone: (value) =>
    isE164(value)
      ? { value }
      : { error: 'is not a phone number in E.164 form such as +442079460018' },
  avatar: checkAvatar,
  timezone: (text) => {
    const value = canonicalTimezone(text)
    if (value !== null) return { value }
    return {
      error: /^[a-z]{2,5}(?:\d[a-z]{3})?$/i.test(text)
        ? 'is an abbreviation, not the name of one zone; write a name such as America/New_York'
        : 'is not a tz database name such as Europe/London',
    }
  },
  locale: (text) => {
    const value = toLanguageTag(text)
    return value === null ? { error: 'is not a BCP 47 tag such as en-GB' } : { value }
  },
  date: (text) => {
    const value = toIsoDate(text)
    return value === null
      ? { error: 'is not an ISO 8601 date such as 2026-05-31 or date and time with a zone' }
      : { value }
  },
}

/**
 * Checks one field of a patch and returns its stored form: without outer blanks, the canonical name of a time zone, a date in one form.
 * Without `checkPhone`, only the form of a phone number is checked.
 */
export function checkField(field: UserField, input: unknown, checkPhone?: PhoneCheck): FieldCheck {
  const checked = checkText(input)
  if ('error' in checked) return checked
  const { value } = checked
  const { kind } = getFieldEntry(field)
  return kind === 'phone' && checkPhone ? checkPhone(value) : checks[kind](value)
}

const notEmail = 'is not an email address such as ada@example.com'

const emailErrors: Readonly<Record<EmailError, string>> = {
  noAt: `${notEmail}: it has no @`,
  several: `${notEmail}: it holds a comma, a semicolon or several @`,
  named: `${notEmail}: it holds a name, brackets or mailto:`,
  space: `${notEmail}: it holds a space`,
  dots: `${notEmail}: before the @, a dot is first, last or doubled`,
  local: `${notEmail}: before the @, something is missing or cannot be there`,
  domain: `${notEmail}: after the @ is no domain`,
  long: `${notEmail}: it is longer than 254 bytes, or than 64 before the @`,
}

const avatarErrors: Readonly<Record<AvatarUrlError, string>> = {
  insecure: 'must start with https://, because pages over https do not show http pictures',
  notHttps: 'must start with https://',
  notUrl: 'is not an https URL',
  credentials: 'must not hold a user name or a password',
  tooLong,
}

function checkAvatar(text: string): FieldCheck {
  const checked = checkAvatarUrl(text)
  return 'url' in checked ? { value: checked.url } : { error: avatarErrors[checked.error] }
}
