import { IdentikitError, isIdentikitError } from '../core/errors.js'

export type HeaderValues = Readonly<Record<string, string | undefined>>

/** Asked before each request; `refresh` is true when the service has just answered 401 to the values given before. */
export type HeaderFunction = (state: {
  readonly refresh: boolean
}) => HeaderValues | Promise<HeaderValues>

export interface Credentials {
  readonly headers: HeaderValues
  /** What to try after a 401; absent where the values are fixed. */
  readonly renew?: () => Promise<HeaderValues>
}

/** Opens credentials for one request after the other, and renews them once for all that are under way. */
export function createCredentials(
  service: string,
  source: HeaderValues | HeaderFunction = {},
): () => Promise<Credentials> {
  let refreshed: Promise<HeaderValues> | undefined
  let refreshing: Promise<HeaderValues> | undefined

  async function ask(refresh: boolean): Promise<HeaderValues> {
    if (typeof source !== 'function') return source
    try {
      return await source({ refresh })
    } catch (cause) {
      if (isIdentikitError(cause)) throw cause
      throw new IdentikitError('unauthorized', `${service}: the headers function failed.`, {
        cause,
      })
    }
  }

  async function again(): Promise<HeaderValues> {
    try {
      return await ask(true)
    } finally {
      refreshing = undefined
    }
  }

  return async () => {
    if (typeof source !== 'function') return { headers: source }
    const headers = await (refreshing ?? ask(false))
    const before = refreshed
    return {
      headers,
      renew() {
        // A 401 to what was sent before the last refresh says nothing about the values that the refresh brought.
        if (refreshed === before) refreshed = refreshing = again()
        return refreshed as Promise<HeaderValues>
      },
    }
  }
}
