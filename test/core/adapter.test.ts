import { describe, expect, it } from 'vitest'
import type { UserAdapter } from '../../src/core/adapter.js'
import { getCapabilities } from '../../src/core/capabilities.js'
import type { PreferenceRules } from '../../src/core/preferences/preferences.js'
import { capabilitiesSchema } from './wireSchemas.js'

const rules: PreferenceRules = { write: 'setting', parents: 'and' }
const bare: UserAdapter = {
  id: 'bare',
  fields: { email: { read: true, write: true, clear: false } },
  traits: { values: 'scalar', merge: 'key', clear: true, declared: true },
}
const never = () => Promise.reject(new Error('not asked for'))

describe('getCapabilities', () => {
  it('returns no members for an adapter without members', () => {
    expect(getCapabilities(bare)).toStrictEqual({
      fields: bare.fields,
      traits: bare.traits,
      users: [],
      devices: false,
      events: false,
    })
  })

  it('names every present member', () => {
    expect(
      getCapabilities({
        ...bare,
        users: { get: never, identify: never, merge: never },
        preferences: { rules, get: never, update: never, reset: never },
        streak: { get: never, update: never },
        devices: { add: never, remove: never },
        events: { track: never },
      }),
    ).toStrictEqual({
      fields: bare.fields,
      traits: bare.traits,
      users: ['get', 'identify', 'merge'],
      preferences: { rules, reset: true },
      streak: { info: false },
      devices: true,
      events: true,
    })
  })

  it('treats an undefined member as absent', () => {
    expect(
      getCapabilities({
        ...bare,
        users: { get: never, update: undefined },
        preferences: { rules, get: never, update: never, reset: undefined },
        streak: undefined,
        devices: undefined,
        events: undefined,
      }),
    ).toMatchObject({
      users: ['get'],
      preferences: { rules, reset: false },
      devices: false,
      events: false,
    })
    expect(getCapabilities({ ...bare, preferences: undefined })).not.toHaveProperty('preferences')
  })

  it('returns undefined for a pending adapter', () => {
    expect(getCapabilities({ ...bare, pending: true })).toBeUndefined()
    expect(getCapabilities({ ...bare, pending: false })).toBeDefined()
  })

  it('matches the wire format', () => {
    const capabilities = getCapabilities({
      ...bare,
      users: {
        list: never,
        identifyMany: { limit: 9, send: never },
        create: never,
        delete: never,
        update: never,
      },
      preferences: { rules, get: never, update: never },
    })
    expect(capabilitiesSchema.parse(JSON.parse(JSON.stringify(capabilities)))).toEqual(capabilities)
  })
})
