import type { RequestOptions } from '../../core/adapter.js'
import type { UserClient } from '../../core/client.js'

export type IdentifiedClient = ReturnType<typeof createIdentifiedClient>

/** Creates a client whose reads wait until the user is identified, since the service doesn't find them before. */
export function createIdentifiedClient(
  client: () => UserClient,
  whenIdentified: (id: string) => Promise<void>,
) {
  function afterIdentify<T>(read: (id: string, options?: RequestOptions) => Promise<T>) {
    return async (id: string, options?: RequestOptions): Promise<T> => {
      await whenIdentified(id)
      return read(id, options)
    }
  }
  return {
    id: client().id,
    users: { get: afterIdentify((id, options) => client().users.get(id, options)) },
    preferences: { get: afterIdentify((id, options) => client().preferences.get(id, options)) },
    streak: {
      get: afterIdentify((id, options) => client().streak.get(id, options)),
      info: afterIdentify((id, options) => client().streak.info(id, options)),
    },
  }
}
