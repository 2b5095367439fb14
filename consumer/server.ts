import { createServer } from 'node:http'
import { createHttpClient } from 'identikit/adapter-kit'
import { createCourierAdapter } from 'identikit/adapters/courier'
import { createEngageAdapter } from 'identikit/adapters/engage'
import { createKnockAdapter } from 'identikit/adapters/knock'
import { createNotiflowsAdapter } from 'identikit/adapters/notiflows'
import { createNovuAdapter } from 'identikit/adapters/novu'
import { createOneSignalAdapter } from 'identikit/adapters/onesignal'
import { createPostgresAdapter } from 'identikit/adapters/postgres'
import { createRemoteAdapter } from 'identikit/adapters/remote'
import { createTrophyAdapter } from 'identikit/adapters/trophy'
import { combineAdapters, isIdentikitError } from 'identikit/core'
import { createAdminClient, createUserHandler } from 'identikit/server'
import { toNodeListener } from 'identikit/server/node'
import { listAdapterTests } from 'identikit/testing/conformance'

const postgres = createPostgresAdapter({ query: async () => ({ rows: [] }) })
const adapter = combineAdapters({
  users: [postgres, createKnockAdapter({ apiKey: 'key' })],
  preferences: createKnockAdapter({ apiKey: 'key' }),
  streak: createTrophyAdapter({ apiKey: 'key' }),
})
const handler = createUserHandler({
  adapter,
  authenticate: (request) => request.headers.get('x-user'),
  onError: ({ error }) => void (isIdentikitError(error) && error.code),
})

export const server = createServer(toNodeListener(handler))
export const admin = createAdminClient(postgres)
export const others = [
  createEngageAdapter({ publicKey: 'key', secretKey: 'key' }),
  createCourierAdapter({ apiKey: 'key' }),
  createNotiflowsAdapter({ publicKey: 'key', secretKey: 'key' }),
  createNovuAdapter({ secretKey: 'key' }),
  createOneSignalAdapter({ appId: '6f2f5fd1-1f6a-4b0e-9d4c-1a2b3c4d5e6f', apiKey: 'key' }),
  createRemoteAdapter({ url: 'https://example.com/api/identikit' }),
]
export { createHttpClient }
export const tests = listAdapterTests({ create: () => postgres, targets: [{ channel: 'email' }] })
