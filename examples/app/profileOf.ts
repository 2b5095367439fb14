import type { UserPatch } from 'identikit/core'
import type { BackendName } from '../types.js'

/** What the service is told of a person's name: Notiflows has no field for a whole one. */
export function profileOf(backend: BackendName, name: string): UserPatch {
  if (backend !== 'notiflows') return { name }
  const [firstName = name, ...others] = name.split(/\s+/)
  return others.length > 0 ? { firstName, lastName: others.join(' ') } : { firstName }
}
