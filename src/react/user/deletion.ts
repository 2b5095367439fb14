import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { createReadOnlyError } from '../../core/readOnly/readOnlyCapabilities.js'
import { perUserStore } from '../store/perUserStore.js'
import { getQueryKey } from '../store/queries.js'
import { getSessionEpoch } from '../store/sessionEpoch.js'
import type { Stores } from '../store/stores.js'
import { createValueStore } from '../store/valueStore.js'
import { saveWithRetry } from '../store/saveWithRetry.js'
import { getIdentification } from './identification.js'

/**
 * How a deletion went. `failed`: the host did not delete the account, and nothing else happened; `partial`: the host deleted it, and the
 * service still holds data.
 */
export type DeletionStatus = 'idle' | 'deleting' | 'deleted' | 'partial' | 'failed'

/** The state of a deletion. */
export interface Deletion {
  /** How the deletion went. */
  readonly status: DeletionStatus
  /** Why it failed, or why data is left at the service. */
  readonly error: IdentikitError | undefined
  /** Whether the host deleted the account, even if data is left at the service. */
  readonly isAccountDeleted: boolean
}

/** How a user is deleted. */
export interface DeletionInput {
  /**
   * Deletes the account at the host, before anything else; if it rejects, nothing else happens. It may end the session, so the host's server
   * should delete the user at the service, too: a user who is not found there counts as deleted.
   */
  readonly onDelete: () => Promise<void> | void
  /**
   * Archives the data at the service instead of erasing it; a service that can't archive refuses.
   * @default false
   */
  readonly archive?: boolean | undefined
}

const idle: Deletion = { status: 'idle', error: undefined, isAccountDeleted: false }

/** Returns the deletion of a user. */
export const getDeletion = /* @__PURE__ */ perUserStore(createDeletion)

/** Creates the deletion of one user, first at the host and then at the service, each once, whatever mounts and unmounts meanwhile. */
function createDeletion(stores: Stores) {
  const { queryClient, userId, pendingWrites, isReadOnly, onError } = stores
  const identification = getIdentification(stores)
  const state = createValueStore(idle)
  let running: Promise<Deletion> | undefined
  let isHostNotified = false
  let epoch = 0

  function fail(status: 'failed' | 'partial', thrown: unknown): Deletion {
    const error = toIdentikitError(thrown)
    onError(error)
    return state.set({ status, error, isAccountDeleted: status === 'partial' })
  }

  function reset(): void {
    state.set(idle)
    isHostNotified = false
  }

  /**
   * Deletes the user. Calls that overlap are one. After a partial deletion only the service is called again, until the user signed out: an
   * account that signs in after that is a new one. Never rejects.
   */
  function remove(input: DeletionInput): Promise<Deletion> {
    if (state.getSnapshot().status === 'deleted') return Promise.resolve(state.getSnapshot())
    running ??= run(input).finally(() => (running = undefined))
    return running
  }

  async function run({ onDelete, archive }: DeletionInput): Promise<Deletion> {
    if (!userId) {
      const message = 'An account was to be deleted while no user is signed in.'
      return fail('failed', new IdentikitError('not-loaded', message))
    }
    if (isReadOnly()) return fail('failed', createReadOnlyError())
    const { isAccountDeleted } = state.getSnapshot()
    epoch = getSessionEpoch(queryClient)
    state.set({ status: 'deleting', error: undefined, isAccountDeleted })
    try {
      if (!isAccountDeleted) await onDelete()
    } catch (thrown) {
      return fail('failed', thrown)
    }
    // A later write would create the user again at some services.
    identification.markDeleted(userId)
    await identification.settled(userId)
    await pendingWrites.settled()
    try {
      await deleteAtService(stores, userId, archive)
    } catch (thrown) {
      await removeData(stores)
      return fail('partial', thrown)
    }
    await removeData(stores)
    return state.set({ status: 'deleted', error: undefined, isAccountDeleted: true })
  }

  /** Calls the host's `onDeleted` once, whichever component does. */
  function notifyHost(onDeleted: (() => void) | undefined): void {
    if (isHostNotified || !state.getSnapshot().isAccountDeleted) return
    isHostNotified = true
    onDeleted?.()
  }

  function subscribe(listener: () => void): () => void {
    const isOfFormerSession = epoch !== getSessionEpoch(queryClient)
    if (state.getSnapshot().status === 'partial' && isOfFormerSession) reset()
    const unsubscribe = state.subscribe(listener)
    return () => {
      unsubscribe()
      // Another account may get the same id later.
      if (!state.hasListeners() && state.getSnapshot().status === 'deleted') reset()
    }
  }

  return { ...state, subscribe, remove, notifyHost }
}

async function deleteAtService(
  { client, capabilities }: Stores,
  id: string,
  archive: boolean | undefined,
): Promise<void> {
  const known = capabilities()
  if (known && !known.users.includes('delete')) return
  const options = { ...(archive && { archive }), source: 'delete-account' }
  try {
    await saveWithRetry({
      send: (request) => client().users.delete(id, { ...request, ...options }),
    })
  } catch (thrown) {
    if (!isDeleted(thrown, archive)) throw thrown
  }
}

/** Returns whether nothing is left to delete: the host's server deleted the user before, or the service can't delete users. */
function isDeleted(thrown: unknown, archive: boolean | undefined): boolean {
  const { code, cause } = toIdentikitError(thrown)
  if (cause instanceof AggregateError)
    return cause.errors.every((error) => isDeleted(error, archive))
  return code === 'not-found' || (code === 'unsupported' && !archive)
}

/** Removes the data that was read, also from mounted components, without reading it again. */
async function removeData({ queryClient, client, userId, recovery }: Stores): Promise<void> {
  const queryKey = getQueryKey(client(), userId)
  recovery.stop()
  await queryClient.cancelQueries({ queryKey })
  for (const query of queryClient.getQueryCache().findAll({ queryKey })) query.reset()
  queryClient.removeQueries({ queryKey })
}
