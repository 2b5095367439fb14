import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'

/** The server modules that the recipes of docs/sign-up.md import: accounts, sessions and an adapter. */

export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly isVerified: boolean
}

interface Session {
  readonly userId?: string | undefined
  readonly guestId?: string | undefined
}

export const adapter = createMemoryAdapter()

const accounts = new Map<string, Account>()
/** Sessions by cookie. */
export const sessions = new Map<string, Session>()
export const reported: unknown[] = []

/** Returns `undefined` if the account exists. */
export async function createAccount(form: FormData): Promise<Account | undefined> {
  const text = (name: string) => ((form.get(name) ?? '') as string).trim()
  const email = text('email')
  if ([...accounts.values()].some((account) => account.email === email)) return undefined
  const account = { id: crypto.randomUUID(), name: text('name'), email, isVerified: true }
  accounts.set(account.id, account)
  return account
}

export const findAccount = async (id: string) => accounts.get(id)

export function startSession(userId: string): string {
  const cookie = crypto.randomUUID()
  sessions.set(cookie, { userId })
  return cookie
}

export const getSession = async (request: Request) =>
  sessions.get(request.headers.get('cookie') ?? '')

export async function endGuest(request: Request): Promise<void> {
  sessions.set(request.headers.get('cookie') ?? '', {
    ...(await getSession(request)),
    guestId: undefined,
  })
}

export const report = (error: unknown): void => void reported.push(error)
