import { createHttpClient, type HttpClient, type HttpClientOptions } from '../http/httpClient.js'

/** Creates a client of the API, whose `toError` converts the error responses of its requests. */
export type CreateHttp = (toError?: HttpClientOptions['toError']) => HttpClient

/** The options of a connection. */
export interface CourierConnectionOptions extends Pick<HttpClientOptions, 'baseUrl' | 'fetch'> {
  readonly apiKey: string
}

/** Creates a factory of clients that send the API key. */
export function createCourierConnection(options: CourierConnectionOptions): CreateHttp {
  const { apiKey, ...connection } = options
  const headers = { authorization: `Bearer ${apiKey}` }
  return (toError) =>
    createHttpClient('Courier', { ...connection, isSecret: true, headers, toError })
}
