import type { QueryClient } from '@tanstack/react-query'
import type { IdentifyOptions } from '../../core/adapter.js'
import { memoize } from '../../core/memoize.js'
import { createReadOnlyError } from '../../core/readOnly/readOnlyCapabilities.js'
import type { UserPatch } from '../../core/user/user.js'
import type { SaveResult } from '../store/saveState.js'
import { getSessionEpoch } from '../store/sessionEpoch.js'
import { perUserStore } from '../store/perUserStore.js'
import type { Stores } from '../store/stores.js'
import { createWriter, getUserKey } from '../store/writer.js'
import type { DetectDevice } from './detectDevice.js'
import { contentKey, isConflict } from './identifyContent.js'
import { createIdentifyQueue } from './identifyQueue.js'
import { getPendingIdentifications } from './pendingIdentifications.js'
import type { IdentifyOutcome } from './sendIdentify.js'

/** The options of one identify call. */
export interface IdentifyInput extends Pick<IdentifyOptions, 'preferences'> {
  /** Whether time zone and locale are taken from the device. */
  readonly detect?: DetectDevice | undefined
  /**
   * Omits fields that the service doesn't hold or accept from a browser, as far as that is known, instead of failing; splits or joins names
   * where the service holds them differently.
   * @default false
   */
  readonly dropUnsupported?: boolean | undefined
}

/** Identifies a user. Never rejects. */
export type Identify = (
  id: string,
  patch: UserPatch,
  input?: IdentifyInput,
) => Promise<IdentifyOutcome>

/** One for each user of a cache: a new user may be identified before the provider has their id. */
const usersByCache = new WeakMap<QueryClient, Map<string, IdentifiedUser>>()

type IdentifiedUser = ReturnType<typeof createIdentifiedUser>

/** Returns the identify functions of a provider's stores. The calls for one user are sent in their order, whichever stores they are from. */
export const getIdentification = /* @__PURE__ */ perUserStore(createIdentification)

function createIdentification(stores: Stores) {
  const { queryClient, client, userId, nextOrder, isReadOnly, onError } = stores
  const { block } = getPendingIdentifications(stores)

  function getUser(id: string): IdentifiedUser {
    const all = memoize(usersByCache, queryClient, () => new Map())
    return memoize(all, JSON.stringify([client().id, id]), () => createIdentifiedUser(stores, id))
  }

  /** Creates or updates a user. A call that equals the last one that is unsettled is part of it. Never rejects. */
  const identify: Identify = (id, patch, input = {}) => {
    if (isReadOnly()) {
      const error = createReadOnlyError()
      onError(error)
      return Promise.resolve({ status: 'failed', error })
    }
    const { detect = false, dropUnsupported = false, preferences = [] } = input
    const user = getUser(id)
    const result = user.queue.add({
      key: contentKey(patch, input),
      patch,
      preferences,
      detect,
      isDropping: dropUnsupported,
      order: id === userId ? nextOrder() : user.nextOrder(),
      context: stores,
    })
    void result.then(block((other) => other === id))
    return result
  }

  /** Does the same as `identify`, but sends saved content only again after the page is reloaded, or after other content changed a value of it. */
  function declare(id: string, patch: UserPatch, input: IdentifyInput): Promise<IdentifyOutcome> {
    const { declared } = getUser(id)
    const key = contentKey(patch, input)
    const known = declared.get(key)
    if (known) return known.result
    const traits = client().capabilities?.traits
    for (const [otherKey, other] of declared)
      if (isConflict(other.patch, patch, traits)) declared.delete(otherKey)
    const result = identify(id, patch, input)
    declared.set(key, { patch, result })
    void result.then(({ status }) => {
      if (status === 'failed' && declared.get(key)?.result === result) declared.delete(key)
      return undefined
    })
    return result
  }

  return {
    identify,
    declare,
    /** Resolves when every identify call for a user has ended. */
    settled: (id: string): Promise<void> => getUser(id).queue.settled(),
    /** Fails later identify calls for a user until the session ends, since they would create the user again. */
    markDeleted: (id: string): void => getUser(id).markDeleted(),
  }
}

/** Creates what all identify calls for one user share. */
function createIdentifiedUser(stores: Stores, id: string) {
  const { queryClient, client, page, isPersisted } = stores
  const declared = new Map<
    string,
    { readonly patch: UserPatch; readonly result: Promise<IdentifyOutcome> }
  >()
  let deletedIn: number | undefined
  const queue = createIdentifyQueue(id, page, () => deletedIn === getSessionEpoch(queryClient))
  getPendingIdentifications(stores).onEnd(id, queue.end)
  return {
    queue,
    /** The content that was declared, by its key. */
    declared,
    /** The stores of this user, which may exist later, have the same writer. */
    nextOrder: createWriter(page, isPersisted ? getUserKey(client().id, id) : undefined),
    markDeleted(): void {
      deletedIn = getSessionEpoch(queryClient)
      declared.clear()
      queue.pause()
    },
  }
}

/** Returns the result of an update. A partial one failed. */
export function toSaveResult(outcome: IdentifyOutcome): SaveResult {
  if (!('error' in outcome)) return outcome
  return { status: 'failed', error: outcome.error }
}
