import { join } from 'node:path'
import type { UserAdapter } from 'identikit/core'
import type { BackendName } from '../types.js'
import { lockDirectory } from './lockDirectory.js'
import { SetupError } from './SetupError.js'

/** The user service and a function that closes it. */
export interface Backend {
  readonly adapter: UserAdapter
  readonly close: () => Promise<void>
}

type Open = (folder: string) => Promise<Backend>

const nothing = () => Promise.resolve()

/** Returns the two keys of a service from the environment, or `undefined` for its stand-in. */
function readKeys(service: string): { publicKey: string; secretKey: string } | undefined {
  const names = [`${service}_PUBLIC_KEY`, `${service}_SECRET_KEY`] as const
  const [publicKey, secretKey] = names.map((name) => process.env[name])
  if (publicKey && secretKey) return { publicKey, secretKey }
  if (!publicKey && !secretKey) return undefined
  throw new SetupError(`Only one of ${names.join(' and ')} is set: set the other too, or neither.`)
}

/** The values of `IDENTIKIT_BACKEND`. A new service needs one entry here and its catalog. */
const backends: Readonly<Record<BackendName, Open>> = {
  /** Postgres embedded in this process, with its files in the data folder. */
  async postgres(folder) {
    const release = lockDirectory(folder)
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

  /** Not persistent. */
  async memory() {
    const { createMemoryAdapter } = await import('identikit/adapters/memory')
    return { adapter: createMemoryAdapter(), close: nothing }
  },

  /** Knock with `KNOCK_API_KEY`; without it, a local stand-in that isn't persistent. */
  async knock() {
    const { createKnockAdapter } = await import('identikit/adapters/knock')
    const apiKey = process.env['KNOCK_API_KEY']
    if (apiKey) return { adapter: createKnockAdapter({ apiKey }), close: nothing }
    const { createSampleKnock } = await import('./sampleKnock.js')
    return { adapter: createKnockAdapter(createSampleKnock()), close: nothing }
  },

  /** Novu with `NOVU_SECRET_KEY`; without it, a local stand-in that isn't persistent. */
  async novu() {
    const { createNovuAdapter } = await import('identikit/adapters/novu')
    const secretKey = process.env['NOVU_SECRET_KEY']
    if (secretKey) return { adapter: createNovuAdapter({ secretKey }), close: nothing }
    const { createSampleNovu } = await import('./sampleNovu.js')
    return { adapter: createNovuAdapter(createSampleNovu()), close: nothing }
  },

  /** Trophy with `TROPHY_API_KEY`; without it, a local stand-in that isn't persistent. */
  async trophy() {
    const { createTrophyAdapter } = await import('identikit/adapters/trophy')
    const apiKey = process.env['TROPHY_API_KEY']
    if (apiKey) return { adapter: createTrophyAdapter({ apiKey }), close: nothing }
    const { createSampleTrophy } = await import('./sampleTrophy.js')
    return { adapter: createTrophyAdapter(createSampleTrophy()), close: nothing }
  },

  /** Notiflows with its two keys; without them, a local stand-in that isn't persistent. */
  async notiflows() {
    const { createNotiflowsAdapter } = await import('identikit/adapters/notiflows')
    const keys = readKeys('NOTIFLOWS')
    if (keys) return { adapter: createNotiflowsAdapter(keys), close: nothing }
    const { createSampleNotiflows } = await import('./sampleNotiflows.js')
    return { adapter: createNotiflowsAdapter(createSampleNotiflows()), close: nothing }
  },

  /** Engage with its two keys; without them, a local stand-in that isn't persistent. */
  async engage() {
    const { createEngageAdapter } = await import('identikit/adapters/engage')
    // All lists of the account. A product with internal lists names the public ones instead.
    const lists = 'all'
    const keys = readKeys('ENGAGE')
    if (keys) return { adapter: createEngageAdapter({ ...keys, lists }), close: nothing }
    const { createSampleEngage } = await import('./sampleEngage.js')
    return { adapter: createEngageAdapter({ ...createSampleEngage(), lists }), close: nothing }
  },

  /** Courier with `COURIER_API_KEY`; without it, a local stand-in that isn't persistent. */
  async courier() {
    const { createCourierAdapter } = await import('identikit/adapters/courier')
    const apiKey = process.env['COURIER_API_KEY']
    if (apiKey) return { adapter: createCourierAdapter({ apiKey }), close: nothing }
    const { createSampleCourier } = await import('./sampleCourier.js')
    return { adapter: createCourierAdapter(createSampleCourier()), close: nothing }
  },

  /**
   * OneSignal with `ONESIGNAL_APP_ID` and `ONESIGNAL_API_KEY`; without them, a local stand-in that isn't persistent. OneSignal has no names and takes no
   * addresses, so they are in memory beside it.
   */
  async onesignal() {
    const { combineAdapters } = await import('identikit/core')
    const { createMemoryAdapter } = await import('identikit/adapters/memory')
    const { createOneSignalAdapter } = await import('identikit/adapters/onesignal')
    const [appId, apiKey] = [process.env['ONESIGNAL_APP_ID'], process.env['ONESIGNAL_API_KEY']]
    const { createSampleOneSignal } = await import('./sampleOneSignal.js')
    const sample = createSampleOneSignal()
    const onesignal = createOneSignalAdapter(
      appId && apiKey ? { appId, apiKey, types: sample.types } : sample,
    )
    const users = [createMemoryAdapter(), onesignal]
    const adapter = combineAdapters({ users, preferences: onesignal, devices: onesignal })
    return { adapter, close: nothing }
  },
}

export const openBackend = (name: BackendName, folder: string): Promise<Backend> =>
  backends[name](folder)

/** @throws SetupError listing the valid names */
export function checkBackend(name: string): asserts name is BackendName {
  if (Object.hasOwn(backends, name)) return
  const choices = Object.keys(backends).join(', ')
  throw new SetupError(`IDENTIKIT_BACKEND is "${name}", but must be one of: ${choices}.`)
}
