import { join } from 'node:path'
import type { UserAdapter } from 'identikit/core'
import type { BackendName } from '../types.js'
import { claimFolder } from './claimFolder.js'
import { SetupError } from './SetupError.js'

/** The service behind the kit, and how to let go of it. */
export interface Backend {
  readonly adapter: UserAdapter
  readonly close: () => Promise<void>
}

type Open = (folder: string) => Promise<Backend>

const nothing = () => Promise.resolve()

/** The two keys of a service from the environment; neither of them asks for its stand-in. */
function readKeys(service: string): { publicKey: string; secretKey: string } | undefined {
  const names = [`${service}_PUBLIC_KEY`, `${service}_SECRET_KEY`] as const
  const [publicKey, secretKey] = names.map((name) => process.env[name])
  if (publicKey && secretKey) return { publicKey, secretKey }
  if (!publicKey && !secretKey) return undefined
  throw new SetupError(`One of ${names.join(' and ')} is set, so set the other, too, or neither.`)
}

/** What `IDENTIKIT_BACKEND` can be. A service joins with a line here and its types; no page and no route changes. */
const backends: Readonly<Record<BackendName, Open>> = {
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
    return { adapter: createMemoryAdapter(), close: nothing }
  },

  /** Knock with `KNOCK_API_KEY`; without one its stand-in of the tests, which forgets everybody when it stops. */
  async knock() {
    const { createKnockAdapter } = await import('identikit/adapters/knock')
    const apiKey = process.env['KNOCK_API_KEY']
    if (apiKey) return { adapter: createKnockAdapter({ apiKey }), close: nothing }
    const { createSampleKnock } = await import('./sampleKnock.js')
    return { adapter: createKnockAdapter(createSampleKnock()), close: nothing }
  },

  /** Trophy with `TROPHY_API_KEY`; without one its stand-in of the tests, which forgets everybody when it stops. */
  async trophy() {
    const { createTrophyAdapter } = await import('identikit/adapters/trophy')
    const apiKey = process.env['TROPHY_API_KEY']
    if (apiKey) return { adapter: createTrophyAdapter({ apiKey }), close: nothing }
    const { createSampleTrophy } = await import('./sampleTrophy.js')
    return { adapter: createTrophyAdapter(createSampleTrophy()), close: nothing }
  },

  /** Notiflows with its two keys; without them its stand-in of the tests, which forgets everybody when it stops. */
  async notiflows() {
    const { createNotiflowsAdapter } = await import('identikit/adapters/notiflows')
    const keys = readKeys('NOTIFLOWS')
    if (keys) return { adapter: createNotiflowsAdapter(keys), close: nothing }
    const { createSampleNotiflows } = await import('./sampleNotiflows.js')
    return { adapter: createNotiflowsAdapter(createSampleNotiflows()), close: nothing }
  },

  /** Engage with its two keys; without them its stand-in of the tests, which forgets everybody when it stops. */
  async engage() {
    const { createEngageAdapter } = await import('identikit/adapters/engage')
    // All of the account: a product that has internal ones names those that people may see.
    const lists = 'all'
    const keys = readKeys('ENGAGE')
    if (keys) return { adapter: createEngageAdapter({ ...keys, lists }), close: nothing }
    const { createSampleEngage } = await import('./sampleEngage.js')
    return { adapter: createEngageAdapter({ ...createSampleEngage(), lists }), close: nothing }
  },
}

export const openBackend = (name: BackendName, folder: string): Promise<Backend> =>
  backends[name](folder)

/** @throws SetupError naming the choices, for a name that is none of them */
export function checkBackend(name: string): asserts name is BackendName {
  if (Object.hasOwn(backends, name)) return
  const choices = Object.keys(backends).join(', ')
  throw new SetupError(`IDENTIKIT_BACKEND is "${name}", and it can be one of: ${choices}.`)
}
