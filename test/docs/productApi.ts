/** The browser module that the recipes of docs/sign-up.md import: requests an account from the product. */
export interface Entered {
  readonly name: string
  readonly email: string
  readonly password: string
}

export type Answer = { readonly id: string } | { readonly message: string }

export const requests: Entered[] = []

/** Accepts every address but two. */
export async function createAccount(entered: Entered): Promise<Answer> {
  requests.push(entered)
  if (entered.email === 'down@example.com') throw new Error('The product cannot be reached.')
  const isTaken = entered.email === 'taken@example.com'
  return isTaken ? { message: 'An account with this address already exists.' } : { id: 'user_new' }
}
