import { IdentikitError } from '../../core/errors.js'
import { withoutSlash } from './baseUrl.js'

type Query = Readonly<Record<string, string | undefined>>

/** What a URL swallows or takes for something else than a path: dots, empty parts, backslashes, the start of a query. */
const wayward = /[\\?#\s]|\/\/|\/(?:\.|%2e){1,2}(?:\/|$)/i

/**
 * The address of one request. It is asserted, as the platform will read it, to lie below the address of the service.
 * @throws IdentikitError `misuse`
 */
export function toAddress(what: string, base: string, path: string, query: Query = {}): string {
  const address = base + path + toSearch(query)
  const isPath = path === '' || (path.startsWith('/') && !wayward.test(path))
  if (isPath && isBelow(new URL(base), new URL(address))) return address
  throw new IdentikitError(
    'misuse',
    `${what}: its path leads away from the address of the service.`,
  )
}

function isBelow(base: URL, { origin, pathname, username, hash }: URL): boolean {
  const root = withoutSlash(base.pathname)
  const isInside = pathname === root || pathname.startsWith(`${root}/`)
  return origin === base.origin && isInside && username === '' && hash === ''
}

function toSearch(query: Query): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}
