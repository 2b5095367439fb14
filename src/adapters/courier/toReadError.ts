import { IdentikitError, isIdentikitError } from '../../core/errors.js'

/** Throws the error of a read after a write as `bad-answer`: with its own code, it would mean that nothing was written. */
export function toReadError(error: unknown): never {
  if (!isIdentikitError(error)) throw error
  const { status, requestId } = error
  const message = 'Courier accepted a write, but its result could not be read.'
  throw new IdentikitError('bad-answer', message, { cause: error, status, requestId })
}
