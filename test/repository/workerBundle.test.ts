import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** A Worker over the memory adapter. Its bundle holds every adapter. */
const worker = `
import { createMemoryAdapter } from './src/adapters/memory/memory.js'
import { createPostgresAdapter } from './src/adapters/postgres/postgres.js'
import { createKnockAdapter } from './src/adapters/knock/knock.js'
import { createNotiflowsAdapter } from './src/adapters/notiflows/notiflows.js'
import { createNovuAdapter } from './src/adapters/novu/novu.js'
import { createCourierAdapter } from './src/adapters/courier/courier.js'
import { createOneSignalAdapter } from './src/adapters/onesignal/onesignal.js'
import { createTrophyAdapter } from './src/adapters/trophy/trophy.js'
import { createEngageAdapter } from './src/adapters/engage/engage.js'
import { combineAdapters } from './src/core.js'
import { createAdminClient, createUserHandler } from './src/server.js'

const adapter = createMemoryAdapter({ users: [{ id: 'ada' }] })
const catalog = [{ id: 'news', label: 'News', channels: ['email'] }]
export const fetch = createUserHandler({ adapter, catalog, authenticate: () => 'ada' })
export const others = [
  createAdminClient(adapter),
  createPostgresAdapter({ query: () => Promise.resolve({ rows: [] }) }),
  combineAdapters({ users: [createKnockAdapter({ apiKey: 'sk_test' }), createTrophyAdapter({ apiKey: 'key' })] }),
  createNotiflowsAdapter({ publicKey: 'public', secretKey: 'secret' }),
  createNovuAdapter({ secretKey: 'secret' }),
  createCourierAdapter({ apiKey: 'key' }),
  createOneSignalAdapter({ appId: '6f2f5fd1-1f6a-4b0e-9d4c-1a2b3c4d5e6f', apiKey: 'secret' }),
  createEngageAdapter({ publicKey: 'public', secretKey: 'secret' }),
]
`

/** What Workers of Cloudflare refuse outside of a request. */
const onlyInRequests = ['setTimeout', 'setInterval', 'fetch', 'crypto'] as const

const webGlobals = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'Event',
  'EventTarget',
  'FormData',
  'Headers',
  'ReadableStream',
  'Request',
  'Response',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'atob',
  'btoa',
  'clearInterval',
  'clearTimeout',
  'console',
  'performance',
  'queueMicrotask',
  'structuredClone',
] as const

test('identikit/server and the adapters: run without Node', async () => {
  const { outputFiles } = await build({
    stdin: { contents: worker, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'worker',
    // Refuses \`node:\` modules.
    platform: 'neutral',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const context = createContext(
    Object.fromEntries(webGlobals.map((name) => [name, globalThis[name]])),
  )
  runInContext(outputFiles[0]!.text, context)
  Object.assign(context, Object.fromEntries(onlyInRequests.map((name) => [name, globalThis[name]])))
  const { fetch } = context['worker'] as { fetch: (request: Request) => Promise<Response> }

  const url = 'https://app.example.com/api/identikit/preferences'
  const saved = await fetch(
    new Request(url, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', origin: 'https://app.example.com' },
      body: JSON.stringify({ changes: [{ type: 'news', channel: 'email', enabled: true }] }),
    }),
  )
  expect(await saved.text()).toContain('"news"')
  expect(saved.status).toBe(200)
  const read = await fetch(new Request('https://app.example.com/api/identikit?read=preferences'))
  expect(await read.text()).toContain('"state":"on"')
})
