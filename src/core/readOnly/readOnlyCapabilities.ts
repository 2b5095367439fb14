import type { Capabilities } from '../capabilities.js'
import { IdentikitError } from '../errors.js'

/** Returns capabilities of which only the reads are left. */
export function toReadOnlyCapabilities(capabilities: Capabilities): Capabilities {
  const { fields, preferences, ...others } = capabilities
  const readable = Object.entries(fields).map(([field, rules]) => [
    field,
    { ...rules, write: false, clear: false },
  ])
  return {
    ...others,
    fields: Object.fromEntries(readable) as Capabilities['fields'],
    users: others.users.filter((name) => name === 'get'),
    ...(preferences && {
      preferences: { rules: { ...preferences.rules, clear: false }, reset: false },
    }),
    devices: false,
    events: false,
    readOnly: true,
  }
}

/** Returns the error of a change where everything is read-only. */
export function createReadOnlyError(): IdentikitError {
  return new IdentikitError('forbidden', 'A change was made where everything is read-only.')
}
