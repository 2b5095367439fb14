import { requestIdHeader } from '../core/protocol.js'

/** The headers of every response: it holds one user's data, and its body is JSON. */
export const securityHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const

/** Creates the response to a request, without a body for HEAD. */
export function toJsonResponse(
  { method }: Request,
  requestId: string,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const json = JSON.stringify(body)
  return new Response(method === 'HEAD' ? null : json, {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...securityHeaders,
      [requestIdHeader]: requestId,
      ...headers,
    },
  })
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
