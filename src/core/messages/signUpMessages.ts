/** The words of the sign-up form; the names of its fields are those of the profile. */
export interface SignUpMessages {
  /** The name of the form. */
  readonly title: string
  readonly submit: string
  /** Beside the button, while the account is made. */
  readonly creating: string
  readonly created: string
  /** Nobody knows why it did not work. */
  readonly failed: string
  readonly wrongPhone: string
  /** What was typed holds what no service stores. */
  readonly refused: (label: string) => string
}

/** English, built in. */
export const signUpMessages: SignUpMessages = {
  title: 'Create your account',
  submit: 'Create account',
  creating: 'Creating your account…',
  created: 'Your account is ready.',
  failed: "We couldn't create your account. What you entered is still here. Try again in a moment.",
  wrongPhone: 'Start with + and the country code, like +44\u00a020\u00a07946\u00a00018.',
  refused: (label) => `We couldn't accept this ${label}. Check it and try again.`,
}
