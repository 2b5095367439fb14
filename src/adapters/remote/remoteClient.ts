import { createUserClient, type UserClient } from '../../core/client.js'
import { createRemoteAdapter, type RemoteAdapterOptions } from './remote.js'

/** Options of `createRemoteClient`. */
export interface RemoteClientOptions extends RemoteAdapterOptions {}

/**
 * Creates the client of a browser, which reads and writes the signed-in user's own data through `createUserHandler`.
 * @throws IdentikitError `misuse` for an invalid `url`
 * @example
 * ```tsx
 * const client = createRemoteClient({ url: '/api/identikit' })
 *
 * <IdentikitProvider client={client} userId={session.userId}>
 *   <PreferenceCenter />
 * </IdentikitProvider>
 * ```
 */
export function createRemoteClient(options: RemoteClientOptions): UserClient {
  return createUserClient(createRemoteAdapter(options))
}
