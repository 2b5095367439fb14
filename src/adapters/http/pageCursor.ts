import { IdentikitError } from '../../core/errors.js'

/** Stands for a cursor that could not be read: without a cursor, a list would look complete. */
const unreadable = 'unreadable'

/** Returns the cursor of an answer; `undefined` if there is no further page. */
export function toPageCursor(value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : unreadable
}

/** Returns whether the cursor of an answer is not as documented. */
export function isOddCursor(value: unknown): boolean {
  return typeof (value ?? '') !== 'string'
}

/**
 * Refuses to read the page of a cursor that could not be read.
 * @throws IdentikitError `bad-answer`
 */
export function checkPageCursor(
  service: string,
  ...cursors: readonly (string | undefined)[]
): void {
  if (!cursors.includes(unreadable)) return
  const message = `${service} answered the page before with a cursor that cannot be read.`
  throw new IdentikitError('bad-answer', message)
}
