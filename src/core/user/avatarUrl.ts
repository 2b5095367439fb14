/**
 * Why an address is not one of a picture: a script, a picture or other data instead of an address, not encrypted (`insecure`),
 * another protocol or none, backslashes, other than two slashes, spaces or control characters, a login in it, more than 2,048
 * characters, or no address at all.
 */
export type AvatarUrlError =
  | 'script'
  | 'dataImage'
  | 'data'
  | 'insecure'
  | 'otherProtocol'
  | 'noProtocol'
  | 'backslash'
  | 'slashes'
  | 'spaces'
  | 'credentials'
  | 'tooLong'
  | 'notUrl'

/** The address in the form that is stored, or why it is none. */
export type AvatarUrlCheck = { readonly url: string } | { readonly error: AvatarUrlError }

/** What services and mail programs take at least. */
const maxLength = 2048

/** Checks the address of a picture, which is stored percent-encoded and must be `https:`. */
export function checkAvatarUrl(text: string): AvatarUrlCheck {
  const error = findError(text)
  if (error) return { error }
  const { href, username, password } = new URL(text)
  if (username || password) return { error: 'credentials' }
  return href.length > maxLength ? { error: 'tooLong' } : { url: href }
}

/** Checks what `new URL` would accept: `https:\\evil.com`, `https:evil.com`, tabs and newlines. */
function findError(text: string): AvatarUrlError | undefined {
  // A picture as data is long, and its beginning says what it is.
  const start = text.slice(0, maxLength).replaceAll(/[\s\p{Cc}\p{Cf}]/gu, '')
  const protocol = /^([a-z][a-z\d+.-]*):/i.exec(start)?.[1]?.toLowerCase()
  // `example.com:8080/me.png`
  const isHost = protocol === 'localhost' || protocol?.includes('.')
  if (protocol === undefined || isHost) {
    return isHost || /^(?:\/\/)?[^\s/]+\.[^\s.]/.test(text) ? 'noProtocol' : 'notUrl'
  }
  if (protocol !== 'https') return findProtocolError(protocol, start)
  if (text.length > maxLength) return 'tooLong'
  if (text.includes('\\')) return 'backslash'
  if (/[\s\p{Cc}]/u.test(text) || !/^https:/i.test(text)) return 'spaces'
  if (!/^https:\/\/(?!\/)/i.test(text)) return 'slashes'
  return URL.canParse(text) ? undefined : 'notUrl'
}

function findProtocolError(protocol: string, start: string): AvatarUrlError {
  if (protocol === 'javascript' || protocol === 'vbscript') return 'script'
  if (protocol === 'data') return /^data:image\//i.test(start) ? 'dataImage' : 'data'
  return protocol === 'http' ? 'insecure' : 'otherProtocol'
}
