import { createRequest, sendResponse } from '@remix-run/node-fetch-server'
import { getJson, securityHeaders } from './jsonResponse.js'
import { stepTimeout } from './requestDeadline.js'

/** A request of Node, with the properties that Express and its body parsers add. */
export type NodeRequest = Parameters<typeof createRequest>[0] & {
  readonly body?: unknown
  readonly originalUrl?: string
}

/** A response of Node. */
export type NodeResponse = Parameters<typeof createRequest>[1]

/** A function that answers requests, such as a `UserHandler` or the `fetch` of another framework. */
export type FetchHandler = (request: Request) => Promise<Response>

/** A listener of `node:http`, and a handler of Express. */
export type NodeListener = (request: NodeRequest, response: NodeResponse) => void

/**
 * Creates a listener for `node:http`, Express and other servers that use Node's requests, with or without a body parser. When the
 * browser disconnects, `request.signal` is aborted. A body that arrives too slowly is answered 408, and its connection is closed.
 * @example
 * ```ts
 * app.use('/api/identikit', toNodeListener(handler))
 * ```
 */
export function toNodeListener(handler: FetchHandler): NodeListener {
  return (incoming, outgoing) => {
    void respond(handler, incoming, outgoing)
  }
}

async function respond(handler: FetchHandler, incoming: NodeRequest, outgoing: NodeResponse) {
  const request = toRequest(incoming, outgoing)
  const response = request
    ? await handler(request).catch(() => emptyResponse(500))
    : emptyResponse(400)
  if (outgoing.destroyed) return
  // Node.js then destroys the socket after the answer, although the body has not arrived. HTTP/2 has no such header.
  if (response.status === 408 && incoming.httpVersionMajor === 1)
    response.headers.set('connection', 'close')
  try {
    const json = getJson(response)
    if (json === undefined) await sendResponse(outgoing, response)
    else sendJson(outgoing, response, json)
    closeSlowBody(incoming)
  } catch {
    outgoing.destroy()
  }
}

/** Sends a body that is known in one piece, with its length. */
function sendJson(outgoing: NodeResponse, { status, headers }: Response, json: string): void {
  outgoing.statusCode = status
  for (const [name, value] of headers)
    outgoing.setHeader(name, name === 'set-cookie' ? headers.getSetCookie() : value)
  outgoing.end(json)
}

/**
 * Closes the connection of a request that was refused before its body arrived, unless the rest arrives soon. At once would be too early:
 * a browser that still sends can lose the answer.
 */
function closeSlowBody(incoming: NodeRequest): void {
  if (incoming.complete) return
  const timer = setTimeout(() => {
    if (!incoming.complete) incoming.destroy()
  }, stepTimeout)
  incoming.once('close', () => clearTimeout(timer))
}

function emptyResponse(status: number): Response {
  return new Response(null, { status, headers: securityHeaders })
}

/** Returns `undefined` if the target or the host of the request is not part of a valid URL. */
function toRequest(incoming: NodeRequest, outgoing: NodeResponse): Request | undefined {
  const { url, originalUrl } = incoming
  try {
    // Express removes the mount path from `url`.
    if (originalUrl !== undefined) incoming.url = originalUrl
    // An absolute URL in the request line would replace the origin that the handler trusts by default.
    if (!incoming.url?.startsWith('/')) return undefined
    const request = createRequest(incoming, outgoing)
    return incoming.readableEnded ? withParsedBody(request, incoming.body) : request
  } catch {
    return undefined
  } finally {
    if (originalUrl !== undefined && url !== undefined) incoming.url = url
  }
}

/** Restores the body of a request whose stream a body parser has read. */
function withParsedBody({ url, method, headers, signal }: Request, body: unknown): Request {
  const bodyHeaders = new Headers(headers)
  // These headers describe the original body.
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding'])
    bodyHeaders.delete(name)
  const isEmpty = body === undefined || method === 'GET' || method === 'HEAD'
  const text = isEmpty ? undefined : toBody(body, bodyHeaders)
  return new Request(url, {
    method,
    headers: bodyHeaders,
    signal,
    ...(text !== undefined && { body: text }),
  })
}

/** Returns a parsed body as it is sent. Of a form, parsers make an object. */
function toBody(body: unknown, headers: Headers): BodyInit {
  if (typeof body === 'string' || body instanceof Uint8Array) return body as BodyInit
  const form = 'application/x-www-form-urlencoded'
  const isForm = [form, 'multipart/form-data'].some((type) =>
    headers.get('content-type')?.toLowerCase().startsWith(type),
  )
  if (!isForm) return JSON.stringify(body)
  headers.set('content-type', form)
  const fields = Object.entries(Object(body) as Readonly<Record<string, unknown>>)
  return new URLSearchParams(
    fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  ).toString()
}
