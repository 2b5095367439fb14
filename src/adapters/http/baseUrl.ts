import { IdentikitError } from '../../core/errors.js'
import { isLocalHost, isMetadataHost } from './hosts.js'
import { parseUrl } from '../../core/contact/parseUrl.js'

/**
 * Validates the base URL of a service and returns a function that returns it without trailing slashes. A path such as
 * `/api/identikit` is resolved against the page's origin at each request, because modules may load before there is a page.
 * @param isSecret whether requests carry a secret key, which is sent over https only, except to this machine, and to no address of a
 * cloud's metadata service
 * @throws IdentikitError `misuse`
 */
export function createBaseUrl(service: string, url: string, isSecret = false): () => string {
  const misuse = (problem: string) =>
    new IdentikitError('misuse', `${service}: the base URL ${problem}.`)
  // Browsers resolve `//host` and `/\host` to another host.
  if (/^\/(?![/\\])[^\\?#\s]*$/.test(url)) {
    const path = trimTrailingSlashes(url)
    return () => {
      const origin = (globalThis as { location?: { origin?: string } }).location?.origin
      if (origin?.startsWith('http')) return origin + path
      throw misuse('is relative, which works only in a page. Use an absolute URL on a server')
    }
  }
  const parsed = /^https?:\/\/[^\\\s]+$/i.test(url) ? parseUrl(url) : undefined
  if (!parsed) {
    throw misuse('must start with https://, http:// or a single slash')
  }
  const { username, password, href, protocol, hostname } = parsed
  if (username || password) throw misuse('must not contain a user name or a password')
  if (/[?#]/.test(url)) throw misuse('must not contain a query or a hash')
  if (isSecret && protocol === 'http:' && !isLocalHost(hostname)) {
    throw misuse('must start with https://, because a secret key is sent to it')
  }
  if (isSecret && isMetadataHost(hostname)) {
    throw misuse('is a link-local or metadata address, which must not receive a secret key')
  }
  const base = trimTrailingSlashes(href)
  return () => base
}

/** Removes the slashes at the end of a URL. */
export function trimTrailingSlashes(url: string): string {
  return url.replace(/\/+$/, '')
}

type Query = Readonly<Record<string, string | undefined>>

/** Characters and parts with which a URL parser would leave the path: dot segments, empty segments, backslashes, queries. */
const unsafe = /[\\?#\s\p{Cc}]|\/\/|\/(?:\.|%2e){1,2}(?:\/|$)/iu

/**
 * Returns the URL of one request, which is always below `baseUrl`.
 * @throws IdentikitError `misuse` for a path that a URL parser would resolve to another place
 */
export function toRequestUrl(
  label: string,
  baseUrl: string,
  path: string,
  query: Query = {},
): string {
  if (path !== '' && (!path.startsWith('/') || unsafe.test(path))) {
    throw new IdentikitError('misuse', `${label}: the path leads outside the base URL.`)
  }
  const entries = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  )
  const search = entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`
  return baseUrl + path + search
}
