import { trimText } from '../text.js'
import { parseUrl } from '../contact/parseUrl.js'

/**
 * The reason why an avatar URL is invalid: `insecure` is `http:`, `notHttps` another protocol or none, `credentials` a user name or
 * password, `tooLong` more than 2,048 characters, `notUrl` anything else.
 */
export type AvatarUrlError = 'insecure' | 'notHttps' | 'credentials' | 'tooLong' | 'notUrl'

/** The URL in its stored form, or the error. */
type AvatarUrlCheck = { readonly url: string } | { readonly error: AvatarUrlError }

const maxLength = 2048

/** Characters that some URL parsers leave, and that end an attribute, a string or a `url()` in the page of a host. */
const unsafe = /[\s"'<>\\^`{|}]/g

/** Returns a text with some characters percent-encoded. */
const encode = (text: string) =>
  text.replaceAll(unsafe, (one) => (one === "'" ? '%27' : encodeURIComponent(one)))

/** Checks the URL of an avatar and returns it percent-encoded, without white space and invisible characters at both ends. */
export function checkAvatarUrl(text: string): AvatarUrlCheck {
  const trimmed = text.length > maxLength * 2 ? text : trimText(text)
  const error = findError(trimmed)
  if (error) return { error }
  const { href, hostname, username, password } = new URL(trimmed)
  if (username || password) return { error: 'credentials' }
  if (!isHost(hostname)) return { error: 'notUrl' }
  const url = encode(href)
  return url.length > maxLength ? { error: 'tooLong' } : { url }
}

/** Returns a stored address in its stored form, and one that couldn't be stored today with its unsafe characters percent-encoded. */
export function readAvatarUrl(stored: string): string {
  const checked = checkAvatarUrl(stored)
  return 'url' in checked ? checked.url : encode(stored)
}

/** Returns whether a parsed host is an IPv6 address or a name of letters, digits, `-` and `_`; URL parsers accept quotes in it. */
function isHost(host: string): boolean {
  if (host.startsWith('[')) return true
  const name = host.replace(/\.$/, '')
  return (
    name.length <= 253 && name.split('.').every((label) => /^\w(?:[\w-]{0,61}\w)?$/.test(label))
  )
}

/** Stricter than `new URL`, which accepts `https:\\evil.com` and `https:evil.com` and drops tabs and newlines. */
function findError(text: string): AvatarUrlError | undefined {
  const start = text.slice(0, maxLength).replaceAll(/[\s\p{Cc}\p{Cf}]/gu, '')
  if (/^http:/i.test(start)) return 'insecure'
  if (!/^https:/i.test(start)) {
    return /^(?:[a-z][a-z\d+.-]*:|(?:\/\/)?[^\s/]+\.[^\s.])/i.test(start) ? 'notHttps' : 'notUrl'
  }
  if (text.length > maxLength) return 'tooLong'
  return /^https:\/\/[^/\\\s\p{Cc}][^\\\p{Cc}]*$/iu.test(text) && parseUrl(text)
    ? undefined
    : 'notUrl'
}
