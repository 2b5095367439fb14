import type { UserAdapter } from './adapter.js'
import { getCapabilities } from './capabilities.js'
import { requireMember } from './requireMember.js'
import type { UserClient } from './userClient.js'

/** The members of a client that call the service. */
export type ClientMembers = Omit<UserClient, 'id' | 'capabilities'>

/** Creates a client that passes its input to an adapter unchecked. A member that the adapter lacks rejects with `unsupported`. */
export function createForwardingClient(adapter: UserAdapter): UserClient {
  return {
    id: adapter.id,
    // They change with the first answer of `remote`.
    get capabilities() {
      return getCapabilities(adapter)
    },
    ...createForwardingMembers(adapter),
  }
}

/** Creates the members of `createForwardingClient`. */
export function createForwardingMembers(adapter: UserAdapter): ClientMembers {
  const preferences = () => requireMember(adapter, 'preferences', adapter.preferences)
  const streak = () => requireMember(adapter, 'streak', adapter.streak)
  const schedule = () => requireMember(adapter, 'schedule', adapter.schedule)
  const devices = () => requireMember(adapter, 'devices', adapter.devices)
  // Members are read at each call: those of `remote` change with its first answer.
  return {
    users: {
      get: async (...input) => requireMember(adapter, 'users.get', adapter.users?.get)(...input),
      async identify(id, patch, options = {}) {
        if (options.preferences !== undefined) preferences()
        const identify = requireMember(adapter, 'users.identify', adapter.users?.identify)
        return identify(id, patch, options)
      },
      async update(...input) {
        const { update, identify } = adapter.users ?? {}
        return requireMember(adapter, 'users.update', update ?? identify)(...input)
      },
      delete: async (...input) =>
        requireMember(adapter, 'users.delete', adapter.users?.delete)(...input),
    },
    preferences: {
      get: async (...input) => preferences().get(...input),
      update: async (...input) => preferences().update(...input),
      reset: async (...input) =>
        requireMember(adapter, 'preferences.reset', adapter.preferences?.reset)(...input),
    },
    streak: {
      get: async (...input) => streak().get(...input),
      update: async (...input) => streak().update(...input),
      info: async (...input) =>
        requireMember(adapter, 'streak.info', adapter.streak?.info)(...input),
    },
    schedule: {
      get: async (...input) => schedule().get(...input),
      update: async (...input) => schedule().update(...input),
    },
    devices: {
      add: async (...input) => devices().add(...input),
      remove: async (...input) => devices().remove(...input),
    },
    events: {
      track: async (...input) => requireMember(adapter, 'events', adapter.events).track(...input),
    },
  }
}
