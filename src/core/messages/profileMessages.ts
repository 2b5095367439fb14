import type { ProfileLabelField } from '../user/fields.js'
/** English, built in. */
export const profileMessages = {
  title: 'Profile',
  loading: 'Loading your profile',
  loadFailed: "We couldn't load your profile.",
  description: 'How you appear, and how we reach you.',
  unsupported: "Your profile can't be changed here.",
  /** In the place of the fields while nobody is signed in. */
  signedOut: 'Sign in to edit your profile.',
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'Email',
  createdAt: 'Member since',
  /** Beside the name of a field that may stay empty, where others may not. */
  optional: 'optional',
  /** A field that the person cannot change, where nobody says why. */
  readOnly: "This can't be changed here.",
  /** What stops a save. */
  required: (label: string) => `Enter your ${label}.`,
  wrongEmail: 'Enter a valid email, like ada@example.com.',
  /** A character that no service can store, such as half an emoji. */
  wrongText: "Remove the special character. It can't be saved.",
  tooLong: (most: number) => `Must be ${most.toLocaleString('en')} characters or fewer.`,
  /** A field that the service did not accept; it says no more to a browser. */
  refused: (label: string) => `We couldn't accept this ${label}. Check it and save again.`,
  /** Somebody else, or another tab, saved another value since it was typed. `null`: they emptied it. */
  conflict: (saved: string | null) =>
    saved === null
      ? 'This was cleared somewhere else.'
      : `This was changed to “${saved}” somewhere else.`,
  /** The value of a box that is ticked or not, in a sentence. */
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
  /** In the bar, where nothing else was to be saved. */
  requestedEmail: 'Waiting for you to confirm the new address',
  /** In the bar, where the save did not come through: what was typed is still there. */
  notSaved: (reason: string) => `Couldn't save. ${reason}`,
  checkFields: (count: number) =>
    count === 1 ? "Couldn't save. Check one field." : `Couldn't save. Check ${count} fields.`,
  offline: "You're offline. What you typed stays here until you save it.",
  /** The address that waits for a confirmation, and the one in use. */
  pendingEmail: (next: string, current: string) =>
    `Check ${next} to confirm. Until then we'll use ${current}.`,
  pendingFirstEmail: (next: string) => `Check ${next} to confirm.`,
  resendEmail: 'Send again',
  resendEmailIn: (seconds: number) => `Send again in ${seconds} s`,
  resentEmail: (next: string) => `Sent again to ${next}`,
  cancelEmail: 'Cancel change',
  canceledEmail: 'Change canceled',
  emailNotRequested: "We couldn't request this change. Try again.",
  emailNotCanceled: "We couldn't cancel the change. Try again.",
} satisfies Readonly<Record<ProfileLabelField, string> & Record<string, unknown>>

/** The words of the profile editor. */
export type ProfileMessages = typeof profileMessages
