import type { ProfileLabelField } from '../user/fields.js'

/** The words of the profile editor. */
export interface ProfileMessages extends Readonly<Record<ProfileLabelField, string>> {
  readonly title: string
  readonly loading: string
  readonly loadFailed: string
  readonly unsupported: string
  /** In the place of the fields while nobody is signed in. */
  readonly signedOut: string
  readonly description: string
  /** Beside the name of a field that may stay empty, where others may not. */
  readonly optional: string
  /** A field that the person cannot change, where nobody says why. */
  readonly readOnly: string
  /** What stops a save. */
  readonly required: (label: string) => string
  readonly wrongEmail: string
  /** A character that no service can store, such as half an emoji. */
  readonly wrongText: string
  readonly tooLong: (most: number) => string
  /** A field that the service did not accept; it says no more to a browser. */
  readonly refused: (label: string) => string
  /** Somebody else, or another tab, saved another value since it was typed. `null`: they emptied it. */
  readonly conflict: (saved: string | null) => string
  /** The value of a box that is ticked or not, in a sentence. */
  readonly yes: string
  readonly no: string
  readonly acceptServerValue: string
  readonly keepMine: string
  readonly unsaved: string
  readonly discard: string
  readonly save: string
  readonly saving: string
  readonly saved: string
  readonly discarded: string
  /** In the bar, where nothing else was to be saved. */
  readonly requestedEmail: string
  /** In the bar, where the save did not come through: what was typed is still there. */
  readonly notSaved: (reason: string) => string
  readonly checkFields: (count: number) => string
  readonly offline: string
  /** The address that waits for a confirmation, and the one in use. */
  readonly pendingEmail: (next: string, current: string) => string
  readonly pendingFirstEmail: (next: string) => string
  readonly resendEmail: string
  readonly resendEmailIn: (seconds: number) => string
  readonly resentEmail: (next: string) => string
  readonly cancelEmail: string
  readonly canceledEmail: string
  readonly emailNotRequested: string
  readonly emailNotCanceled: string
}

/** English, built in. */
export const profileMessages: ProfileMessages = {
  title: 'Profile',
  loading: 'Loading your profile',
  loadFailed: "We couldn't load your profile.",
  description: 'How you appear, and how we reach you.',
  unsupported: "Your profile can't be changed here.",
  signedOut: 'Sign in to edit your profile.',
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'Email',
  createdAt: 'Member since',
  optional: 'optional',
  readOnly: "This can't be changed here.",
  required: (label) => `Enter your ${label}.`,
  wrongEmail: 'Enter a valid email, like ada@example.com.',
  wrongText: "Remove the special character. It can't be saved.",
  tooLong: (most) => `Must be ${most.toLocaleString('en')} characters or fewer.`,
  refused: (label) => `We couldn't accept this ${label}. Check it and save again.`,
  conflict: (saved) =>
    saved === null
      ? 'This was cleared somewhere else.'
      : `This was changed to “${saved}” somewhere else.`,
  yes: 'Yes',
  no: 'No',
  acceptServerValue: 'Use theirs',
  keepMine: 'Keep mine',
  unsaved: 'Unsaved changes',
  discard: 'Discard',
  save: 'Save',
  saving: 'Saving',
  saved: 'Saved',
  discarded: 'Changes discarded',
  requestedEmail: 'Waiting for you to confirm the new address',
  notSaved: (reason) => `Couldn't save. ${reason}`,
  checkFields: (count) =>
    count === 1 ? "Couldn't save. Check one field." : `Couldn't save. Check ${count} fields.`,
  offline: "You're offline. What you typed stays here until you save it.",
  pendingEmail: (next, current) => `Check ${next} to confirm. Until then we'll use ${current}.`,
  pendingFirstEmail: (next) => `Check ${next} to confirm.`,
  resendEmail: 'Send again',
  resendEmailIn: (seconds) => `Send again in ${seconds} s`,
  resentEmail: (next) => `Sent again to ${next}`,
  cancelEmail: 'Cancel change',
  canceledEmail: 'Change canceled',
  emailNotRequested: "We couldn't request this change. Try again.",
  emailNotCanceled: "We couldn't cancel the change. Try again.",
}
