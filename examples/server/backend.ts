import { join } from 'node:path'
import type { UserAdapter } from 'identikit/core'
import { claimFolder } from './claimFolder.js'
import { SetupError } from './SetupError.js'

/** The service behind the kit, and how to let go of it. */
export interface Backend {
  readonly adapter: UserAdapter
  readonly close: () => Promise<void>
}

type Open = (folder: string) => Promise<Backend>

/** What `IDENTIKIT_BACKEND` can be. A service joins with a line here; no page and no route changes. */
const backends: Readonly<Record<string, Open>> = {
  /** Postgres, as a library in this process, with its files in the data folder. */
  async postgres(folder) {
    const release = claimFolder(folder)
    const { PGlite } = await import('@electric-sql/pglite')
    const { createPostgresAdapter } = await import('identikit/adapters/postgres')
    const database = await PGlite.create(join(folder, 'postgres'))
    return {
      adapter: createPostgresAdapter({ query: (text, params) => database.query(text, params) }),
      async close() {
        await database.close()
        release()
      },
    }
  },

  /** Forgets everybody's choices when it stops. */
  async memory() {
    const { createMemoryAdapter } = await import('identikit/adapters/memory')
    return { adapter: createMemoryAdapter(), close: () => Promise.resolve() }
  },
}

/** @throws SetupError naming the choices, for a name that is none of them */
export async function openBackend(name: string, folder: string): Promise<Backend> {
  const open = Object.hasOwn(backends, name) ? backends[name] : undefined
  if (open) return open(folder)
  const choices = Object.keys(backends).join(', ')
  throw new SetupError(`IDENTIKIT_BACKEND is "${name}", and it can be one of: ${choices}.`)
}
