import type * as z from 'zod/mini'
import type { IdentikitError } from '../../core/errors.js'
import {
  createHttpClient,
  type HttpMethod,
  type HttpClientOptions,
  type HttpRequestOptions,
} from '../http/httpClient.js'
import type { ErrorResponse } from '../http/statusError.js'

export interface TrophyRequestOptions extends HttpRequestOptions {
  /** Reads the refusal of this one request. */
  readonly toError?: ((refusal: ErrorResponse) => IdentikitError | undefined) | undefined
}

export type TrophyRequest = <Schema extends z.ZodMiniType>(
  schema: Schema,
  method: HttpMethod,
  path: string,
  options?: TrophyRequestOptions,
) => Promise<z.output<Schema>>

export interface TrophyConnection extends Pick<HttpClientOptions, 'baseUrl' | 'fetch'> {
  readonly apiKey: string
  readonly tenantId?: string | undefined
}

/** Sends requests with the two headers of Trophy. */
export function createTrophyRequest(connection: TrophyConnection): TrophyRequest {
  const { apiKey, tenantId, ...address } = connection
  const headers = { 'x-api-key': apiKey, 'tenant-id': tenantId }
  const plain = createHttpClient('Trophy', { ...address, headers })
  return (schema, method, path, { toError, ...options } = {}) => {
    const http = toError ? createHttpClient('Trophy', { ...address, headers, toError }) : plain
    return http(schema, method, path, options)
  }
}
