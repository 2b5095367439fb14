import type * as z from 'zod/mini'
import { IdentikitError, isIdentikitError } from '../core/errors.js'
import { checkId } from '../core/user.js'
import { createBaseUrl } from './baseUrl.js'
import { createCredentials, type HeaderFunction, type HeaderValues } from './credentials.js'
import { withDeadline } from './deadline.js'
import { describeIssues, refusalOf, type Refusal } from './refusal.js'
import { readRetryAfter } from './retryAfter.js'

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
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Sends one request and parses its answer; an answer without a body is parsed as `undefined`. */
export type HttpRequest = <Schema extends z.ZodMiniType>(
  schema: Schema,
  method: HttpMethod,
  /** Ids in it stand as `segment(id)`. */
  path: string,
  options?: HttpRequestOptions,
) => Promise<z.output<Schema>>

/**
 * Percent-encodes an id for a path, in braces that the request takes off and that keep the id out of messages.
 * @throws IdentikitError `invalid` for what a URL would swallow or change
 */
export function segment(id: string): string {
  checkId('A path', id)
  return `{${encodeURIComponent(id)}}`
}

/**
 * The only caller of fetch: turns statuses and network failures into codes, rethrows an abort untouched, never retries but for one
 * refresh of the credentials.
 * @throws IdentikitError `misuse` for an address that cannot be
 */
export function createHttp(service: string, options: HttpOptions): HttpRequest {
  const { baseUrl, timeout = 8000, toError } = options
  const base = createBaseUrl(service, baseUrl)
  const open = createCredentials(service, options.headers)

  return async (schema, method, path, { body, query, headers, signal, keepalive } = {}) => {
    const what = `${service} ${method} ${path.replaceAll(/\{[^{}]*\}/g, '{id}') || '/'}`
    const url = base() + path.replaceAll(/[{}]/g, '') + toSearch(query)
    const json = body === undefined ? undefined : JSON.stringify(body)

    async function send(own: HeaderValues, within: AbortSignal): Promise<Response> {
      within.throwIfAborted()
      const type = json === undefined ? undefined : 'application/json'
      const init: RequestInit = {
        method,
        headers: toHeaders(
          service,
          { accept: 'application/json', 'content-type': type },
          own,
          headers,
        ),
        // Not `error`, which Cloudflare's runtime refuses; a redirect is told from the answer.
        redirect: 'manual',
        signal: within,
        ...(json !== undefined && { body: json }),
        ...(keepalive && { keepalive }),
      }
      return (options.fetch ?? fetch)(url, init)
    }

    async function exchange(within: AbortSignal): Promise<z.output<typeof schema>> {
      const { headers: own, renew } = await open()
      let response = await send(own, within)
      if (response.status === 401 && renew) {
        response.body?.cancel().catch(() => undefined)
        response = await send(await renew(), within)
      }
      const answer = await readAnswer(response)
      const requestId = response.headers.get('x-request-id') ?? undefined
      const { status } = response
      if (!response.ok) {
        const retryAfter = readRetryAfter(response)
        const { type } = response
        const refusal = { what, status, requestId, retryAfter, body: answer.json, type }
        throw toError?.(refusal) ?? refusalOf(refusal)
      }
      const bad = (problem: string) =>
        new IdentikitError('bad-answer', `${what} answered ${status} ${problem}.`, {
          status,
          requestId,
        })
      if (!answer.isJson) throw bad('with something that is not JSON')
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
          throw new IdentikitError('network', `${what} got no answer.`, { cause: error })
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

async function readAnswer(response: Response): Promise<{ isJson: boolean; json?: unknown }> {
  const text = await response.text()
  if (text.trim() === '') return { isJson: true }
  try {
    return { isJson: true, json: JSON.parse(text) as unknown }
  } catch {
    return { isJson: false }
  }
}

function toSearch(query: HttpRequestOptions['query'] = {}): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

function toHeaders(service: string, ...sets: readonly (HeaderValues | undefined)[]): Headers {
  const headers = new Headers()
  for (const [name, value] of sets.flatMap((set) => Object.entries(set ?? {}))) {
    try {
      if (value !== undefined) headers.set(name, value)
    } catch {
      // The error of the platform is left out: it quotes the value.
      throw new IdentikitError(
        'misuse',
        `${service}: the value of the header ${name} cannot be sent.`,
      )
    }
  }
  return headers
}
