import { invalid } from '../../core/errors.js'
import { scopeHeader, userHeader } from '../../core/protocol.js'

/**
 * Returns the headers that name the user and the scope of a request.
 * @throws IdentikitError `invalid` for an id that a header can't hold
 */
export const toTargetHeaders = (id: string, scope: string | undefined) => ({
  [userHeader]: encodeId('id', id),
  [scopeHeader]: scope === undefined ? undefined : encodeId('scope', scope),
})

function encodeId(name: string, id: string): string {
  if (/^\P{Surrogate}+$/u.test(id)) return encodeURIComponent(id)
  throw invalid('createRemoteClient', { [name]: 'must not be empty or hold broken Unicode' })
}
