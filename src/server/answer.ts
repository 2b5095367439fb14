import { requestIdHeader } from '../core/protocol.js'

/** Every answer is about one person and of one moment, and nothing but JSON. */
export const standingHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const

export interface AnswerParts {
  readonly requestId: string
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer of the handler; HEAD gets its headers only. */
export function toAnswer(
  { method }: Request,
  { requestId, status, body, headers = {} }: AnswerParts,
): Response {
  const json = JSON.stringify(body)
  return new Response(method === 'HEAD' ? null : json, {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...standingHeaders,
      [requestIdHeader]: requestId,
      ...headers,
    },
  })
}
