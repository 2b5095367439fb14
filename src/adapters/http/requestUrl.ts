import { IdentikitError } from '../../core/errors.js'

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
