import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Capabilities, RequestOptions } from '../../core/adapter.js'
import { applyCatalog, type NotificationCatalog } from '../../core/preferences/catalog.js'
import type { UserClient } from '../../core/client.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import {
  getPreferenceOutline,
  type PreferenceOutline,
} from '../../core/preferences/preferenceOutline.js'
import {
  applyPreferenceChange,
  checkPreferenceChanges,
  isFixed,
  isOn,
  preferenceKey,
  getSetting,
  withRow,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import type { StreakInfo, StreakSettings } from '../../core/streak/streak.js'
import {
  applyUserPatch,
  splitUserPatch,
  joinUserPatches,
  userPatchKey,
  type User,
  type UserPatch,
} from '../../core/user/user.js'
import { createIdentification } from '../user/identification.js'
import { preferencesOptions, queryKeyOf, userOptions, type UserId } from './queries.js'
import { createStore, type SaveResult } from './store.js'
import type { SavedEvent } from './savedEvent.js'
import type { StoreSnapshot } from './storeSnapshot.js'
import { createStreakStores } from './streakStores.js'
import { toLoadStatus, type Resource } from './loadState.js'
import { bumpSessionEpoch } from './sessionEpoch.js'
import { createPendingWrites } from './pendingWrites.js'

/** What was read on the server, so that the first HTML shows it and the first request is saved. */
export interface InitialData {
  /** `client.capabilities` of the server: server and browser must agree on what counts. */
  readonly capabilities: Capabilities | undefined
  readonly user?: User | undefined
  readonly preferences?: Preferences | undefined
  readonly streak?: StreakSettings | undefined
  readonly streakInfo?: StreakInfo | undefined
}

/** What the host may change while the provider is mounted. */
export interface StoresSettings {
  readonly client: UserClient
  readonly catalog: NotificationCatalog
  readonly onError: ((event: { readonly error: IdentikitError }) => void) | undefined
  readonly onSaved: ((event: SavedEvent) => void) | undefined
}

export type Stores = ReturnType<typeof createStores>

const noTraits = { merge: 'deep' } as const
const nothing: Preferences = { types: [], channels: {}, rest: {} }

/** Everything that the hooks of one user share. Its identity is stable, so the context never renders anybody. */
export function createStores(
  queryClient: QueryClient,
  userId: UserId,
  first: StoresSettings,
  initial?: InitialData,
) {
  let settings = first
  let lastCapabilities = initial?.capabilities
  // A client that is made anew in each render has to learn what its service can do; what is known stays.
  const capabilities = () => (lastCapabilities = settings.client.capabilities ?? lastCapabilities)
  /** Whether the service has a resource; `true` until its capabilities are known. */
  function isSupported(resource: Resource): boolean {
    const known = capabilities()
    if (!known) return true
    return resource === 'user' ? known.users.includes('get') : known[resource] !== undefined
  }
  const traits = () => capabilities()?.traits ?? noTraits
  const tell = {
    onError: (error: IdentikitError) => {
      // Whatever was read of the person before is read again, so that nothing of them stays.
      if (error.code === 'user-changed')
        void queryClient.invalidateQueries({ queryKey: queryKeyOf(first.client, userId) })
      safely(() => settings.onError?.({ error }))
    },
    onSaved: (event: SavedEvent) => safely(() => settings.onSaved?.(event)),
  }

  for (const resource of ['user', 'preferences', 'streak', 'streakInfo'] as const) {
    const key = queryKeyOf(first.client, userId, resource)
    if (userId !== null && initial?.[resource] && queryClient.getQueryData(key) === undefined)
      queryClient.setQueryData(key, initial[resource])
  }

  const pendingWrites = createPendingWrites()

  const identification = createIdentification({
    queryClient,
    client: () => settings.client,
    onError: tell.onError,
    onSaved: tell.onSaved,
  })

  /** Reads with the client of this moment, and not before somebody new is identified. */
  const live = {
    id: first.client.id,
    users: {
      get: async (id: string, request?: RequestOptions) => {
        await identification.whenIdentified(id)
        return settings.client.users.get(id, request)
      },
    },
    preferences: {
      get: async (id: string, request?: RequestOptions) => {
        await identification.whenIdentified(id)
        return settings.client.preferences.get(id, request)
      },
    },
  }

  const preferences = createStore<Preferences, PreferenceChange>({
    queryClient,
    query: preferencesOptions(live, userId) as never,
    read: (request) => settings.client.preferences.get(userId ?? '', request),
    keyOf: preferenceKey,
    apply: applyPreferenceChange,
    check: (changes) => void checkPreferenceChanges('usePreferences()', changes),
    wasApplied: (data, change) => {
      const setting = getSetting(data, change)
      return setting?.pending === true || isOn(setting) === change.enabled
    },
    transform: (data) => applyCatalog(data, settings.catalog),
    reject: (change, shown) => {
      if (!isFixed(getSetting(shown, change))) return undefined
      return new IdentikitError(
        'locked',
        'A change was made to a setting that the person cannot change.',
      )
    },
    send: (changes, shown, request) => {
      const byRow = capabilities()?.preferences?.rules.write === 'row'
      const sent = byRow ? changes.map((change) => withRow(shown, change)) : changes
      return settings.client.preferences.update(userId ?? '', sent, {
        ...request,
        source: 'preference-center',
      })
    },
    onSaved: (changes) => tell.onSaved({ resource: 'preferences', changes }),
    onError: tell.onError,
    pendingWrites: pendingWrites,
  })

  const streak = createStreakStores({
    queryClient,
    userId,
    client: () => settings.client,
    whenIdentified: identification.whenIdentified,
    onError: tell.onError,
    onSaved: (patch) => tell.onSaved({ resource: 'streak', patch }),
    pendingWrites,
  })

  const user = createStore<User, UserPatch>({
    queryClient,
    query: userOptions(live, userId) as never,
    read: (request) => settings.client.users.get(userId ?? '', request),
    keyOf: (patch) => userPatchKey(patch, traits()),
    apply: (data, patch) => applyUserPatch(data, patch, traits()),
    send: (patches, _, request) =>
      settings.client.users.update(userId ?? '', joinUserPatches(patches, traits()), {
        ...request,
        source: 'profile',
      }),
    onSaved: (patches) =>
      tell.onSaved({ resource: 'user', patch: joinUserPatches(patches, traits()) }),
    onError: tell.onError,
    pendingWrites: pendingWrites,
  })

  /** What the outline is drawn from: what was read, or while it loads, the catalog. */
  function outlineSource(
    snapshot: StoreSnapshot<Preferences, PreferenceChange>,
  ): Preferences | NotificationCatalog | undefined {
    const isExpected =
      settings.catalog.length > 0 &&
      toLoadStatus({ userId, isSupported }, 'preferences', snapshot) === 'loading'
    return snapshot.data ?? (isExpected ? settings.catalog : undefined)
  }

  /** Takes the provider's props of this render. */
  function configure(next: StoresSettings): void {
    const before = settings
    settings = next
    bumpSessionEpoch(queryClient, userId)
    if (before.catalog !== next.catalog) preferences.refresh()
  }

  /** One read often fails for all resources: who tries one again means them all. */
  async function reload(resource: Resource): Promise<void> {
    const stores = { preferences, user, streak: streak.settings, streakInfo: streak.info }
    const others = Object.values(stores).filter(
      (store) => store.getSnapshot().query?.status === 'error',
    )
    await Promise.all([...new Set([stores[resource], ...others])].map((store) => store.reload()))
  }

  return {
    userId,
    reload,
    updateUser: (patch: UserPatch): Promise<SaveResult> => {
      if (typeof patch !== 'object' || (patch as unknown) === null)
        return user.refuse(invalid('useUser().update', { patch: 'must be an object' }))
      return user.update(splitUserPatch(patch, traits()))
    },
    /** Nobody wants any more what failed of a patch. */
    dismissUser: (patch: UserPatch): void => user.dismiss(splitUserPatch(patch, traits())),
    preferences,
    /** The same object until a switch comes or goes. */
    outline: {
      getSnapshot: outliner(() => outlineSource(preferences.getSnapshot())),
      getServerSnapshot: outliner(() => outlineSource(preferences.getServerSnapshot())),
    },
    user,
    streak,
    identification,
    pendingWrites,
    /** What the service can do, as far as it is known. */
    capabilities,
    isSupported,
    traits,
    configure,
    queryClient,
    client: () => settings.client,
    ...tell,
  }
}

export const StoresContext = createContext<Stores | undefined>(undefined)

/** @throws IdentikitError `misuse` outside a provider */
export function useStores(caller: string): Stores {
  const stores = useContext(StoresContext)
  if (stores) return stores
  throw new IdentikitError(
    'misuse',
    `${caller} was used outside <IdentikitProvider>. Put the provider around it.`,
  )
}

function outliner(
  read: () => Preferences | NotificationCatalog | undefined,
): () => PreferenceOutline | undefined {
  let from: Preferences | NotificationCatalog | undefined
  let outline: PreferenceOutline | undefined
  return () => {
    const source = read()
    if (source === from) return outline
    from = source
    const preferences = source && ('channels' in source ? source : applyCatalog(nothing, source))
    return (outline = replaceEqualDeep(outline, preferences && getPreferenceOutline(preferences)))
  }
}

/** A callback of the host that throws is the host's error: it is reported, and no save is taken back for it. */
function safely(callback: () => void): void {
  try {
    callback()
  } catch (error) {
    reportError(error)
  }
}
