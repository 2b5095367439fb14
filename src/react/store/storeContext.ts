import type { QueryClient } from '@tanstack/react-query'
import type { Capabilities } from '../../core/capabilities.js'
import type { UserClient } from '../../core/client.js'
import type { IdentikitError } from '../../core/errors.js'
import type { ChangeLog, ChoiceOrder } from '../../core/sync/changeLog.js'
import type { StoreSnapshot } from './loadState.js'
import type { Page } from './page.js'
import type { PendingWrites } from './pendingWrites.js'
import type { UserId } from './queries.js'
import type { Recovery } from './recovery.js'
import type { SavedEvent } from './savedEvent.js'
import type { SaveResult } from './saveState.js'
import type { StoredQueue } from './storedQueue.js'
import type { ValueStore } from './valueStore.js'

/** A store that the page uses. One that is only read has no pending changes. */
export interface UsedStore {
  readonly resource: string
  readonly getSnapshot: () => StoreSnapshot<unknown, unknown>
  readonly reload: () => Promise<void>
  readonly retry?: () => Promise<SaveResult>
  readonly end?: () => void
  readonly resume?: () => void
  readonly refresh?: () => void
}

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
  /** Returns whether the provider or the handler is read-only, so that no change is made. */
  readonly isReadOnly: () => boolean
  readonly pendingWrites: PendingWrites
  /** The stores that the page uses; each adds itself. */
  readonly usedStores: Set<UsedStore>
  /** The changes of the stores by resource. */
  readonly logs: ValueStore<ReadonlyMap<string, ChangeLog<unknown>>>
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
