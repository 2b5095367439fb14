import type { QueryClient } from '@tanstack/react-query'
import type { Capabilities } from '../../core/adapter.js'
import type { UserClient } from '../../core/client.js'
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
  readonly onError: (error: IdentikitError) => void
  readonly onSaved: (event: SavedEvent) => void
}
