import { IdentikitError } from '../../core/errors.js'

/** Headers by name; `undefined` omits one. */
export type HeaderValues = Readonly<Record<string, string | undefined>>

/** Connection headers, which could redirect a request or split it in two. Browsers send none of them. */
export const connectionHeaders =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|proxy-.*)$/i

/**
 * Merges sets of headers; a later set overrides the earlier ones.
 * @param forbidden matches the names of headers that are refused
 * @throws IdentikitError `misuse` for a header that cannot be sent; the message names the header and never its value
 */
export function toHeaders(
  service: string,
  forbidden: RegExp | undefined,
  ...sets: readonly (HeaderValues | undefined)[]
): Headers {
  const headers = new Headers()
  for (const [name, value] of sets.flatMap((values) => Object.entries(values ?? {}))) {
    if (value === undefined) continue
    try {
      if (forbidden?.test(name)) throw new TypeError(name)
      headers.set(name, value)
    } catch {
      // The platform's own error is omitted: it quotes the value.
      throw new IdentikitError('misuse', `${service}: the header ${name} cannot be sent.`)
    }
  }
  return headers
}

/**
 * Returns the error that fetch threw, or a neutral one if it quotes a header: causes end in logs, and some fetch wrappers keep the
 * whole request in their errors.
 */
export function redactCause(error: unknown, headers: readonly HeaderValues[]): unknown {
  const secrets = headers
    .flatMap((values) => Object.values(values))
    .flatMap((value = '') => value.split(/\s+/))
    .filter((part) => part.length >= 8)
  try {
    const text = describe(error)
    if (!secrets.some((secret) => text.includes(secret))) return error
  } catch {
    // An error that cannot be searched, e.g. a cyclic one, may contain a secret.
  }
  return new Error('The error of fetch is omitted because it quotes a header.')
}

function describe(error: unknown): string {
  const properties = JSON.stringify({ ...Object(error) })
  if (!(error instanceof Error)) return `${String(error)} ${properties}`
  const cause = error.cause === undefined ? '' : describe(error.cause)
  return `${error.message} ${error.stack} ${properties} ${cause}`
}
