import { withDeadline } from '../../core/sync/deadline.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import type { HeaderValues } from './headers.js'

/** Asked before each request; `refresh` is true when the service has just answered 401 to the values given before. */
export type HeaderFunction = (state: {
  readonly refresh: boolean
}) => HeaderValues | Promise<HeaderValues>

export interface Credentials {
  readonly headers: HeaderValues
  /** What to try after a 401; absent where the values are fixed. */
  readonly renew?: () => Promise<HeaderValues>
}

/**
 * Opens credentials for one request after the other, and renews them once for all that are under way: the newest values win, and a
 * refresh that fails, or takes longer than `timeout` milliseconds, fails for all who wait for it.
 */
export function createCredentials(
  service: string,
  source: HeaderValues | HeaderFunction = {},
  timeout = 8000,
): () => Promise<Credentials> {
  if (typeof source !== 'function') return async () => ({ headers: source })
  const read = source
  /** The last refresh, and whether it is still under way. */
  let refreshed: Promise<HeaderValues> | undefined
  let isRefreshing = false

  async function ask(refresh: boolean): Promise<HeaderValues> {
    try {
      return await read({ refresh })
    } catch (cause) {
      if (isIdentikitError(cause)) throw cause
      throw new IdentikitError('unauthorized', `${service}: the headers function failed.`, {
        cause,
      })
    }
  }

  const late = () =>
    new IdentikitError('timeout', `${service}: the headers function gave nothing in time.`)

  async function again(): Promise<HeaderValues> {
    try {
      return await withDeadline(() => ask(true), { timeout, signal: undefined, late })
    } finally {
      isRefreshing = false
    }
  }

  return async () => {
    let before = refreshed
    let headers = await (isRefreshing && before ? before : ask(false))
    for (;;) {
      const last = refreshed
      if (!last || last === before) break
      // A refresh that began meanwhile brings newer values than those that were asked for before it.
      before = last
      headers = await last
    }
    return {
      headers,
      renew() {
        // A 401 to what was sent before the last refresh says nothing about the values that the refresh brought.
        if (!refreshed || refreshed === before) {
          isRefreshing = true
          refreshed = again()
        }
        return refreshed
      },
    }
  }
}
