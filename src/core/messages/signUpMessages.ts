import { uncapitalize } from './profileMessages.js'

/** The English texts of the sign-up form. */
export const signUpMessages = {
  /** The name of the form. */
  title: 'Create your account',
  submit: 'Create account',
  /** Shown beside the button while the account is created. */
  creating: 'Creating your account…',
  created: 'Your account is ready',
  /** Shown below `created` if the form has an email. */
  createdFor: (email: string) => `You signed up with ${email}.`,
  /** The error of a failure without a reason. */
  failed: "We couldn't create your account. What you entered is still here. Try again in a moment.",
  /** The error of a failure without a reason while the browser is offline. */
  offline: "You're offline. What you entered stays here. Try again when you reconnect.",
  wrongPhone: 'Start with + and the country code, like +44\u00a020\u00a07946\u00a00018.',
  /** The error of a value that can't be stored. */
  refused: (label: string) =>
    `We couldn't accept this ${uncapitalize(label)}. Check it and try again.`,
}

/** The messages of the sign-up form. The labels of its fields are those of the profile. */
export type SignUpMessages = typeof signUpMessages
