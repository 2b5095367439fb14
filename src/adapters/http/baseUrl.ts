import { IdentikitError } from '../../core/errors.js'

/**
 * Checks the address of a service at once, and gives it without its last slash at each request: `/api/identikit` is the page's
 * own server, which nobody knows before there is a page.
 * @throws IdentikitError `misuse`
 */
export function createBaseUrl(service: string, url: string): () => string {
  const wrong = (what: string) => new IdentikitError('misuse', `${service}: its address ${what}.`)
  // A browser takes `//host` and `/\host` for another host.
  if (/^\/(?![/\\])[^\\?#\s]*$/.test(url)) {
    const path = withoutSlash(url)
    return () => {
      const origin = (globalThis as { location?: { origin?: string } }).location?.origin
      if (origin?.startsWith('http')) return origin + path
      throw wrong('is relative, which only a page can resolve; give the whole address on a server')
    }
  }
  if (!/^https?:\/\/[^\\\s]+$/i.test(url) || !URL.canParse(url)) {
    throw wrong('must start with https://, http:// or one slash')
  }
  const { username, password, search, hash, href } = new URL(url)
  if (username || password) throw wrong('must not hold a user name or a password')
  if (search || hash || /[?#]/.test(url)) throw wrong('must not hold a query or a hash')
  const base = withoutSlash(href)
  return () => base
}

export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
