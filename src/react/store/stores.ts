import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Capabilities } from '../../core/capabilities.js'
import type { UserClient } from '../../core/client.js'
import { IdentikitError } from '../../core/errors.js'
import type { InitialData } from '../../core/initialData.js'
import { memoize } from '../../core/memoize.js'
import type { NotificationCatalog } from '../../core/preferences/catalog.js'
import { toReadOnlyCapabilities } from '../../core/readOnly/readOnlyCapabilities.js'
import type { ChangeLog } from '../../core/sync/changeLog.js'
import { warnOnce } from '../../core/warnOnce.js'
import { identifyGates } from '../user/identifyGates.js'
import type { Resource } from './loadState.js'
import { serverPage, type Page } from './page.js'
import { createPendingWrites } from './pendingWrites.js'
import { getQueryKey, type UserId } from './queries.js'
import { createRecovery } from './recovery.js'
import type { SavedEvent } from './savedEvent.js'
import { bumpSessionEpoch } from './sessionEpoch.js'
import type { StoreContext, UsedStore } from './storeContext.js'
import { createStoredQueue } from './storedQueue.js'
import { createValueStore } from './valueStore.js'
import { createWriter, getUserKey } from './writer.js'

export type { InitialData }

/** The provider's props that may change while it is mounted. */
export interface ProviderSettings {
  readonly client: UserClient
  readonly catalog: NotificationCatalog
  /** Whether pending changes are stored in the browser. @default true */
  readonly persist?: boolean | undefined
  /** Whether nothing can be changed. It is part of the identity of the stores. @default false */
  readonly readOnly?: boolean | undefined
  readonly onError: ((event: { readonly error: IdentikitError }) => void) | undefined
  readonly onSaved: ((event: SavedEvent) => void) | undefined
}

const readOnlyCapabilities = new WeakMap<Capabilities, Capabilities>()

/** What the stores of one user share, and what concerns all of them. Each store is created when something uses it: see `perUserStore`. */
export type Stores = ReturnType<typeof createStores>

/** Creates everything that the hooks of one user share. The result never changes, so the context that holds it renders nothing. */
export function createStores(
  queryClient: QueryClient,
  userId: UserId,
  initialSettings: ProviderSettings,
  initialData?: InitialData,
  page: Page = serverPage,
) {
  let settings = initialSettings
  let lastCapabilities = initialData?.capabilities
  const client = () => settings.client
  const key = getQueryKey(client(), userId)
  // A new client knows its capabilities only after its first request; until then the last known ones count.
  const capabilities = () => {
    lastCapabilities = client().capabilities ?? lastCapabilities
    return initialSettings.readOnly && lastCapabilities
      ? memoize(readOnlyCapabilities, lastCapabilities, toReadOnlyCapabilities)
      : lastCapabilities
  }
  const isReadOnly = () => initialSettings.readOnly === true || capabilities()?.readOnly === true

  function onError(error: IdentikitError): void {
    if (process.env.NODE_ENV !== 'production' && !settings.onError)
      warnOnce(
        `${error.message.replace('[identikit] ', '')} Pass onError to <IdentikitProvider> to receive errors.`,
      )
    // All data of the former user is read again.
    if (error.code === 'user-changed') recovery.refresh(key)
    reportThrown(() => settings.onError?.({ error }))
  }
  const onSaved = (event: SavedEvent) => reportThrown(() => settings.onSaved?.(event))

  function announceSave(resource: string, id = userId): void {
    if (typeof id !== 'string') return
    const scope = getUserKey(client().id, id)
    page.post({ v: 1, scope, resource })
    // The length of a streak depends on its settings.
    if (resource === 'streak') page.post({ v: 1, scope, resource: 'streakInfo' })
  }

  async function whenIdentified(id: string): Promise<void> {
    // Effects of one commit run in one task: `useIdentify` may run after the hook that reads.
    await Promise.resolve()
    await identifyGates.get(queryClient)?.wait(client().id, id)
  }

  for (const resource of ['user', 'preferences', 'streak', 'streakInfo', 'schedule'] as const) {
    const queryKey = [...key, resource]
    const data = userId !== null && initialData?.[resource]
    if (data && !queryClient.getQueryData(queryKey)) queryClient.setQueryData(queryKey, data)
  }

  const userKey = typeof userId === 'string' ? getUserKey(client().id, userId) : undefined
  const recovery = createRecovery({ queryClient, page }, key, userKey)
  const isPersisted = initialSettings.persist !== false && !initialSettings.readOnly
  const storedQueue =
    isPersisted && userKey !== undefined ? createStoredQueue(page, userKey) : undefined
  const context: StoreContext = {
    queryClient,
    userId,
    client,
    page,
    recovery,
    storedQueue,
    nextOrder: createWriter(page, isPersisted ? userKey : undefined),
    announceSave,
    onError,
    onSaved,
    whenIdentified,
    capabilities,
    isReadOnly,
    pendingWrites: createPendingWrites(),
    usedStores: new Set<UsedStore>(),
    logs: createValueStore<ReadonlyMap<string, ChangeLog<unknown>>>(new Map()),
  }
  const { usedStores } = context

  /** Returns whether the service has a resource; `true` until its capabilities are known. */
  function isSupported(resource: Resource): boolean {
    const known = capabilities()
    if (!known) return true
    return resource === 'user' ? known.users.includes('get') : Boolean(known[resource])
  }

  /** Reads a resource again, with all others that failed, since one cause often fails them together. */
  async function reload(resource: Resource): Promise<void> {
    const read = [...usedStores].filter(
      (store) => store.resource === resource || store.getSnapshot().query?.status === 'error',
    )
    // Two stores of one resource share its query.
    const byResource = new Map(read.map((store) => [store.resource, store]))
    await Promise.all([...byResource.values()].map((store) => store.reload()))
  }

  return {
    ...context,
    isPersisted,
    isReadOnlyProvider: initialSettings.readOnly === true,
    catalog: () => settings.catalog,
    isSupported,
    reload,
    /** Takes the provider's props of this render. */
    configure: (next: ProviderSettings): void => {
      const before = settings
      settings = next
      bumpSessionEpoch(queryClient, userId)
      if (before.catalog !== next.catalog) for (const store of usedStores) store.refresh?.()
    },
    /** Ends the session of the user: pending changes get one last request and are deleted from the browser. */
    end: (): void => {
      for (const store of usedStores) store.end?.()
      if (userId) identifyGates.get(queryClient)?.end(client().id, userId)
      storedQueue?.clear()
    },
    /** Starts the session of the user again after `end`. */
    resume: (): void => {
      for (const store of usedStores) store.resume?.()
      storedQueue?.resume()
    },
  }
}

/** The stores of the provider's user. */
export const StoresContext = createContext<Stores | undefined>(undefined)

/**
 * Returns the stores of the nearest provider.
 * @throws IdentikitError `misuse` outside a provider, with the name of the hook or component
 */
export function useStores(name: string): Stores {
  const stores = useContext(StoresContext)
  if (stores) return stores
  throw new IdentikitError('misuse', `${name} needs <IdentikitProvider> around it.`)
}

/** Calls a callback of the host. An error that it throws is reported, and reverts no save. */
function reportThrown(callback: () => void): void {
  try {
    callback()
  } catch (error) {
    reportError(error)
  }
}
