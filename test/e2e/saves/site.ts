import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { inject } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import type { UserAdapter } from '../../../src/core/adapter.js'
import { createUserClient } from '../../../src/core/client.js'
import { applyCatalog, type NotificationCatalog } from '../../../src/core/preferences/catalog.js'
import { createUserHandler, type UserHandler } from '../../../src/server.js'
import { toSwitchStates } from '../switchStates.js'
import { createNetwork, type Network } from './network.js'
import { SavesApp, type PageSettings } from './SavesApp.js'

/** The types of the pages. */
export const catalog: NotificationCatalog = ['Achievements', 'Comments', 'Offers', 'Recap'].map(
  (label) => ({ id: label.toLowerCase(), label, channels: ['email', 'push'], default: true }),
)

/** What a test serves. */
export interface Service {
  /** @default a memory adapter with the users `ada` and `grace` */
  readonly adapter?: UserAdapter
  /** @default `catalog` */
  readonly catalog?: NotificationCatalog
  /** The catalog of the handler. @default that of the page */
  readonly handlerCatalog?: NotificationCatalog
  /** Whether requests need the token of the page. */
  readonly needsToken?: boolean
  /** @default `createUserHandler` */
  readonly createHandler?: typeof createUserHandler
}

/** A server of pages and of the handler. */
export interface Site {
  readonly url: string
  readonly network: Network
  /** Serves another service from now on. */
  readonly serve: (service: Service) => void
  /** Reads the state of each switch from the service, without the network. */
  readonly readSaved: (userId: string) => Promise<Record<string, boolean>>
  /** Saves a choice at the service, as another device does. */
  readonly save: (userId: string, type: string, channel: string, enabled: boolean) => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts a server on a free port. */
export async function startSite(): Promise<Site> {
  const assets = inject('savesPage')
  let served: Required<Pick<Service, 'adapter' | 'catalog'>>
  let handler: UserHandler
  const network = createNetwork((request) => handler(request))

  function serve(service: Service): void {
    const { adapter = createAdapter(), catalog: types = catalog, needsToken = false } = service
    const { createHandler = createUserHandler, handlerCatalog = types } = service
    served = { adapter, catalog: types }
    handler = createHandler({
      adapter,
      catalog: handlerCatalog,
      authenticate: ({ headers }) =>
        needsToken && !headers.has('authorization') ? undefined : findUser(headers),
      onError: () => {},
    })
  }
  serve({})

  async function render(request: Request): Promise<string> {
    const { searchParams, pathname } = new URL(request.url)
    const settings: PageSettings = {
      view: pathname.slice(1) as PageSettings['view'],
      userId: findUser(request.headers) ?? null,
      catalog: served.catalog,
      initial: searchParams.has('initial') ? await readInitial(request) : undefined,
      tokenDelay: readNumber(searchParams, 'tokenDelay'),
      timeout: readNumber(searchParams, 'timeout'),
      isManual: searchParams.has('manual'),
    }
    if (settings.view === 'elsewhere') return page('Elsewhere')
    const html = settings.initial ? renderToString(createElement(SavesApp, { settings })) : ''
    const json = JSON.stringify(settings)
    return page(
      html,
      `<script type="application/json" id="settings">${json}</script><script type="module" src="/page.js"></script>`,
    )
  }

  const readInitial = ({ headers }: Request): Promise<PageSettings['initial']> =>
    handler.read({ headers, resources: ['preferences'] })

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await toRequest(incoming)
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/api/')) {
      const response = await network.deliver(request)
      if (response) await respond(outgoing, response)
      else breakAnswer(outgoing)
    } else if (/^\/(?:page\.|assets\/)/.test(pathname)) {
      outgoing.setHeader('content-type', pathname.endsWith('.js') ? 'text/javascript' : 'text/css')
      outgoing.end(await readFile(join(assets, pathname)))
    } else {
      outgoing.setHeader('content-type', 'text/html')
      outgoing.end(await render(request))
    }
  }

  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    network,
    serve,
    async readSaved(userId) {
      const { types, ...others } = await createUserClient(served.adapter).preferences.get(userId)
      // The handler serves no type outside of the catalog.
      const listed = types.filter((type) => served.catalog.some(({ id }) => id === type.id))
      return toSwitchStates(applyCatalog({ ...others, types: listed }, served.catalog))
    },
    async save(userId, type, channel, enabled) {
      await served.adapter.preferences?.update(userId, { type, channel, enabled })
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Closes the connection within the answer. Chromium may repeat a request whose connection closes before it. */
function breakAnswer(outgoing: ServerResponse): void {
  outgoing.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n')
}

const createAdapter = () => createMemoryAdapter({ users: [{ id: 'ada' }, { id: 'grace' }] })

const findUser = (headers: Headers) => /(?:^|; )user=(\w+)/.exec(headers.get('cookie') ?? '')?.[1]

function readNumber(searchParams: URLSearchParams, name: string): number | undefined {
  const value = searchParams.get(name)
  return value === null ? undefined : Number(value)
}

/** An empty icon, which a browser would request otherwise. */
const icon = '<link rel="icon" href="data:,">'

const page = (html: string, scripts = '') =>
  `<!doctype html><html lang="en"><head><title>Page</title>${icon}<link rel="stylesheet" href="/page.css"></head><body><main>${html}</main>${scripts}</body></html>`

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const list = Object.entries(headers).map(([name, value]) => [name, String(value)])
  return new Request(new URL(url, `http://${headers.host}`), {
    method,
    headers: Object.fromEntries(list) as Record<string, string>,
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  })
}

async function respond(outgoing: ServerResponse, response: Response): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}
