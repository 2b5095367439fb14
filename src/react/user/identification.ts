import { hashKey } from '@tanstack/react-query'
import type { IdentifyOptions } from '../../core/adapter.js'
import { toIdentikitError } from '../../core/errors.js'
import { memoize } from '../../core/memoize.js'
import { dropUnsupported } from '../../core/user/dropUnsupported.js'
import type { UserPatch } from '../../core/user/user.js'
import { getQueryKey } from '../store/queries.js'
import type { SaveResult } from '../store/saveState.js'
import type { StoreContext } from '../store/storeContext.js'
import { addDetected, unlessPageCloses, type DetectDevice } from './detectDevice.js'
import { createPendingIdentifications } from './pendingIdentifications.js'

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

/** Creates the identify functions of a cache. Equal calls that overlap send one request. */
export function createIdentification({
  queryClient,
  client,
  onSaved,
  onError,
}: Pick<StoreContext, 'queryClient' | 'client' | 'onSaved' | 'onError'>) {
  const { add, beginSignUp, whenIdentified } = createPendingIdentifications(
    queryClient,
    () => client().id,
  )
  const running = new Map<string, Promise<SaveResult>>()
  const saved = new Map<string, Promise<SaveResult>>()

  async function run(id: string, patch: UserPatch, input: IdentifyInput): Promise<SaveResult> {
    const { detect = false, dropUnsupported: isDropping = false, ...identifyOptions } = input
    try {
      const full = detect
        ? await unlessPageCloses(addDetected(client(), id, patch, detect), patch)
        : patch
      const sent = isDropping ? dropUnsupported(full, client().capabilities?.fields) : full
      const user = await client().users.identify(id, sent, {
        keepalive: true,
        ...identifyOptions,
        source: 'identify',
      })
      const queryKey = getQueryKey(client(), id, 'user')
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, user)
      void queryClient.invalidateQueries({
        queryKey: getQueryKey(client(), id),
        predicate: (query) => query.queryKey.at(-1) !== 'user',
      })
      onSaved({ resource: 'user', patch: sent })
      return { status: 'saved' }
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      onError(error)
      return { status: 'failed', error }
    }
  }

  /** Creates or updates a user. Never rejects. */
  function identify(id: string, patch: UserPatch, input: IdentifyInput = {}): Promise<SaveResult> {
    const key = identificationKey(id, patch, input)
    return memoize(running, key, () => {
      const result = run(id, patch, input).finally(() => {
        running.delete(key)
        remove()
      })
      const remove = add((other) => other === id, result)
      return result
    })
  }

  /** Does the same as `identify`, but sends content that was saved once only again after the page is reloaded. */
  function identifyOnce(id: string, patch: UserPatch, input: IdentifyInput): Promise<SaveResult> {
    const key = identificationKey(id, patch, input)
    const result = memoize(saved, key, () => identify(id, patch, input))
    void result.then(({ status }) => status === 'failed' && saved.delete(key))
    return result
  }

  return { identify, identifyOnce, beginSignUp, whenIdentified }
}

/** Returns one string for equal content, whatever the order of its keys. Content that isn't JSON is refused later, by the client. */
export function identificationKey(...content: readonly unknown[]): string {
  try {
    return hashKey(content)
  } catch {
    return 'not JSON'
  }
}
