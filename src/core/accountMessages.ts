/** The words about deleting an account, and about devices. */
export interface AccountMessages {
  readonly title: string
}

/** English, built in. */
export const accountMessages: AccountMessages = {
  title: 'Delete account',
}
