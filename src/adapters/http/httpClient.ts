import type * as z from 'zod/mini'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import { withDeadline } from '../../core/sync/deadline.js'
import { checkKey } from '../../core/user/user.js'
import { createBaseUrl, toRequestUrl } from './baseUrl.js'
import { createCredentials, type HeaderFunction } from './credentials.js'
import { redactCause, toHeaders, type HeaderValues } from './headers.js'
import { parseResponse, type ParseOptions } from './parseResponse.js'
import { reserveKeepalive } from './reserveKeepalive.js'
import type { ErrorResponse } from './statusError.js'

/** Options of {@link createHttpClient}. */
export interface HttpClientOptions {
  /** `https://api.example.com/v1`, or `/path` on the page's own server; without credentials, query and hash. */
  readonly baseUrl: string
  /**
   * Whether the headers have a secret key: the base URL must then be https, except on this machine, and no link-local or metadata address.
   * @default false
   */
  readonly isSecret?: boolean | undefined
  /** Headers of every request. A function is called before each request, and once for all parallel requests after a 401. */
  readonly headers?: HeaderValues | HeaderFunction | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof fetch | undefined
  /**
   * Milliseconds until a request fails with `timeout`.
   * @default 8000
   */
  readonly timeout?: number | undefined
  /** Converts the service's own error response; the HTTP status decides where it returns `undefined`. */
  readonly toError?: ((response: ErrorResponse) => IdentikitError | undefined) | undefined
}

/** Options of one request. */
export interface HttpRequestOptions extends ParseOptions {
  /** The body, sent as JSON. */
  readonly body?: unknown
  /** The query parameters; `undefined` omits one. */
  readonly query?: Readonly<Record<string, string | undefined>> | undefined
  /** Headers that override those of the client. */
  readonly headers?: HeaderValues | undefined
  /** Aborts the request. */
  readonly signal?: AbortSignal | undefined
  /**
   * Lets the request outlive the page. Ignored while the bodies of all such requests in flight, in UTF-8, exceed 48 KiB: browsers
   * refuse more than 64 KiB.
   */
  readonly keepalive?: boolean | undefined
  /** Whether the page is closing: the request is sent at once with the last headers of the function, and not again after a 401. */
  readonly closing?: boolean | undefined
  /** Receives the response headers of a success. */
  readonly onHeaders?: ((headers: Headers) => void) | undefined
}

/** The HTTP methods that adapters use. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Sends one request and parses the JSON of its response; an empty body is parsed as `undefined`. */
export type HttpClient = <Schema extends z.ZodMiniType>(
  schema: Schema,
  method: HttpMethod,
  /** The path below the base URL, with ids encoded by {@link toPathSegment}. */
  path: string,
  options?: HttpRequestOptions,
) => Promise<z.output<Schema>>

/**
 * Encodes an id for a path. The client removes the braces around it; they mark what error messages omit.
 * @throws IdentikitError `invalid` for ids that a URL parser would change, and for more than `maxLength` characters
 */
export function toPathSegment(id: string, name?: string, maxLength?: number): string {
  checkKey('A path', id, name, maxLength)
  return `{${encodeURIComponent(id)}}`
}

/**
 * Creates the only caller of fetch. It sends requests below its base URL only, follows no redirect, reads at most 1 MiB, leaves out
 * and reports the parts of an answer that don't match the schema, turns statuses and network failures into error codes, and retries
 * nothing except once after a 401 with refreshed credentials. An abort rejects with its own reason.
 * @throws IdentikitError `misuse` for an invalid base URL
 * @example
 * const http = createHttpClient('Example', { baseUrl: 'https://api.example.com/v1' })
 * const user = await http(userSchema, 'GET', `/users/${toPathSegment(id)}`)
 */
export function createHttpClient(service: string, options: HttpClientOptions): HttpClient {
  const { timeout = 8000, toError } = options
  const getBaseUrl = createBaseUrl(service, options.baseUrl, options.isSecret)
  const getCredentials = createCredentials(service, options.headers, timeout)

  return async (schema, method, path, requestOptions = {}) => {
    const { query, headers, onHeaders } = requestOptions
    const request = `${service} ${method} ${path.replaceAll(/\{[^{}]*\}/g, '{id}') || '/'}`
    const url = toRequestUrl(request, getBaseUrl(), path.replaceAll(/[{}]/g, ''), query)
    const init = toRequestInit(method, requestOptions)
    const sentHeaders: HeaderValues[] = headers ? [headers] : []
    let freeKeepalive: (() => void) | undefined

    async function send(credentials: HeaderValues, signal: AbortSignal): Promise<Response> {
      signal.throwIfAborted()
      sentHeaders.push(credentials)
      const allHeaders = toHeaders(service, credentials, init.headers, headers)
      if (requestOptions.keepalive) freeKeepalive ??= reserveKeepalive(init.body)
      const keepalive = freeKeepalive && { keepalive: true }
      return (options.fetch ?? fetch)(url, { ...init, ...keepalive, headers: allHeaders, signal })
    }

    async function sendWithCredentials(signal: AbortSignal): Promise<Response> {
      const { headers: credentials, renew } = await getCredentials(requestOptions.closing)
      const response = await send(credentials, signal)
      if (response.status !== 401 || !renew) return response
      response.body?.cancel().catch(() => undefined)
      return send(await renew(), signal)
    }

    async function run(signal: AbortSignal): Promise<z.output<typeof schema>> {
      try {
        const response = await sendWithCredentials(signal)
        const context = { request, toError }
        const data = await parseResponse(response, schema, context, requestOptions)
        onHeaders?.(response.headers)
        return data
      } catch (error) {
        if (isIdentikitError(error)) throw error
        const cause = redactCause(error, sentHeaders)
        throw new IdentikitError('network', `${request} got no answer.`, { cause })
      }
    }

    const late = () => new IdentikitError('timeout', `${request} got no answer in ${timeout} ms.`)
    try {
      return await withDeadline(run, { timeout, signal: requestOptions.signal, late })
    } finally {
      freeKeepalive?.()
    }
  }
}

function toRequestInit(method: HttpMethod, { body }: HttpRequestOptions) {
  const json = body === undefined ? undefined : JSON.stringify(body)
  const contentType = json === undefined ? undefined : 'application/json'
  return {
    method,
    headers: { accept: 'application/json', 'content-type': contentType },
    // Not `error`, which Cloudflare Workers refuse; `parseResponse` refuses redirects.
    redirect: 'manual' as const,
    ...(json !== undefined && { body: json }),
  }
}
