import type * as z from 'zod/mini'
import type { IdentikitError } from '../../core/errors.js'
import {
  createHttp,
  type HttpMethod,
  type HttpOptions,
  type HttpRequestOptions,
} from '../http/http.js'
import type { Refusal } from '../http/refusal.js'

export interface TrophyRequestOptions extends HttpRequestOptions {
  /** Reads the refusal of this one request. */
  readonly toError?: ((refusal: Refusal) => IdentikitError | undefined) | undefined
}

export type TrophyRequest = <Schema extends z.ZodMiniType>(
  schema: Schema,
  method: HttpMethod,
  path: string,
  options?: TrophyRequestOptions,
) => Promise<z.output<Schema>>

export interface TrophyConnection extends Pick<HttpOptions, 'baseUrl' | 'fetch'> {
  readonly apiKey: string
  readonly tenantId?: string | undefined
}

/** Sends requests with the two headers of Trophy. */
export function createTrophyRequest(connection: TrophyConnection): TrophyRequest {
  const { apiKey, tenantId, ...address } = connection
  const headers = { 'x-api-key': apiKey, 'tenant-id': tenantId }
  const plain = createHttp('Trophy', { ...address, headers })
  return (schema, method, path, { toError, ...options } = {}) => {
    const http = toError ? createHttp('Trophy', { ...address, headers, toError }) : plain
    return http(schema, method, path, options)
  }
}
