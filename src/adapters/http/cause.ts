import type { HeaderValues } from './headers.js'

/** What fetch threw, unless it quotes what was sent: causes are for logs, and some wrappers of fetch keep the whole request in their errors. */
export function withoutSecrets(thrown: unknown, headers: readonly HeaderValues[]): unknown {
  const secrets = headers
    .flatMap((set) => Object.values(set))
    .flatMap((value = '') => value.split(/\s+/))
    .filter((part) => part.length >= 8)
  const text = describe(thrown)
  const isSafe = text !== undefined && !secrets.some((secret) => text.includes(secret))
  return isSafe ? thrown : new Error('What fetch threw is left out, since it quotes a header.')
}

/** `undefined` where it cannot be told. */
function describe(thrown: unknown, depth = 0): string | undefined {
  if (depth > 8) return undefined
  try {
    const own = JSON.stringify({ ...Object(thrown) })
    if (!(thrown instanceof Error)) return `${String(thrown)} ${own}`
    const cause = thrown.cause === undefined ? '' : describe(thrown.cause, depth + 1)
    return cause === undefined ? undefined : `${thrown.message} ${thrown.stack} ${own} ${cause}`
  } catch {
    return undefined
  }
}
