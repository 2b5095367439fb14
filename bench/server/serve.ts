/** Serves one contender of `bench:server` and answers its parent with the CPU time of this process. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequestListener } from '@remix-run/node-fetch-server'
import { createUserHandler } from '../../src/server.js'
import { toNodeListener } from '../../src/server/nodeListener.js'
import { createCatalog, createReadyAdapter } from './readyAdapter.js'
import { readRequest, updateRequest } from './requests.mjs'

const [contender = '', count = ''] = process.argv.slice(2)
const types = Number(count)

const handler = createUserHandler({
  adapter: createReadyAdapter({ types, order: contender !== 'unordered' }),
  catalog: contender === 'open' ? [] : createCatalog(types),
  authenticate: (request) => (request.headers.has('cookie') ? 'ada' : undefined),
  rateLimit: { limit: { reads: 10_000_000, writes: 10_000_000 } },
})

/** The same answers from the same library, without the kit. */
async function createBareListener(): Promise<RequestListener> {
  const [read, update] = await Promise.all(
    [readRequest, updateRequest].map(async ({ path, method, headers, body }) => {
      const response = await handler(
        new Request(
          `http://localhost${path}`,
          body === undefined ? { method, headers } : { method, headers, body },
        ),
      )
      if (!response.ok) throw new Error(`${method} was answered ${response.status}.`)
      return (await response.json()) as unknown
    }),
  )
  return createRequestListener(async (request: Request) => {
    if (request.method === 'GET') return Response.json(read)
    await request.json()
    return Response.json(update)
  })
}

const listener = contender === 'bare' ? await createBareListener() : toNodeListener(handler)
const server = createServer(listener)
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port)
})
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
process.on('disconnect', () => process.exit())
