import type { UserPatch } from 'identikit/core'
import type { BackendName } from '../types.js'

/** Returns a name in the fields that the service stores: Notiflows has no field for a full name. */
export function toUserPatch(backend: BackendName, name: string): UserPatch {
  if (backend !== 'notiflows') return { name }
  const [firstName = name, ...others] = name.split(/\s+/)
  return others.length > 0 ? { firstName, lastName: others.join(' ') } : { firstName }
}
