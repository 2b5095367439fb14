import { IdentikitError, invalid } from '../core/errors.js'
import { scopeHeader, seqHeader, sourceHeader, writerHeader } from '../core/protocol.js'
import type { WriteOrder } from '../core/requestOptions.js'
import { toSource } from '../core/text.js'

/** Decodes a percent-encoded header; `undefined` if it is not UTF-8. */
export function decodeHeader(header: string): string | undefined {
  try {
    return decodeURIComponent(header)
  } catch {
    return undefined
  }
}

/** Returns the source of a change for the service's history. A header that isn't percent-encoded UTF-8 is taken as it is. */
export function getSource({ headers }: Request): string | undefined {
  const header = headers.get(sourceHeader) ?? ''
  return toSource(decodeHeader(header) ?? header)
}

/**
 * Returns the order of a write. Older browsers send none, and their writes are applied as they arrive.
 * @throws IdentikitError `invalid`, naming the headers
 */
export function getOrder({ headers }: Request): WriteOrder | undefined {
  const writer = headers.get(writerHeader)
  const seq = headers.get(seqHeader)
  if (writer === null && seq === null) return undefined
  const hasWriter = /^[\w-]{1,64}$/.test(writer ?? '')
  const hasSeq = /^\d{1,16}$/.test(seq ?? '') && Number.isSafeInteger(Number(seq))
  if (writer !== null && hasWriter && hasSeq) return { writer, seq: Number(seq) }
  throw invalid('The headers', {
    ...(!hasWriter && { [writerHeader]: 'must be 1 to 64 letters, digits, "_" or "-"' }),
    ...(!hasSeq && { [seqHeader]: 'must be an integer from 0 to 9007199254740991' }),
  })
}

/**
 * Returns the scope of a request. What a browser sends never decides it: it must be one of the user's scopes.
 * @throws IdentikitError `forbidden`
 */
export function checkScope({ headers }: Request, scopes: readonly string[]): string | undefined {
  const header = headers.get(scopeHeader)
  if (header === null) return undefined
  const scope = decodeHeader(header)
  if (scope !== undefined && scopes.includes(scope)) return scope
  const fields = { [scopeHeader]: 'is not a scope of this user' }
  throw new IdentikitError('forbidden', 'The scope is not one of the user.', { fields })
}
