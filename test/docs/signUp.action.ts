'use server'
import { createAdminClient } from '../../src/server.js'
import { adapter, createAccount, report } from './product.js'

export interface SignUpState {
  id?: string
  message?: string
}

export async function signUp(_: SignUpState, form: FormData): Promise<SignUpState> {
  const account = await createAccount(form)
  if (!account) return { message: 'An account with this address already exists.' }
  const { id, name, email } = account
  const preferences = [{ type: 'news', channel: 'email', enabled: form.has('news') }]
  await createAdminClient(adapter)
    .users.identify(id, { name, email }, { preferences, source: 'sign-up' })
    .catch(report) // the account exists anyway
  return { id } // also start a session with your framework
}
