import { createHttpClient, type HttpClient, type HttpClientOptions } from '../http/httpClient.js'

/** Creates a client of the API, whose `toError` converts the error responses of its requests. */
export type CreateHttp = (toError?: HttpClientOptions['toError']) => HttpClient

/** The options of a connection. */
export interface TrophyConnectionOptions extends Pick<HttpClientOptions, 'baseUrl' | 'fetch'> {
  readonly apiKey: string
  readonly tenantId?: string | undefined
}

/** Creates a factory of clients that send the API key and the tenant. */
export function createTrophyConnection(options: TrophyConnectionOptions): CreateHttp {
  const { apiKey, tenantId, ...connection } = options
  const headers = { 'x-api-key': apiKey, 'tenant-id': tenantId }
  // An application key acts for one user and is known to that user's browser.
  const isSecret = !apiKey.startsWith('app_')
  return (toError) => createHttpClient('Trophy', { ...connection, isSecret, headers, toError })
}
