import { unstorable } from './json.js'
import { canonicalTimezone } from './timezone.js'

/** What every service may hold of a person, besides the id and custom traits. */
export const userFields = [
  'name',
  'firstName',
  'lastName',
  'email',
  'phone',
  'avatar',
  'timezone',
  'locale',
  'createdAt',
] as const

export type UserField = (typeof userFields)[number]

/** What only some services know of a person, and is yes or no. */
export const userFlags = ['subscribeToEmails', 'control'] as const

export type UserFlag = (typeof userFlags)[number]

/** The accepted value, in the form that is stored, or what is wrong with it. */
export type FieldCheck = { readonly value: string } | { readonly wrong: string }

// https://html.spec.whatwg.org/#valid-e-mail-address, and a dot in the domain: people have no mailbox at a bare host.
const email =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i
const tooLong = 'is longer than 2,048 characters'
const date = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/

const checks: Readonly<Record<UserField, (text: string) => FieldCheck>> = {
  name: asIs,
  firstName: asIs,
  lastName: asIs,
  email: (text) => {
    const value = text.trim()
    const fits = value.length <= 254 && value.lastIndexOf('@') <= 64
    return fits && email.test(value)
      ? { value }
      : { wrong: 'is not an email address such as ada@example.com' }
  },
  phone: (value) =>
    /^\+[1-9]\d{6,14}$/.test(value)
      ? { value }
      : { wrong: 'is not a phone number in E.164 form such as +442079460018' },
  avatar: checkAvatar,
  timezone: (text) => {
    const value = canonicalTimezone(text)
    return value === null ? { wrong: 'is not a tz database name such as Europe/London' } : { value }
  },
  locale: (value) => (isLocale(value) ? { value } : { wrong: 'is not a BCP 47 tag such as en-GB' }),
  createdAt: (value) =>
    date.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))
      ? { value }
      : { wrong: 'is not an ISO 8601 date such as 2026-05-31 or date and time with a zone' },
}

/** Checks one field of a patch and brings it into the form that is stored: an email trimmed, a timezone by its current name. */
export function checkField(field: UserField, input: unknown): FieldCheck {
  if (typeof input !== 'string') return { wrong: 'must be a string, or null to clear it' }
  if (input.trim() === '') return { wrong: 'is empty; send null to clear it' }
  if (unstorable.test(input)) return { wrong: 'holds a character that cannot be stored' }
  if (input.length > 2048) return { wrong: tooLong }
  return checks[field](input)
}

function asIs(value: string): FieldCheck {
  return { value }
}

/** `new URL` alone would read `https:\\evil.com` and `https:evil.com` as addresses and drop tabs and newlines. */
function checkAvatar(text: string): FieldCheck {
  const url = /^https:\/\/[^\\\s]+$/i.test(text) && URL.canParse(text) ? new URL(text) : null
  if (url?.protocol !== 'https:') return { wrong: 'is not an https address' }
  if (url.username || url.password) return { wrong: 'must not hold a user name or a password' }
  // The address that is stored is percent-encoded, and may be longer than what was typed.
  return url.href.length > 2048 ? { wrong: tooLong } : { value: url.href }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** Whether `YYYY-MM-DD` is a day of the calendar. */
export function isDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day)
}
