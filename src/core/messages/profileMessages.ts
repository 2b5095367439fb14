import type { UserField } from '../user/fields.js'

/** The English texts of the profile editor. */
export const profileMessages = {
  title: 'Profile',
  loading: 'Loading your profile',
  loadFailed: "We couldn't load your profile",
  description: 'How you appear, and how we reach you.',
  unsupported: "Your profile can't be changed here",
  /** Shown instead of the fields while the user is signed out. */
  signedOut: 'Sign in to edit your profile',
  /** The headings of a profile with more than five fields. */
  sections: {
    profile: 'Profile',
    contact: 'Contact',
    region: 'Region',
    /** The product's own fields. */
    more: 'More about you',
  },
  avatar: 'Picture',
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'Email',
  phone: 'Phone number',
  timezone: 'Time zone',
  locale: 'Language',
  createdAt: 'Member since',
  /** The value of an empty field that can't be changed. */
  notSet: 'Not set',
  /** Shown beside the label of an optional field if other fields are required. */
  optional: 'optional',
  /** The default reason of a read-only field. */
  readOnly: "This can't be changed here.",
  /** Errors, which block a save. */
  required: (label: string) => `Enter your ${uncapitalize(label)}.`,
  wrongEmail: 'Enter a valid email, like ada@example.com.',
  emailWithoutAt: 'Add the @ and what follows it, like ada@example.com.',
  /** The error of a text with a comma, a semicolon or several @. */
  severalEmails: 'Enter one email only.',
  /** The error of `Ada <ada@example.com>` and `mailto:ada@example.com`. */
  emailWithName: 'Enter the email only, like ada@example.com.',
  emailWithSpace: 'Remove the space.',
  emailWithDots: 'Remove the extra dot before the @.',
  /** Shown if the domain looks mistyped; a button with the second text replaces it. */
  suggestedEmail: (suggested: string) => `Did you mean ${suggested}?`,
  acceptSuggestedEmail: (suggested: string) => `Use ${suggested}`,
  /** The error of a phone number while its field can't show countries. */
  phoneWithoutCode: 'Start with + and the country code, like +44 20 7946 0018.',
  /** The error of a character that can't be stored, such as half an emoji. */
  wrongText: "Remove the special character. It can't be saved.",
  tooLong: (most: string) => `Must be ${most} characters or fewer.`,
  /** The error of a field that the service refused. */
  refused: (label: string) =>
    `We couldn't accept this ${uncapitalize(label)}. Check it and save again.`,
  /** Shown if another value was saved in the meantime; `null` is an empty one. */
  conflict: (saved: string | null) =>
    saved === null
      ? 'This was cleared somewhere else.'
      : `This was changed to “${saved}” somewhere else.`,
  /** The value of a checkbox in a sentence. */
  yes: 'Yes',
  no: 'No',
  acceptServerValue: 'Use theirs',
  keepMine: 'Keep mine',
  /** The button that ends the edit of a field that became read-only. */
  undo: 'Undo this change',
  unsaved: 'Unsaved changes',
  discard: 'Discard',
  save: 'Save',
  saving: 'Saving',
  saved: 'Saved',
  discarded: 'Changes discarded',
  /** Shown in the save bar if the email address was the only change. */
  requestedEmail: 'Waiting for you to confirm the new address',
  /** Shown in the save bar after a failed save. */
  notSaved: (reason: string) => `Couldn't save. ${reason}`,
  checkFields: (count: number) =>
    `Couldn't save. Check ${count} ${count === 1 ? 'field' : 'fields'}.`,
  offline: "You're offline. What you typed stays here until you save it.",
  /** The address that waits for a confirmation, and the one in use. */
  pendingEmail: (next: string, current: string) =>
    `Check ${next} to confirm. Until then we'll use ${current}.`,
  pendingFirstEmail: (next: string) => `Check ${next} to confirm.`,
  resendEmail: 'Send again',
  /** Shown after `resendEmail` while it's too early for that. */
  resendEmailIn: (seconds: number) => `in ${seconds} s`,
  resentEmail: (next: string) => `Sent again to ${next}`,
  cancelEmail: 'Cancel change',
  canceledEmail: 'Change canceled',
  /** The help of the email field if a new address must be confirmed. */
  confirmsEmail: "We'll send a link to confirm a new address.",
  emailNotRequested: "We couldn't request this change. Try again.",
  emailNotCanceled: "We couldn't cancel the change. Try again.",
} satisfies Readonly<Record<UserField, string> & Record<string, unknown>>

/** The messages of the profile editor. */
export type ProfileMessages = typeof profileMessages

/**
 * Writes an English label as within a sentence: "Phone number" becomes "phone number". A first word with other capitals, such as "VAT" or
 * "GitHub", is unchanged.
 */
export function uncapitalize(label: string): string {
  return /^\p{Lu}(?!\S*\p{Lu})/u.test(label)
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label
}
