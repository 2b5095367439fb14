import { createFieldRules } from '../../src/adapters/http/wireFields.js'
import type { NotificationCatalog, Preferences, User, UserAdapter } from '../../src/core.js'
import { userFields } from '../../src/core/user/fields.js'

const channels = ['email', 'push', 'in_app']

/** Returns the catalog of a product. */
export function createCatalog(types: number): NotificationCatalog {
  return Array.from({ length: types }, (_, index) => ({
    id: `type-${index}`,
    label: `Type ${index}`,
    channels,
    ...(index === 0 && { default: true, locked: { channels: ['email'] } }),
  }))
}

/** Creates an adapter whose answers cost nothing, so that the handler alone is measured. */
export function createReadyAdapter(options: { types: number; order: boolean }): UserAdapter {
  const { types, order } = options
  const user: User = {
    id: 'ada',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    timezone: 'Europe/London',
    traits: {},
    rest: {},
  }
  const preferences: Preferences = {
    types: Array.from({ length: types }, (_, index) => ({
      id: `type-${index}`,
      label: `Type ${index}`,
      description: 'What it is about.',
      group: `Group ${index % 4}`,
      channels: Object.fromEntries(channels.map((channel) => [channel, { state: 'on' }])),
    })),
    channels: {},
    rest: {},
  }
  const get = async () => preferences
  return {
    id: 'ready',
    fields: createFieldRules(userFields),
    traits: { values: 'json', merge: 'key', clear: true },
    order,
    users: { get: async () => user, identify: async () => user },
    preferences: { rules: { write: 'setting', parents: 'and', order }, get, update: get },
  }
}
