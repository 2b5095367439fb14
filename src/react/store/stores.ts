import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Manifest, RequestOptions } from '../../core/adapter.js'
import { layCatalogue, type Catalogue } from '../../core/preferences/catalog.js'
import type { UserClient } from '../../core/client.js'
import type { DeviceChange } from '../../core/devices/devices.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { keepEqual } from '../../core/sync/replaceEqualDeep.js'
import { outlineOf, type PreferenceOutline } from '../../core/preferences/preferenceOutline.js'
import {
  applyPreferenceChange,
  checkPreferenceChanges,
  isFixed,
  isOn,
  leafKey,
  settingAt,
  withRow,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import type { StreakInfo, StreakPatch, StreakSettings } from '../../core/streak/streak.js'
import {
  applyUserPatch,
  splitUserPatch,
  joinUserPatches,
  leafOfPatch,
  type User,
  type UserPatch,
} from '../../core/user/user.js'
import { createIdentification } from '../user/identification.js'
import { preferencesOptions, queryKeyOf, userOptions, type UserId } from './queries.js'
import { createStore, type SaveResult, type StoreSnapshot } from './store.js'
import { createStreakStores } from './streakStores.js'
import { noteTurn } from './sessionEpoch.js'
import { createUnderWay } from './pendingWrites.js'

/** What was read on the server, so that the first HTML shows it and the first request is saved. */
export interface InitialData {
  /** `client.manifest` of the server: server and browser must agree on what counts. */
  readonly manifest: Manifest | undefined
  readonly user?: User | undefined
  readonly preferences?: Preferences | undefined
  readonly streak?: StreakSettings | undefined
  readonly streakInfo?: StreakInfo | undefined
}

/** What the host may change while the provider is mounted. */
export interface StoresSettings {
  readonly client: UserClient
  readonly types: Catalogue
  readonly onError: ((event: { readonly error: IdentikitError }) => void) | undefined
  readonly onSaved: ((event: SavedEvent) => void) | undefined
}

export type SavedEvent =
  | { readonly noun: 'preferences'; readonly changes: readonly PreferenceChange[] }
  | { readonly noun: 'user'; readonly patch: UserPatch }
  | { readonly noun: 'streak'; readonly patch: StreakPatch }
  | { readonly noun: 'devices'; readonly change: DeviceChange }

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
  let lastManifest = initial?.manifest
  // A client that is made anew in each render has to learn what its service can do; what is known stays.
  const manifest = () => (lastManifest = settings.client.manifest ?? lastManifest)
  const traits = () => manifest()?.traits ?? noTraits
  const tell = {
    onError: (error: IdentikitError) => {
      // Whatever was read of the person before is read again, so that nothing of them stays.
      if (error.code === 'user-changed')
        void queryClient.invalidateQueries({ queryKey: queryKeyOf(first.client, userId) })
      safely(() => settings.onError?.({ error }))
    },
    onSaved: (event: SavedEvent) => safely(() => settings.onSaved?.(event)),
  }

  for (const noun of ['user', 'preferences', 'streak', 'streakInfo'] as const) {
    const key = queryKeyOf(first.client, userId, noun)
    if (initial?.[noun] && queryClient.getQueryData(key) === undefined)
      queryClient.setQueryData(key, initial[noun])
  }

  const underWay = createUnderWay()

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
    leafOf: leafKey,
    apply: applyPreferenceChange,
    check: (changes) => void checkPreferenceChanges('usePreferences()', changes),
    isTaken: (data, change) => {
      const setting = settingAt(data, change)
      return setting?.pending === true || isOn(setting) === change.enabled
    },
    lay: (data) => layCatalogue(data, settings.types),
    refuse: (change, shown) => {
      if (!isFixed(settingAt(shown, change))) return undefined
      return new IdentikitError(
        'locked',
        'A change was made to a setting that the person cannot change.',
      )
    },
    send: (changes, shown, request) => {
      const byRow = manifest()?.preferences?.rules.write === 'row'
      const sent = byRow ? changes.map((change) => withRow(shown, change)) : changes
      return settings.client.preferences.update(userId ?? '', sent, {
        ...request,
        source: 'preference-center',
      })
    },
    onSaved: (changes) => tell.onSaved({ noun: 'preferences', changes }),
    onError: tell.onError,
    underWay,
  })

  const streak = createStreakStores({
    queryClient,
    userId,
    client: () => settings.client,
    whenIdentified: identification.whenIdentified,
    onError: tell.onError,
    onSaved: (patch) => tell.onSaved({ noun: 'streak', patch }),
    underWay,
  })

  const user = createStore<User, UserPatch>({
    queryClient,
    query: userOptions(live, userId) as never,
    read: (request) => settings.client.users.get(userId ?? '', request),
    leafOf: (patch) => leafOfPatch(patch, traits()),
    apply: (data, patch) => applyUserPatch(data, patch, traits()),
    send: (patches, _, request) =>
      settings.client.users.update(userId ?? '', joinUserPatches(patches, traits()), {
        ...request,
        source: 'profile',
      }),
    onSaved: (patches) => tell.onSaved({ noun: 'user', patch: joinUserPatches(patches, traits()) }),
    onError: tell.onError,
    underWay,
  })

  /** What the outline is drawn from: what was read, or while it loads, the catalogue. */
  function outlineSource(
    snapshot: StoreSnapshot<Preferences, PreferenceChange>,
  ): Preferences | Catalogue | undefined {
    const { data, query } = snapshot
    const isOffered = manifest() === undefined || manifest()?.preferences !== undefined
    const isExpected = settings.types.length > 0 && query?.status !== 'error' && isOffered
    return data ?? (isExpected ? settings.types : undefined)
  }

  /** Takes the provider's props of this render. */
  function configure(next: StoresSettings): void {
    const before = settings
    settings = next
    noteTurn(queryClient, userId)
    if (before.types !== next.types) preferences.refresh()
  }

  /** One read often fails for all nouns: who tries one again means them all. */
  async function reload(noun: 'preferences' | 'user' | 'streak'): Promise<void> {
    const stores = { preferences, user, streak: streak.settings, streakInfo: streak.info }
    const others = Object.values(stores).filter(
      (store) => store.getSnapshot().query?.status === 'error',
    )
    await Promise.all([...new Set([stores[noun], ...others])].map((store) => store.reload()))
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
    underWay,
    /** What the service can do, as far as it is known. */
    manifest,
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
  read: () => Preferences | Catalogue | undefined,
): () => PreferenceOutline | undefined {
  let from: Preferences | Catalogue | undefined
  let outline: PreferenceOutline | undefined
  return () => {
    const source = read()
    if (source === from) return outline
    from = source
    const preferences = source && ('channels' in source ? source : layCatalogue(nothing, source))
    return (outline = keepEqual(outline, preferences && outlineOf(preferences)))
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
