import { IdentikitError, type IdentikitErrorCode } from '../../core/errors.js'
import { parseJson } from '../../core/parseJson.js'
import { fromWireError, requestIdHeader, routes, type Route } from '../../core/protocol.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import { redactCause } from '../http/headers.js'
import { reportUnreadable } from '../http/reportUnreadable.js'
import { createSender, type SenderOptions, type SendOptions } from '../http/sender.js'
import { readFailure } from './answerReaders.js'
import type { JsonReader } from './jsonReaders.js'

/** Options of one request to the handler. */
export interface HandlerRequestOptions extends SendOptions, Pick<RequestOptions, 'onUnreadable'> {
  /** The query with its question mark. */
  readonly query?: string | undefined
}

/** Sends one request to the handler, and reads its answer. */
export type HandlerRequest = ReturnType<typeof createHandlerRequest>

/**
 * Creates the requests to a handler. The handler checks what it receives from browsers and services, so these requests check only
 * what a proxy or a handler of another version can change.
 * @throws IdentikitError `misuse` for an invalid URL
 */
export function createHandlerRequest(
  url: string,
  { headers, fetch, timeout = 10_000 }: SenderOptions,
) {
  // Browsers resolve `//host` and `/\host` to another host.
  if (!/^(?:\/(?![/\\])|https?:\/\/[^/\\?#@\s]+(?:\/|$))[^\\?#\s]*$/i.test(url)) {
    throw misuse()
  }
  const send = createSender('Handler', { headers, fetch, timeout }, { toCause })

  return async <T>(
    route: Route,
    reader: JsonReader<T>,
    { query = '', ...requestOptions }: HandlerRequestOptions,
  ): Promise<T> => {
    const { method, path } = routes[route]
    const request = `Handler ${method} ${path || '/'}`
    const read = (response: Response) => parseAnswer(response, request, reader, requestOptions)
    const target = getOrigin(url) + trimTrailingSlashes(url) + path + query
    return send({ request, method, url: target, read }, requestOptions)
  }
}

/** Removes the slashes at the end of a URL. */
export const trimTrailingSlashes = (url: string) => url.replace(/\/+$/, '')

/** In production, browsers show why a request failed, so that bundles need no code to redact it. */
const toCause = process.env.NODE_ENV === 'production' ? undefined : redactCause

function misuse(): IdentikitError {
  const advice =
    process.env.NODE_ENV === 'production'
      ? ' is invalid'
      : ' must be a path, which works only in a page, or an http(s) URL, without credentials, query and hash'
  return new IdentikitError('misuse', `createRemoteClient: \`url\`${advice}.`)
}

/** The page's origin for a path. It is not left to fetch, which resolves a path against the page's `base` element. */
function getOrigin(url: string): string {
  if (!url.startsWith('/')) return ''
  const origin = (globalThis as { location?: { origin?: string } }).location?.origin
  if (origin?.startsWith('http')) return origin
  throw misuse()
}

async function parseAnswer<T>(
  response: Response,
  request: string,
  reader: JsonReader<T>,
  options: HandlerRequestOptions,
): Promise<T> {
  const text = await response.text()
  let json: unknown
  try {
    json = parseJson(text)
  } catch {
    // A page of a proxy is read as an answer without data.
  }
  // React Native's `fetch` follows redirects all the same.
  if (!response.ok || response.redirected) throw toError(response, request, json)
  const issues: string[] = []
  const answer = reader(json, issues, '')
  if (answer !== undefined && issues.length === 0) return answer
  const parts = issues.slice(0, 5).map((path) => path.slice(1) || 'the body')
  const { status } = response
  const message = `${request} answered ${status} with unreadable parts: ${parts.join(', ')}.`
  const error = new IdentikitError('bad-answer', message, {
    status,
    requestId: getRequestId(response),
  })
  if (answer === undefined) throw error
  reportUnreadable(error, options)
  return answer
}

const getRequestId = ({ headers }: Response) => headers.get(requestIdHeader) ?? undefined

/** The codes of answers without an error of the handler, which are from a proxy or from a page at a wrong address. */
const proxyCodes: Readonly<Record<number, IdentikitErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  408: 'timeout',
  413: 'invalid',
  // Too Early: the request was not processed.
  425: 'service',
  429: 'rate-limited',
}

function toError(response: Response, request: string, json: unknown): IdentikitError {
  const { status, headers } = response
  // Without seconds, the backoff of the caller applies.
  const retryAfter = Math.max(0, Number(headers.get('retry-after'))) * 1000 || undefined
  const failure = readFailure(json, [], '')
  if (failure) return fromWireError({ retryAfter, ...failure.error }, request, status)
  const code = proxyCodes[status] ?? (status >= 500 ? 'service' : 'bad-answer')
  const message = `${request} answered ${status} without an answer of the handler.`
  return new IdentikitError(code, message, {
    status,
    requestId: getRequestId(response),
    retryAfter,
  })
}
