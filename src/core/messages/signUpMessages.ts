/** English, built in. */
export const signUpMessages = {
  /** The name of the form. */
  title: 'Create your account',
  submit: 'Create account',
  /** Beside the button, while the account is made. */
  creating: 'Creating your account…',
  created: 'Your account is ready.',
  /** Nobody knows why it did not work. */
  failed: "We couldn't create your account. What you entered is still here. Try again in a moment.",
  wrongPhone: 'Start with + and the country code, like +44\u00a020\u00a07946\u00a00018.',
  /** What was typed holds what no service stores. */
  refused: (label: string) => `We couldn't accept this ${label}. Check it and try again.`,
}

/** The words of the sign-up form; the names of its fields are those of the profile. */
export type SignUpMessages = typeof signUpMessages
