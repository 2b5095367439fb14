import { IdentikitError } from '../core/errors.js'

const safe = ['GET', 'HEAD', 'OPTIONS']
/** The schemes whose credentials a browser keeps and attaches by itself, as it does with cookies. */
const ambient = /^(?:basic|digest|negotiate|ntlm)(?:\s|$)/i
/** `same-site` is not refused, and grants nothing: a neighboring subdomain must be listed like any other origin. */
const sites = ['same-origin', 'same-site', 'none']

/**
 * Refuses changes that another site could have a person's browser send: where a cookie came, `Origin` must be one of those that are
 * trusted, letter for letter. A bearer token is attached by code, so requests that bring nothing else need no origin.
 * @throws IdentikitError `misuse` for an origin that is none; what it returns throws `forbidden`
 */
export function createOriginCheck(
  trustedOrigins: readonly string[] | undefined,
): (request: Request) => void {
  const trusted = trustedOrigins?.map(toOrigin)
  return ({ method, headers, url }) => {
    if (safe.includes(method) || !isAmbient(headers)) return
    const origin = headers.get('origin')
    const site = headers.get('sec-fetch-site')
    // No fallback to Referer: every browser sends an Origin with a change, and what does not can send a token.
    if (origin === null) throw refused('origin', 'is missing, and a cookie came')
    const isTrusted = (trusted ?? [new URL(url).origin]).includes(origin)
    if (!isTrusted || origin === 'null') throw refused('origin', 'is not one of trustedOrigins')
    if (site !== null && !sites.includes(site)) throw refused('sec-fetch-site', 'is another site')
  }
}

function isAmbient(headers: Headers): boolean {
  return headers.has('cookie') || ambient.test(headers.get('authorization') ?? '')
}

function toOrigin(given: unknown): string {
  const isOrigin = typeof given === 'string' && /^https?:\/\/[^/\\?#@*\s]+\/?$/i.test(given)
  if (isOrigin && URL.canParse(given)) return new URL(given).origin
  throw new IdentikitError(
    'misuse',
    'createUserHandler: each of trustedOrigins must be an origin like https://app.example.com.',
  )
}

function refused(header: string, wrong: string): IdentikitError {
  const fields = { [header]: wrong }
  return new IdentikitError('forbidden', `The header ${header} ${wrong}.`, { fields })
}
