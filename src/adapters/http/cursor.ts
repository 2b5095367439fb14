import { invalid } from '../../core/errors.js'

/** Returns the opaque cursor of a page, in base64url. */
export function toCursor(position: string): string {
  const bytes = new TextEncoder().encode(position)
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * Returns the position of a cursor of `users.list`.
 * @throws IdentikitError `invalid` for any other text
 */
export function fromCursor(cursor: string, key: 'cursor' | 'before' = 'cursor'): string {
  const position = decode(cursor)
  // Refuses other encodings of the same position.
  if (position && toCursor(position) === cursor) return position
  throw invalid('users.list', { [key]: 'is not the `next` of a page' })
}

function decode(base64: string): string | undefined {
  try {
    return fromBase64Url(base64)
  } catch {
    return undefined
  }
}

/**
 * Decodes UTF-8 in base64url.
 * @throws for other text
 */
export function fromBase64Url(base64: string): string {
  const binary = atob(base64.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}
