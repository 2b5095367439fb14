import { isIdentikitError } from '../core/errors.js'
import { UsageError } from './terminal.js'

/** Returns a message that is safe to print. Messages of other libraries may hold a key or an address. */
export function errorMessage(error: unknown): string {
  if (isIdentikitError(error) || error instanceof UsageError) return error.message
  const { code, name } = Object(error) as { code?: unknown; name?: unknown }
  const kind = typeof code === 'string' && /^[A-Z]\w{1,40}$/.test(code) ? code : String(name)
  return `Unexpected error (${kind}).`
}
