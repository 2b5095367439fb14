import type { ProfileMessages } from '../../core/messages/profileMessages.js'
import { readEmail, type EmailError } from '../../core/contact/readEmail.js'

const keys = {
  noAt: 'emailWithoutAt',
  several: 'severalEmails',
  named: 'emailWithName',
  space: 'emailWithSpace',
  dots: 'emailWithDots',
} as const satisfies Partial<Record<EmailError, keyof ProfileMessages>>

/** Returns why a text is not an email address, as a sentence for the person. */
export function getEmailErrorText(t: ProfileMessages, text: string): string {
  const read = readEmail(text)
  return 'error' in read && read.error in keys
    ? t[keys[read.error as keyof typeof keys]]
    : t.wrongEmail
}
