import { invalid } from '../../core/errors.js'

/** What a cursor of ours holds: Engage's own one, and which of its two it is. */
const mark = 'next:'

/** Where a page of Engage ended, in a form that invites nobody to read or make one. */
export function toCursor(next: string): string {
  const bytes = new TextEncoder().encode(mark + next)
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * The `next_cursor` that a page ended with: Engage takes one cursor in a request, never this and `previous_cursor`.
 * @throws IdentikitError `invalid`
 */
export function fromCursor(caller: string, cursor: string): string {
  const next = decoded(cursor)?.slice(mark.length)
  // What another way of writing would also decode to is refused too.
  if (next && toCursor(next) === cursor) return next
  throw invalid(caller, { cursor: 'is not one that a page before ended with: give its `next`' })
}

function decoded(cursor: string): string | undefined {
  try {
    const bytes = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const decoder = new TextDecoder('utf-8', { fatal: true })
    return decoder.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))
  } catch {
    return undefined
  }
}
