import { createForwardingClient } from '../../core/forwardingClient.js'
import type { UserClient } from '../../core/userClient.js'
import { createRemoteAdapter, type RemoteAdapterOptions } from './remote.js'

/** Options of `createRemoteClient`. */
export interface RemoteClientOptions extends RemoteAdapterOptions {}

/**
 * Creates the client of a browser, which reads and writes the signed-in user's own data through `createUserHandler`. The handler
 * checks the input, so that a page doesn't bundle the checks; a wrong value rejects with the handler's `invalid`.
 * @throws IdentikitError `misuse` for an invalid `url` or `scope`
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
  return createForwardingClient(createRemoteAdapter(options))
}
