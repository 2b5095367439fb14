import { mkdirSync } from 'node:fs'
import { isIdentikitError } from 'identikit/core'
import { createAdminClient, createUserHandler } from 'identikit/server'
import { toNodeListener, type NodeListener } from 'identikit/server/node'
import { profileTraits, getCatalog } from '../types.js'
import { createAccounts } from './accounts.js'
import { checkBackend, openBackend } from './backend.js'
import { createFaults } from './faults.js'
import { createProductApi } from './productApi.js'
import { createSessions } from './sessions.js'

export interface AppOptions {
  readonly backend: string
  /** The folder of accounts, session secret and database. */
  readonly folder: string
  /** Enables `POST /test/faults`, for the end-to-end tests. */
  readonly withFaults: boolean
}

export interface App {
  /** Returns whether the server handles a path; other paths are pages. */
  readonly owns: (path: string) => boolean
  readonly listener: NodeListener
  readonly close: () => Promise<void>
}

/** @throws SetupError if the environment is invalid */
export async function createApp({ backend, folder, withFaults }: AppOptions): Promise<App> {
  checkBackend(backend)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { adapter, close } = await openBackend(backend, folder)
  const client = createAdminClient(adapter)
  const product = createProductApi({
    accounts: createAccounts(folder),
    sessions: createSessions(folder),
    backend,
    onEmailConfirmed: ({ id, email }) => client.users.update(id, { email }).catch(unlessUnknown),
    onDeleted: async ({ id }) => {
      if (!client.capabilities?.users.includes('delete')) return
      await client.users.delete(id).catch(unlessUnknown)
    },
  })

  const handleUser = createUserHandler({
    adapter,
    catalog: getCatalog(backend),
    // The browser registers itself for push messages.
    allow: ['devices'],
    // Harbor sends no text messages, so unverified numbers are harmless.
    writable: {
      fields: ['name', 'firstName', 'lastName', 'phone', 'avatar', 'timezone', 'locale'],
      traits: profileTraits.map(({ key }) => key),
    },
    authenticate: (request) => product.current(request)?.id,
    // Set by the server, because a browser could send any value.
    trusted(request) {
      const account = product.current(request)
      if (!account) return undefined
      const { email, createdAt } = account
      // Notiflows doesn't store the sign-up date.
      return adapter.fields.createdAt?.write ? { email, createdAt } : { email }
    },
  })
  const faults = withFaults ? createFaults(handleUser) : undefined
  const handleKit = faults?.handle ?? handleUser

  async function handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (/^\/api\/identikit(\/|$)/.test(pathname)) return handleKit(request)
    if (faults && pathname === '/test/faults') return faults.set(request)
    return product.handle(request)
  }

  return {
    owns: (path) => path.startsWith('/api/') || (withFaults && path.startsWith('/test/')),
    listener: toNodeListener(handle),
    close,
  }
}

/** Ignores users that the service doesn't have: they weren't identified yet, or a previous attempt deleted them. */
function unlessUnknown(error: unknown): void {
  if (!isIdentikitError(error) || error.code !== 'not-found') throw error
}
