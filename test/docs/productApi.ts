/** What the recipes of docs/sign-up.md take for granted in a browser: a function that asks the product for an account. */
export interface Entered {
  readonly name: string
  readonly email: string
  readonly password: string
}

export type Answer = { readonly id: string } | { readonly message: string }

export const asked: Entered[] = []

/** Takes every address but two. */
export async function createAccount(entered: Entered): Promise<Answer> {
  asked.push(entered)
  if (entered.email === 'down@example.com') throw new Error('The product cannot be reached.')
  const isTaken = entered.email === 'taken@example.com'
  return isTaken ? { message: 'There is an account with this address.' } : { id: 'user_new' }
}
