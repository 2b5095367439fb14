import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import { withDeadline } from '../../core/sync/deadline.js'
import type { HeaderValues } from './headers.js'

/** Returns the headers of a request; called before each one. `refresh` is true after the service answered 401 to the last headers. */
export type HeaderFunction = (state: {
  readonly refresh: boolean
}) => HeaderValues | Promise<HeaderValues>

/** The credentials of one request. */
export interface Credentials {
  readonly headers: HeaderValues
  /** Returns newer headers after a 401; absent if the headers are fixed. */
  readonly renew?: () => Promise<HeaderValues>
}

/** Returns the credentials of a request; if the page is closing, the last ones at once. */
export type GetCredentials = (isClosing?: boolean) => Promise<Credentials>

/**
 * Creates a function that returns the credentials of a request. Parallel requests share one refresh, and the newest headers are
 * used. A refresh that fails, or takes longer than `timeout` milliseconds, fails for every request that waits for it. A page that is
 * closing can't wait for the headers function, so its requests have the last headers and no refresh.
 */
export function createCredentials(
  service: string,
  source: HeaderValues | HeaderFunction = {},
  timeout = 8000,
): GetCredentials {
  if (typeof source !== 'function') return async () => ({ headers: source })
  const getHeaders = source
  let lastRefresh: Promise<HeaderValues> | undefined
  let isRefreshing = false
  let lastHeaders: HeaderValues | undefined

  async function read(state: { readonly refresh: boolean }): Promise<HeaderValues> {
    try {
      return await getHeaders(state)
    } catch (cause) {
      if (isIdentikitError(cause)) throw cause
      const message = `${service}: the headers function failed.`
      throw new IdentikitError('unauthorized', message, { cause })
    }
  }

  const late = () =>
    new IdentikitError('timeout', `${service}: the headers function did not return in time.`)

  async function refresh(): Promise<HeaderValues> {
    isRefreshing = true
    try {
      lastHeaders = await withDeadline(() => read({ refresh: true }), { timeout, late })
      return lastHeaders
    } finally {
      isRefreshing = false
    }
  }

  return async (isClosing = false) => {
    if (isClosing && lastHeaders) return { headers: lastHeaders }
    let seen = lastRefresh
    let headers = await (isRefreshing && seen ? seen : read({ refresh: false }))
    // A refresh that started while the headers were read returns newer ones.
    for (;;) {
      const newest = lastRefresh
      if (!newest || newest === seen) break
      seen = newest
      headers = await newest
    }
    lastHeaders = headers
    return {
      headers,
      renew() {
        // A 401 to headers from before the last refresh doesn't require another refresh.
        if (!lastRefresh || lastRefresh === seen) lastRefresh = refresh()
        return lastRefresh
      },
    }
  }
}

/** A signed user token, or a function that returns one. `refresh` is true after the service refused the last token. */
export type UserToken =
  | string
  | ((state: { readonly refresh: boolean }) => string | Promise<string>)

/**
 * Creates the headers of requests with a user token. A request without one isn't sent: the service could accept its key alone, for
 * any user.
 * @throws IdentikitError `unauthorized` for an empty token
 */
export function createTokenHeaders(
  service: string,
  userToken: UserToken,
  toHeaders: (token: string) => HeaderValues,
): HeaderValues | HeaderFunction {
  function withToken(token: unknown): HeaderValues {
    if (typeof token === 'string' && token.trim() !== '') return toHeaders(token)
    throw new IdentikitError('unauthorized', `${service}: \`userToken\` returned no token.`)
  }
  if (typeof userToken === 'string') return withToken(userToken)
  return async (state) => withToken(await userToken(state))
}
