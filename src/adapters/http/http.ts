import type * as z from 'zod/mini'
import { withDeadline } from '../../core/sync/deadline.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import { checkId } from '../../core/user/user.js'
import { toAddress } from './address.js'
import { readAnswer } from './answer.js'
import { createBaseUrl } from './baseUrl.js'
import { withoutSecrets } from './cause.js'
import { createCredentials, type HeaderFunction } from './credentials.js'
import { toHeaders, type HeaderValues } from './headers.js'
import { describeIssues, refusalOf, type Refusal } from './refusal.js'
import { readRetryAfter } from './retryAfter.js'

/** Browsers refuse to keep more than 64 KiB alive: so many characters are less than that in any script. */
const mostKept = 20_000

export interface HttpOptions {
  /** `https://api.example.com/v1`, or `/path` on the page's own server; without credentials, query and hash. */
  readonly baseUrl: string
  /** Sent with every request. A function is asked anew each time, and once more, for all parallel requests, after a 401. */
  readonly headers?: HeaderValues | HeaderFunction | undefined
  /** @default the global fetch */
  readonly fetch?: typeof fetch | undefined
  /**
   * Milliseconds.
   * @default 8000
   */
  readonly timeout?: number | undefined
  /** Reads a service's own error answer; without it, or where it gives nothing, the status decides. */
  readonly toError?: ((refusal: Refusal) => IdentikitError | undefined) | undefined
}

export interface HttpRequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown
  readonly query?: Readonly<Record<string, string | undefined>> | undefined
  readonly headers?: HeaderValues | undefined
  readonly signal?: AbortSignal | undefined
  readonly keepalive?: boolean | undefined
  /** Told the headers of a success, for what a service says there alone. */
  readonly onHeaders?: ((headers: Headers) => void) | undefined
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Sends one request and parses its answer; an answer without a body is parsed as `undefined`. Of an answer's headers only `retry-after`,
 * `x-request-id` and what `onHeaders` picks are read.
 */
export type HttpRequest = <Schema extends z.ZodMiniType>(
  schema: Schema,
  method: HttpMethod,
  /** Ids in it stand as `segment(id)`. */
  path: string,
  options?: HttpRequestOptions,
) => Promise<z.output<Schema>>

/**
 * Percent-encodes an id for a path, in braces that the request takes off and that keep the id out of messages.
 * @throws IdentikitError `invalid` for what a URL would swallow or change, and for more than `longest` characters
 */
export function segment(id: string, name?: string, longest?: number): string {
  checkId('A path', id, name, longest)
  return `{${encodeURIComponent(id)}}`
}

/**
 * The only caller of fetch: turns statuses and network failures into codes, rethrows an abort untouched, never retries but for one
 * refresh of the credentials. It goes nowhere but below its address, follows no redirect and reads no more than 1 MiB.
 * @throws IdentikitError `misuse` for an address that cannot be
 */
export function createHttp(service: string, options: HttpOptions): HttpRequest {
  const { baseUrl, timeout = 8000, toError } = options
  const base = createBaseUrl(service, baseUrl)
  const open = createCredentials(service, options.headers, timeout)

  return async (
    schema,
    method,
    path,
    { body, query, headers, signal, keepalive, onHeaders } = {},
  ) => {
    const what = `${service} ${method} ${path.replaceAll(/\{[^{}]*\}/g, '{id}') || '/'}`
    const url = toAddress(what, base(), path.replaceAll(/[{}]/g, ''), query)
    const json = body === undefined ? undefined : JSON.stringify(body)
    const type = json === undefined ? undefined : 'application/json'
    const standard = { accept: 'application/json', 'content-type': type }

    const sent: HeaderValues[] = headers ? [headers] : []

    async function send(own: HeaderValues, within: AbortSignal): Promise<Response> {
      within.throwIfAborted()
      const init: RequestInit = {
        method,
        headers: toHeaders(service, own, standard, headers),
        // Not `error`, which Cloudflare's runtime refuses; a redirect is told from the answer.
        redirect: 'manual',
        signal: within,
        ...(json !== undefined && { body: json }),
        ...(keepalive && (json?.length ?? 0) <= mostKept && { keepalive }),
      }
      sent.push(own)
      return (options.fetch ?? fetch)(url, init)
    }

    async function exchange(within: AbortSignal): Promise<z.output<typeof schema>> {
      const { headers: own, renew } = await open()
      let response = await send(own, within)
      if (response.status === 401 && renew) {
        response.body?.cancel().catch(() => undefined)
        response = await send(await renew(), within)
      }
      const requestId = response.headers.get('x-request-id') ?? undefined
      const { status, redirected } = response
      const bad = (problem: string) =>
        new IdentikitError('bad-answer', `${what} answered ${status} ${problem}.`, {
          status,
          requestId,
        })
      if (redirected) throw bad('after a redirect')
      const answer = await readAnswer(response)
      if (!response.ok) {
        const retryAfter = readRetryAfter(response)
        const { type: kind } = response
        const given = 'json' in answer ? answer.json : undefined
        const refusal = { what, status, requestId, retryAfter, body: given, type: kind }
        throw toError?.(refusal) ?? refusalOf(refusal)
      }
      onHeaders?.(response.headers)
      if ('wrong' in answer) throw bad(answer.wrong)
      const parsed = schema.safeParse(answer.json)
      if (!parsed.success)
        throw bad(`with JSON of another shape: ${describeIssues(parsed.error.issues)}`)
      return parsed.data
    }

    return withDeadline(
      async (within) => {
        try {
          return await exchange(within)
        } catch (error) {
          if (isIdentikitError(error)) throw error
          throw new IdentikitError('network', `${what} got no answer.`, {
            cause: withoutSecrets(error, sent),
          })
        }
      },
      {
        timeout,
        signal,
        late: () => new IdentikitError('timeout', `${what} got no answer in ${timeout} ms.`),
      },
    )
  }
}
