import { requestIdHeader } from '../core/protocol.js'

/** The headers of every response: it holds one user's data, and its body is JSON. */
export const securityHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const

interface JsonResponseOptions {
  readonly requestId: string
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Creates the response to a request, without a body for HEAD. */
export function toJsonResponse(
  { method }: Request,
  { requestId, status, body, headers = {} }: JsonResponseOptions,
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
