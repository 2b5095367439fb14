import type { QueryClient } from '@tanstack/react-query'
import type { Capabilities } from '../../core/adapter.js'
import type { UserClient } from '../../core/client.js'
import type { IdentikitError } from '../../core/errors.js'
import type { IdentifiedClient } from './identifiedClient.js'
import type { PendingWrites } from './pendingWrites.js'
import type { UserId } from './queries.js'
import type { SavedEvent } from './savedEvent.js'

/** What the stores of one user share. */
export interface StoreContext {
  readonly queryClient: QueryClient
  readonly userId: UserId
  /** Returns the client of the provider's last render. */
  readonly client: () => UserClient
  /** Reads for queries. */
  readonly identifiedClient: IdentifiedClient
  /** Returns what the service supports, once that is known. */
  readonly capabilities: () => Capabilities | undefined
  readonly pendingWrites: PendingWrites
  readonly onError: (error: IdentikitError) => void
  readonly onSaved: (event: SavedEvent) => void
}
