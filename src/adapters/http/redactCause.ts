import type { HeaderValues } from './headers.js'

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
