import type { UserAdapter } from '../../../src/core/adapter.js'

/** Removes `name`, which consists of two other fields at some services: the suite tests fields independently. */
export function withoutName(adapter: UserAdapter): UserAdapter {
  const { name: _, ...fields } = adapter.fields
  return { ...adapter, fields }
}
