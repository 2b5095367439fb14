import { createRequest, sendResponse } from '@remix-run/node-fetch-server'
import { standingHeaders } from './answer.js'
import type { UserHandler } from './handler.js'

/** Node's own request, and what Express and its body parsers add to it. */
export type NodeRequest = Parameters<typeof createRequest>[0] & {
  readonly body?: unknown
  readonly originalUrl?: string
}

export type NodeResponse = Parameters<typeof createRequest>[1]

export type NodeListener = (request: NodeRequest, response: NodeResponse) => void

/**
 * Serves a handler with `node:http`, Express or whatever else hands out Node's own requests, also behind a body parser. Where the browser
 * goes away, `request.signal` is aborted.
 */
export function toNodeListener(handler: UserHandler): NodeListener {
  return (incoming, outgoing) => {
    void respond(handler, incoming, outgoing)
  }
}

async function respond(handler: UserHandler, incoming: NodeRequest, outgoing: NodeResponse) {
  const request = toRequest(incoming, outgoing)
  const response = request ? await handler(request).catch(() => bare(500)) : bare(400)
  if (outgoing.destroyed) return
  try {
    await sendResponse(outgoing, response)
  } catch {
    outgoing.destroy()
  }
}

function bare(status: number): Response {
  return new Response(null, { status, headers: standingHeaders })
}

/** `undefined` where the target or the host of the request make no address. */
function toRequest(incoming: NodeRequest, outgoing: NodeResponse): Request | undefined {
  const { url, originalUrl } = incoming
  try {
    // Express takes the mount's own path off `url`.
    if (originalUrl !== undefined) incoming.url = originalUrl
    // A whole address in the place of a path would decide what the handler takes for its own origin.
    if (!incoming.url?.startsWith('/')) return undefined
    const request = createRequest(incoming, outgoing)
    return incoming.readableEnded ? withReadBody(request, incoming.body) : request
  } catch {
    return undefined
  } finally {
    if (originalUrl !== undefined && url !== undefined) incoming.url = url
  }
}

/** Gives a request whose stream a body parser has read its body back. */
function withReadBody({ url, method, headers, signal }: Request, body: unknown): Request {
  const kept = new Headers(headers)
  // They told of the body as it was sent.
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) kept.delete(name)
  const none = body === undefined || method === 'GET' || method === 'HEAD'
  const raw = typeof body === 'string' || body instanceof Uint8Array
  return new Request(url, {
    method,
    headers: kept,
    signal,
    ...(!none && { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
  })
}
