import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import { withDeadline } from '../../core/sync/deadline.js'
import { createCredentials, type HeaderFunction } from './credentials.js'
import { toHeaders, type HeaderValues } from './headers.js'
import { reserveKeepalive } from './reserveKeepalive.js'

/** The HTTP methods that adapters use. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Options of {@link createSender}. */
export interface SenderOptions {
  /** Headers of every request. A function is called before each request, and once for all parallel requests after a 401. */
  readonly headers?: HeaderValues | HeaderFunction | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof fetch | undefined
  /**
   * Milliseconds until a request fails with `timeout`.
   * @default 8000
   */
  readonly timeout?: number | undefined
}

/** Options of one request. */
export interface SendOptions {
  /** The body, sent as JSON. */
  readonly body?: unknown
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
}

/** One request, and how its response is read. */
interface Sending<T> {
  /** The service, the method and the path without ids, for messages. */
  readonly request: string
  readonly method: HttpMethod
  readonly url: string
  readonly read: (response: Response) => Promise<T>
}

/** What a sender does with the headers of requests that hold a service's key. */
interface SenderRules {
  /** Matches the names of headers that are refused. */
  readonly forbiddenHeaders?: RegExp | undefined
  /** Returns the cause of a network failure from what fetch threw and the headers; without it, the error has no cause. */
  readonly toCause?: ((error: unknown, headers: readonly HeaderValues[]) => unknown) | undefined
}

/**
 * Creates the only caller of fetch. It follows no redirect, turns network failures into error codes, and retries nothing except once
 * after a 401 with refreshed credentials. An abort rejects with its own reason.
 */
export function createSender(
  service: string,
  options: SenderOptions,
  { forbiddenHeaders, toCause }: SenderRules,
) {
  const { timeout = 8000 } = options
  const getCredentials = createCredentials(service, options.headers, timeout)

  return async <T>(
    { request, method, url, read }: Sending<T>,
    { body, headers, signal, keepalive, closing }: SendOptions = {},
  ): Promise<T> => {
    const json = body === undefined ? undefined : JSON.stringify(body)
    const accept = 'application/json'
    const jsonHeaders = { accept, 'content-type': json === undefined ? undefined : accept }
    const sentHeaders: HeaderValues[] = headers ? [headers] : []
    let freeKeepalive: (() => void) | undefined

    async function send(credentials: HeaderValues, abortSignal: AbortSignal): Promise<Response> {
      abortSignal.throwIfAborted()
      sentHeaders.push(credentials)
      if (keepalive) freeKeepalive ??= reserveKeepalive(json)
      return (options.fetch ?? fetch)(url, {
        method,
        headers: toHeaders(service, forbiddenHeaders, credentials, jsonHeaders, headers),
        // Not `error`, which Cloudflare Workers refuse. A redirect is read as a response that failed.
        redirect: 'manual',
        signal: abortSignal,
        ...(json !== undefined && { body: json }),
        ...(freeKeepalive && { keepalive: true }),
      })
    }

    async function run(abortSignal: AbortSignal): Promise<T> {
      try {
        const { headers: credentials, renew } = await getCredentials(closing)
        let response = await send(credentials, abortSignal)
        if (response.status === 401 && renew) {
          response.body?.cancel().catch(() => undefined)
          response = await send(await renew(), abortSignal)
        }
        return await read(response)
      } catch (error) {
        if (isIdentikitError(error)) throw error
        const details = toCause && { cause: toCause(error, sentHeaders) }
        throw new IdentikitError('network', `${request} got no answer.`, details)
      }
    }

    const late = () => new IdentikitError('timeout', `${request} got no answer in ${timeout} ms.`)
    try {
      return await withDeadline(run, { timeout, signal, late })
    } finally {
      freeKeepalive?.()
    }
  }
}
