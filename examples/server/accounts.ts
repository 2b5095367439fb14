import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** An account of the product. The user service stores the rest under the same id. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  /** ISO 8601. */
  readonly createdAt: string
  /** A new email that isn't confirmed yet. */
  readonly pendingEmail?: string | undefined
}

export type Accounts = ReturnType<typeof createAccounts>

/** The accounts of the product in one file. A real product uses a table. */
export function createAccounts(folder: string) {
  const file = join(folder, 'accounts.json')
  const all = new Map(read(file).map((account) => [account.id, account]))
  const byEmail = (email: string) => [...all.values()].find((account) => account.email === email)

  function keep(account: Account): Account {
    all.set(account.id, account)
    write(file, [...all.values()])
    return account
  }

  return {
    byId: (id: string) => all.get(id),
    byEmail,
    /** Returns `undefined` if the email is taken. */
    create(name: string, email: string): Account | undefined {
      if (byEmail(email)) return undefined
      const account = { id: randomUUID(), name, email, createdAt: new Date().toISOString() }
      return keep(account)
    },
    /** Returns `undefined` if another account has this email. */
    requestEmail(account: Account, email: string): Account | undefined {
      if (byEmail(email)) return undefined
      return keep({ ...account, pendingEmail: email })
    },
    confirmEmail(account: Account): Account | undefined {
      const { pendingEmail: email, ...rest } = account
      if (email === undefined || byEmail(email)) return undefined
      return keep({ ...rest, email })
    },
    cancelEmail({ pendingEmail: _pending, ...account }: Account): Account {
      return keep(account)
    },
    remove({ id }: Account): void {
      all.delete(id)
      write(file, [...all.values()])
    },
  }
}

function read(file: string): Account[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Account[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Writes to a temporary file and renames it, so that the file is never incomplete. */
function write(file: string, accounts: readonly Account[]): void {
  writeFileSync(`${file}.new`, JSON.stringify(accounts, undefined, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
