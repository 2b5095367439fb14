import { IdentikitError } from '../../core/errors.js'

export type HeaderValues = Readonly<Record<string, string | undefined>>

/** What belongs to the connection and to whoever runs it, and could send a request elsewhere or cut it in two. */
const ofTheConnection =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|proxy-.*)$/i

/**
 * Makes headers of named values, the later sets over the earlier ones. Nothing is sent but what is named here.
 * @throws IdentikitError `misuse` for what cannot be sent, naming the header and never its value
 */
export function toHeaders(
  service: string,
  ...sets: readonly (HeaderValues | undefined)[]
): Headers {
  const headers = new Headers()
  for (const [name, value] of sets.flatMap((set) => Object.entries(set ?? {}))) {
    if (value === undefined) continue
    try {
      if (ofTheConnection.test(name)) throw new TypeError(name)
      headers.set(name, value)
    } catch {
      // The error of the platform is left out: it quotes the value.
      throw new IdentikitError('misuse', `${service}: the header ${name} cannot be sent.`)
    }
  }
  return headers
}
