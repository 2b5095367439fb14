import { trimText } from '../text.js'
import { parseUrl } from './parseUrl.js'

/** Why a text is not one email address. */
export type EmailError =
  | 'noAt'
  | 'several'
  | 'named'
  | 'space'
  | 'dots'
  | 'local'
  | 'domain'
  | 'long'

/** Characters that copying adds inside an address, and that show nothing. */
const invisible = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g

/** The part before the @: atoms of letters, marks and digits of any script (RFC 6531), or of the characters of the HTML specification. */
const localPart =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u

const domainName =
  /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/

const encoder = new TextEncoder()
const countBytes = (text: string) => encoder.encode(text).length

/**
 * Returns an email address in its stored form: the part before the @ as written, in Unicode NFC, and the domain in lower case and ASCII
 * (`xn--mnchen-3ya.de` for `münchen.de`), because mail services refuse other forms, and because equal domains are then equal strings.
 */
export function readEmail(
  text: string,
): { readonly value: string } | { readonly error: EmailError } {
  const plain = trimText(text.replaceAll(invisible, ''))
    .replaceAll(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .normalize('NFC')
  if (/^mailto:|[<>]/i.test(plain)) return { error: 'named' }
  const [local = '', domain, ...others] = plain.split('@')
  if (domain === undefined) return { error: 'noAt' }
  if (others.length > 0 || /[,;]/.test(plain)) return { error: 'several' }
  if (/\s/.test(plain)) return { error: 'space' }
  if (/^\.|\.\.|\.$/.test(local)) return { error: 'dots' }
  if (!localPart.test(local)) return { error: 'local' }
  const host = toAsciiDomain(domain)
  if (!domainName.test(host)) return { error: 'domain' }
  const value = `${local}@${host}`
  return countBytes(local) > 64 || countBytes(value) > 254 ? { error: 'long' } : { value }
}

/** Returns the form in which addresses are compared. No mail service delivers two spellings in upper and lower case to two people. */
export function getEmailKey(email: string): string {
  const read = readEmail(email)
  return ('value' in read ? read.value : trimText(email)).toLowerCase()
}

/** Returns a domain of any script as browsers send it to the name servers (UTS 46), or an empty string. */
function toAsciiDomain(domain: string): string {
  const lower = domain.toLowerCase()
  if (/^[a-z\d.-]*$/.test(lower)) return lower
  // Other ASCII characters begin another part of a URL, or an escape.
  const isName = /^[a-z\d.\-\u0080-\u{10FFFF}]+$/u.test(lower)
  return (isName && parseUrl(`https://${lower}`)?.hostname) || ''
}
