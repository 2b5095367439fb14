import { createServer, request as open, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import express5 from 'express'
import { Hono } from 'hono'
import type { UserHandler } from '../../src/server.js'
import { toNodeListener } from '../../src/server/nodeListener.js'

const express4 = createRequire(import.meta.url)('express4') as typeof express5

/** A request to a mount. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body?: string | undefined
  /** Overrides the mount's path and `path`. */
  readonly target?: string | undefined
}

/** The response of a mount. */
export interface Received {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** A running mount of a handler. */
export interface Mounted {
  readonly origin: string
  readonly send: (sent: Sent) => Promise<Received>
  readonly close: () => Promise<void>
}

/** A way to mount a handler. */
export interface Mount {
  readonly name: string
  /** Whether a body parser runs before the handler and refuses invalid bodies. */
  readonly hasParser?: true
  /** @default '/api/identikit' */
  readonly basePath?: string
  readonly open: (handler: UserHandler) => Promise<Mounted>
}

const prefix = '/api/identikit'

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown

async function serve(listener: Listener, path: string): Promise<Mounted> {
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    send: (sent) => sendRaw(origin, { ...sent, target: sent.target ?? below(path, sent.path) }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const below = (mount: string, path: string) => (mount + path).replace(/^(?!\/)/, '/')

/** Sends a request with node:http, because fetch refuses some headers and normalizes paths. */
function sendRaw(origin: string, { method, target, headers = {}, body }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const sent = open({ hostname, port, method, path: target, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (text += chunk))
      answer.on('end', () => {
        const pairs = Object.entries(answer.headersDistinct).map(([name, values = []]) => [
          name,
          values.join(', '),
        ])
        resolve({
          status: answer.statusCode ?? 0,
          headers: new Headers(pairs as [string, string][]),
          text,
        })
      })
    })
    sent.on('error', reject)
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) sent.setHeader(name, value)
    }
    if (body !== undefined) sent.setHeader('content-length', Buffer.byteLength(body))
    sent.end(body)
  })
}

function request(origin: string, { method, path, target, headers = {}, body }: Sent): Request {
  const all = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const item of value === undefined ? [] : [value].flat()) all.append(name, item)
  }
  return new Request(origin + (target ?? prefix + path), {
    method,
    headers: all,
    ...(body !== undefined && { body }),
  })
}

async function received(response: Response): Promise<Received> {
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** Calls the exports of a Next.js route file with their second argument, and answers 405 to other methods. */
function next(handler: UserHandler): Mounted {
  type Route = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>
  const module: Readonly<Record<string, Route>> = {
    GET: handler,
    HEAD: handler,
    PUT: handler,
    PATCH: handler,
    POST: handler,
    DELETE: handler,
  }
  const origin = 'https://app.example.com'
  return {
    origin,
    async send(sent) {
      const route = module[sent.method]
      if (!route) return { status: 405, headers: new Headers(), text: '' }
      const path = sent.path.split('?')[0]?.split('/').filter(Boolean)
      const params = Promise.resolve(path?.length === 0 ? {} : { path })
      return received(await route(request(origin, sent), { params }))
    },
    close: async () => {},
  }
}

type Express = typeof express5

const expressAt = (express: Express) => (handler: UserHandler) =>
  serve(express().use(prefix, toNodeListener(handler)), prefix)

const expressParsed = (express: Express) => (handler: UserHandler) => {
  const app = express()
  app.use(express.json(), express.urlencoded({ extended: true }), express.text())
  const router = express.Router()
  router.use('/identikit', toNodeListener(handler))
  app.use('/api', router)
  // In other modes, Express prints the errors of parsers.
  app.set('env', 'test')
  return serve(app, prefix)
}

export const mounts: readonly Mount[] = [
  {
    name: 'a fetch handler',
    async open(handler) {
      const origin = 'https://app.example.com'
      const send = async (sent: Sent) => received(await handler(request(origin, sent)))
      return { origin, send, close: async () => {} }
    },
  },
  { name: 'node:http', basePath: '/', open: (handler) => serve(toNodeListener(handler), '') },
  { name: 'node:http below a path', open: (handler) => serve(toNodeListener(handler), prefix) },
  { name: 'Express 5', open: expressAt(express5) },
  { name: 'Express 5 behind body parsers', hasParser: true, open: expressParsed(express5) },
  { name: 'Express 4', open: expressAt(express4) },
  { name: 'Express 4 behind body parsers', hasParser: true, open: expressParsed(express4) },
  {
    name: 'Hono',
    open(handler) {
      const app = new Hono().all(`${prefix}/*`, (context) => handler(context.req.raw))
      return serve(getRequestListener(app.fetch), prefix)
    },
  },
  {
    name: 'Hono in a sub-app',
    open(handler) {
      const api = new Hono().all('/identikit/*', (context) => handler(context.req.raw))
      return serve(getRequestListener(new Hono().route('/api', api).fetch), prefix)
    },
  },
  {
    name: 'Hono with mount(), which removes the path',
    basePath: '/',
    open(handler) {
      const app = new Hono().mount(prefix, (sent: Request) => handler(sent))
      return serve(getRequestListener(app.fetch), prefix)
    },
  },
  { name: 'a Next.js route', open: async (handler) => next(handler) },
]
