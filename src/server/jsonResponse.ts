import { requestIdHeader } from '../core/protocol.js'

/** The headers of every response: it holds one user's data, and its body is JSON. */
export const securityHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const

/** The bodies of responses, because reading a body from its stream takes longer than creating it. */
const bodies = new WeakMap<Response, string>()

/** Returns the body of a response of `toJsonResponse` that was not read; `undefined` for other responses. */
export function getJson(response: Response): string | undefined {
  return response.bodyUsed ? undefined : bodies.get(response)
}

/** Creates the response to a request, without a body for HEAD. */
export function toJsonResponse(
  { method }: Request,
  requestId: string,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const json = JSON.stringify(body)
  const isHead = method === 'HEAD'
  const response = new Response(isHead ? null : json, {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...securityHeaders,
      [requestIdHeader]: requestId,
      ...headers,
    },
  })
  if (!isHead) bodies.set(response, json)
  return response
}

/** Creates the response to a preflight request. */
export function toEmptyResponse(
  requestId: string,
  headers: Readonly<Record<string, string>>,
): Response {
  return new Response(null, {
    status: 204,
    headers: { ...securityHeaders, [requestIdHeader]: requestId, ...headers },
  })
}
