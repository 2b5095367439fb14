import type { Account } from '../server/accounts.js'
import type { BackendName } from '../types.js'

export type { Account }

/** The result of a request: an account, or a message for the user. */
export type Answer = { readonly account: Account | null } | { readonly message: string }

/** The initial data of a page: the signed-in account and the user service. */
export interface Start {
  readonly account: Account | null
  readonly backend: BackendName
}

export async function readStart(): Promise<Start> {
  const response = await fetch('/api/account')
  return (await response.json()) as Start
}

export const signUp = (name: string, email: string) => post('/api/sign-up', { name, email })
export const signIn = (email: string) => post('/api/sign-in', { email })
export const requestEmail = (email: string) => post('/api/email', { email })
export const confirmEmail = (email: string) => post('/api/email/confirm', { email })
export const cancelEmail = () => post('/api/email/cancel', {})
export const deleteAccount = () => post('/api/account/delete', {})
export const signOut = () => post('/api/sign-out', {})

async function post(path: string, body: unknown): Promise<Answer> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await response.json()) as Answer
  } catch {
    return { message: 'Harbor cannot be reached. Check your connection and try again.' }
  }
}
