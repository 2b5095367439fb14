/**
 * The reason why an avatar URL is invalid: `insecure` is `http:`, `notHttps` another protocol or none, `credentials` a user name or
 * password, `tooLong` more than 2,048 characters, `notUrl` anything else.
 */
export type AvatarUrlError = 'insecure' | 'notHttps' | 'credentials' | 'tooLong' | 'notUrl'

/** The URL in its stored form, or the error. */
type AvatarUrlCheck = { readonly url: string } | { readonly error: AvatarUrlError }

const maxLength = 2048

/** Checks the URL of an avatar and returns it percent-encoded. */
export function checkAvatarUrl(text: string): AvatarUrlCheck {
  const error = findError(text)
  if (error) return { error }
  const { href, username, password } = new URL(text)
  if (username || password) return { error: 'credentials' }
  return href.length > maxLength ? { error: 'tooLong' } : { url: href }
}

/** Stricter than `new URL`, which accepts `https:\\evil.com` and `https:evil.com` and drops tabs and newlines. */
function findError(text: string): AvatarUrlError | undefined {
  const start = text.slice(0, maxLength).replaceAll(/[\s\p{Cc}\p{Cf}]/gu, '')
  if (/^http:/i.test(start)) return 'insecure'
  if (!/^https:/i.test(start)) {
    return /^(?:[a-z][a-z\d+.-]*:|(?:\/\/)?[^\s/]+\.[^\s.])/i.test(start) ? 'notHttps' : 'notUrl'
  }
  if (text.length > maxLength) return 'tooLong'
  return /^https:\/\/[^/\\\s\p{Cc}][^\\\s\p{Cc}]*$/iu.test(text) && URL.canParse(text)
    ? undefined
    : 'notUrl'
}
