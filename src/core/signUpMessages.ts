/** The words of the sign-up form. */
export interface SignUpMessages {
  readonly title: string
}

/** English, built in. */
export const signUpMessages: SignUpMessages = {
  title: 'Create your account',
}
