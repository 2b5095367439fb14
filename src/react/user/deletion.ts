import type { QueryClient } from '@tanstack/react-query'
import type { Capabilities } from '../../core/adapter.js'
import type { UserClient } from '../../core/client.js'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { createWriteWithRetry, unseen } from '../store/writeWithRetry.js'
import { perUserStore } from '../store/perUserStore.js'
import { queryKeyOf, type UserId } from '../store/queries.js'
import { getSessionEpoch } from '../store/sessionEpoch.js'
import type { PendingWrites } from '../store/pendingWrites.js'

/**
 * How a deletion is doing. `failed`: the host did not delete the account, and nothing else happened; `partly`: it did, and the service
 * still holds data.
 */
export type DeletionStatus = 'idle' | 'deleting' | 'deleted' | 'partial' | 'failed'

export interface Deletion {
  readonly status: DeletionStatus
  /** Why it failed, or what could not be removed yet. */
  readonly error: IdentikitError | undefined
  /** Whether the host has deleted the account, whatever became of the rest. */
  readonly isAccountDeleted: boolean
}

export interface DeletionInput {
  /**
   * Deletes the account with the host, and runs first: where it rejects, nothing else happens. The session may be gone after it, so the
   * sound way is that the host's server deletes the user at the service too; that the service does not find them any more is well.
   */
  readonly onDelete: () => Promise<void> | void
  /**
   * Keeps the data at the service out of use instead of erasing it; a service that cannot do so refuses.
   * @default false
   */
  readonly archive?: boolean | undefined
}

interface DeletionOptions {
  readonly queryClient: QueryClient
  readonly userId: UserId
  /** The client of this moment. */
  readonly client: () => UserClient
  readonly capabilities: () => Capabilities | undefined
  readonly whenIdentified: (id: string) => Promise<void>
  readonly pendingWrites: PendingWrites
  readonly onError: (error: IdentikitError) => void
}

const idle: Deletion = { status: 'idle', error: undefined, isAccountDeleted: false }

/** The deletion of one user: first by the host, then at the service, each once, whoever mounts and unmounts meanwhile. */
function createDeletion(options: DeletionOptions) {
  const { queryClient, userId, client, capabilities, whenIdentified, pendingWrites, onError } =
    options
  const key = queryKeyOf(client(), userId)
  const listeners = new Set<() => void>()
  let state = idle
  let running: Promise<Deletion> | undefined
  let isTold = false
  let turn = 0

  const deliver = createWriteWithRetry<undefined, Pick<DeletionInput, 'archive'>>({
    ...unseen,
    async send([one], _, request) {
      const about = { ...request, ...(one?.archive && { archive: true }), source: 'delete-account' }
      await client().users.delete(userId ?? '', about)
      return undefined
    },
  })

  function set(next: Deletion): Deletion {
    state = next
    for (const listener of listeners) listener()
    return next
  }

  function end(status: 'failed' | 'partial', thrown: unknown): Deletion {
    const error = toIdentikitError(thrown)
    onError(error)
    return set({ status, error, isAccountDeleted: status === 'partial' })
  }

  /**
   * Never rejects, and deletes nothing twice: after the host did its part, only the rest is tried again, until the person signed out: who
   * can sign in after that has an account.
   */
  function remove(input: DeletionInput): Promise<Deletion> {
    if (state.status === 'deleted') return Promise.resolve(state)
    running ??= run(input).finally(() => (running = undefined))
    return running
  }

  async function run({ onDelete, archive }: DeletionInput): Promise<Deletion> {
    if (!userId) {
      const what = 'An account was to be deleted while nobody is signed in.'
      return end('failed', new IdentikitError('not-loaded', what))
    }
    const { isAccountDeleted } = state
    turn = getSessionEpoch(queryClient)
    set({ status: 'deleting', error: undefined, isAccountDeleted: isAccountDeleted })
    try {
      if (!isAccountDeleted) await onDelete()
    } catch (thrown) {
      return end('failed', thrown)
    }
    // What is written after they are deleted would bring them back, at some services and to the page.
    await pendingWrites.settled()
    try {
      await deleteAtService(userId, archive)
    } catch (thrown) {
      await forget()
      return end('partial', thrown)
    }
    await forget()
    return set({ status: 'deleted', error: undefined, isAccountDeleted: true })
  }

  async function deleteAtService(id: string, archive: boolean | undefined): Promise<void> {
    const known = capabilities()
    if (known && !known.users.includes('delete')) return
    // Who is identified after they are deleted would be there again.
    await whenIdentified(id)
    try {
      await deliver([{ archive }], undefined)
    } catch (thrown) {
      if (!isDone(thrown, archive)) throw thrown
    }
  }

  /** Drops what was read of them, also from what is still mounted; nothing is read anew for it. */
  async function forget(): Promise<void> {
    await queryClient.cancelQueries({ queryKey: key })
    for (const query of queryClient.getQueryCache().findAll({ queryKey: key })) query.reset()
    queryClient.removeQueries({ queryKey: key })
  }

  /** Calls the host once, whichever part of the page says so. */
  function tell(onDeleted: (() => void) | undefined): void {
    if (isTold || !state.isAccountDeleted) return
    isTold = true
    onDeleted?.()
  }

  // Somebody may sign up again under the same id, and their account is another.
  function begin(): void {
    state = idle
    isTold = false
  }

  function subscribe(listener: () => void): () => void {
    if (state.status === 'partial' && turn !== getSessionEpoch(queryClient)) begin()
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && state.status === 'deleted') begin()
    }
  }

  return { getSnapshot: () => state, getServerSnapshot: () => idle, subscribe, remove, tell }
}

/** Whether nothing is left to remove: the host's server did it before, or the service deletes nobody. */
function isDone(thrown: unknown, archive: boolean | undefined): boolean {
  const { code, cause } = toIdentikitError(thrown)
  if (cause instanceof AggregateError) return cause.errors.every((one) => isDone(one, archive))
  return code === 'not-found' || (code === 'unsupported' && !archive)
}

/** The deletion of the stores' user. */
export const deletionOf = /* @__PURE__ */ perUserStore((stores) =>
  createDeletion({ ...stores, whenIdentified: stores.identification.whenIdentified }),
)
