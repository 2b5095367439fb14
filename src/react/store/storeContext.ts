import type { QueryClient } from '@tanstack/react-query'
import type { Capabilities } from '../../core/adapter.js'
import type { UserClient } from '../../core/client.js'
import type { ChoiceOrder } from '../../core/sync/changeLog.js'
import type { IdentikitError } from '../../core/errors.js'
import type { Page } from './page.js'
import type { PendingWrites } from './pendingWrites.js'
import type { UserId } from './queries.js'
import type { Recovery } from './recovery.js'
import type { StoredQueue } from './storedQueue.js'
import type { SavedEvent } from './savedEvent.js'

/** What the stores of one user share. */
export interface StoreContext {
  readonly queryClient: QueryClient
  readonly userId: UserId
  /** Returns the client of the provider's last render. */
  readonly client: () => UserClient
  /** Resolves when no identify call for a user is pending. */
  readonly whenIdentified: (id: string) => Promise<void>
  /** Returns what the service supports, once that is known. */
  readonly capabilities: () => Capabilities | undefined
  readonly pendingWrites: PendingWrites
  readonly page: Page
  readonly recovery: Recovery
  /** The pending changes in the browser's storage; `undefined` where nothing is stored. */
  readonly storedQueue: StoredQueue | undefined
  /** Returns the order of the next write; one number per choice, the same for all tries. */
  readonly nextOrder: () => ChoiceOrder
  /** Makes the other tabs of the browser read a resource again. Without `id` it is a resource of this user. */
  readonly announceSave: (resource: string, id?: string) => void
  readonly onError: (error: IdentikitError) => void
  readonly onSaved: (event: SavedEvent) => void
}
