import type { QueryClient } from '@tanstack/react-query'
import type { Capabilities } from '../../core/adapter.js'
import type { UserClient } from '../../core/client.js'
import type { WriteOrder } from '../../core/requestOptions.js'
import type { IdentikitError } from '../../core/errors.js'
import type { Page } from './page.js'
import type { PendingWrites } from './pendingWrites.js'
import type { UserId } from './queries.js'
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
  /** Returns the order of the next write; one number per choice, the same for all tries. */
  readonly nextOrder: () => WriteOrder
  /** Tells the other tabs of the browser that a resource was saved, so that they read it again. */
  readonly announceSave: (resource: string) => void
  readonly onError: (error: IdentikitError) => void
  readonly onSaved: (event: SavedEvent) => void
}
