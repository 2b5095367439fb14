import type * as z from 'zod/mini'
import type { IdentikitError } from '../../core/errors.js'
import { checkKey } from '../../core/user/user.js'
import { createBaseUrl, toRequestUrl } from './baseUrl.js'
import { connectionHeaders, redactCause } from './headers.js'
import { parseResponse, type ParseOptions } from './parseResponse.js'
import { createSender, type HttpMethod, type SenderOptions, type SendOptions } from './sender.js'
import type { ErrorResponse } from './statusError.js'

export type { HttpMethod } from './sender.js'

/** Options of {@link createHttpClient}. */
export interface HttpClientOptions extends SenderOptions {
  /** `https://api.example.com/v1`, or `/path` on the page's own server; without credentials, query and hash. */
  readonly baseUrl: string
  /**
   * Whether the headers have a secret key: the base URL must then be https, except on this machine, and no link-local or metadata address.
   * @default false
   */
  readonly isSecret?: boolean | undefined
  /** Converts the service's own error response; the HTTP status decides where it returns `undefined`. */
  readonly toError?: ((response: ErrorResponse) => IdentikitError | undefined) | undefined
}

/** Options of one request. */
export interface HttpRequestOptions extends ParseOptions, SendOptions {
  /** The query parameters; `undefined` omits one. */
  readonly query?: Readonly<Record<string, string | undefined>> | undefined
  /** Receives the response headers of a success. */
  readonly onHeaders?: ((headers: Headers) => void) | undefined
}

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
 * Creates the HTTP client of a service. It sends requests below its base URL only, follows no redirect, reads at most 1 MiB, leaves out
 * and reports the parts of an answer that don't match the schema, turns statuses and network failures into error codes, and retries
 * nothing except once after a 401 with refreshed credentials. An abort rejects with its own reason.
 * @throws IdentikitError `misuse` for an invalid base URL
 * @example
 * const http = createHttpClient('Example', { baseUrl: 'https://api.example.com/v1' })
 * const user = await http(userSchema, 'GET', `/users/${toPathSegment(id)}`)
 */
export function createHttpClient(service: string, options: HttpClientOptions): HttpClient {
  const { toError } = options
  const getBaseUrl = createBaseUrl(service, options.baseUrl, options.isSecret)
  const send = createSender(service, options, {
    forbiddenHeaders: connectionHeaders,
    toCause: redactCause,
  })

  return async (schema, method, path, requestOptions = {}) => {
    const { query, onHeaders } = requestOptions
    const request = `${service} ${method} ${path.replaceAll(/\{[^{}]*\}/g, '{id}') || '/'}`
    const url = toRequestUrl(request, getBaseUrl(), path.replaceAll(/[{}]/g, ''), query)
    const read = async (response: Response) => {
      const data = await parseResponse(response, schema, { request, toError }, requestOptions)
      onHeaders?.(response.headers)
      return data
    }
    return send({ request, method, url, read }, requestOptions)
  }
}
