import { assertServerOnly, createHttpClient } from 'identikit/adapter-kit'
import type { UserAdapter } from 'identikit/core'
import { createPreferences } from './preferences.js'
import { createUsers } from './users.js'

/** Options of {@link createAccountsAdapter}. */
export interface AccountsOptions {
  /** The address of the API, such as `https://accounts.example.com/v1`. */
  readonly baseUrl: string
  /** The secret key of the API. */
  readonly secretKey: string
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

const field = { read: true, write: true, clear: true }

/** Creates an adapter for the accounts API of a product. */
export function createAccountsAdapter({ baseUrl, secretKey, fetch }: AccountsOptions): UserAdapter {
  assertServerOnly('createAccountsAdapter', 'secretKey')
  const http = createHttpClient('Accounts', {
    baseUrl,
    isSecret: true,
    headers: { authorization: `Bearer ${secretKey}` },
    fetch,
  })
  const preferences = createPreferences(http)
  return {
    id: 'accounts',
    fields: { name: field, email: field, timezone: field },
    traits: { values: 'json', merge: 'key', clear: true },
    users: createUsers(http, preferences),
    preferences,
  }
}
