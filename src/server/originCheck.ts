import { IdentikitError } from '../core/errors.js'
import { warnOnce } from '../core/warnOnce.js'
import { toList, wrongOption } from './options/optionChecks.js'
import { parseUrl } from '../core/contact/parseUrl.js'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']
/** The authorization schemes whose credentials a browser stores and sends automatically, like cookies. */
const automaticSchemes = /^(?:basic|digest|negotiate|ntlm)(?:\s|$)/i
/** `same-site` passes this check only: another subdomain must be in `trustedOrigins` like any other origin. */
const allowedSites = ['same-origin', 'same-site', 'none']

/**
 * Creates a check against cross-site request forgery: a write with a cookie needs an `Origin` that is exactly one of the trusted
 * origins. Without `trustedOrigins`, it is that of the request's URL, or the browser's `Sec-Fetch-Site`, which pages can't set, is
 * `same-origin`. Requests with a bearer token only need no origin, because only code can attach the token. The check throws `forbidden`.
 * @throws IdentikitError `misuse` for an invalid origin
 */
export function createOriginCheck(
  trustedOrigins: Iterable<string> | undefined,
): (request: Request) => void {
  const name = 'trustedOrigins'
  const trusted =
    trustedOrigins === undefined
      ? undefined
      : toList(name, trustedOrigins, "['https://app.example.com']").map(toOrigin)
  return ({ method, headers, url }) => {
    if (safeMethods.includes(method) || !hasAutomaticCredentials(headers)) return
    const origin = headers.get('origin')
    const site = headers.get('sec-fetch-site')
    // No fallback to Referer: every browser sends an Origin with a write, and other clients can send a token.
    if (origin === null) throw refused('origin', 'is missing on a request with a cookie')
    // Behind a proxy the handler sees another address than the browser, which compares its own two.
    const isSamePage = trusted === undefined && site === 'same-origin'
    const getTrusted = () => trusted ?? [new URL(url).origin]
    const isTrusted = isSamePage || getTrusted().includes(origin)
    if (!isTrusted || origin === 'null') {
      if (process.env.NODE_ENV !== 'production') warnOfOrigin(origin, getTrusted())
      throw refused('origin', 'is not one of trustedOrigins')
    }
    if (site !== null && !allowedSites.includes(site))
      throw refused('sec-fetch-site', 'is another site')
  }
}

function warnOfOrigin(origin: string, trusted: readonly string[]): void {
  const list = trusted.length === 0 ? 'no origin' : trusted.join(', ')
  warnOnce(
    `A write from ${origin} was answered 403, because createUserHandler() trusts ${list}. Add the address of your page: trustedOrigins: ['${origin}'].`,
  )
}

function hasAutomaticCredentials(headers: Headers): boolean {
  return headers.has('cookie') || automaticSchemes.test(headers.get('authorization') ?? '')
}

function toOrigin(value: unknown): string {
  const isOrigin = typeof value === 'string' && /^https?:\/\/[^/\\?#@*\s]+\/?$/i.test(value)
  const url = isOrigin ? parseUrl(value) : undefined
  if (url) return url.origin
  throw wrongOption('trustedOrigins', 'takes origins like https://app.example.com')
}

function refused(header: string, problem: string): IdentikitError {
  const fields = { [header]: problem }
  return new IdentikitError('forbidden', `The header ${header} ${problem}.`, { fields })
}
