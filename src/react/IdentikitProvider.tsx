'use client'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, type JSX, type ReactNode } from 'react'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import type { UserClient } from '../core/client.js'
import type { IdentikitError } from '../core/errors.js'
import type { StreakMetricType } from '../core/streak/streakMetrics.js'
import { knownLocale } from '../core/streak/streakRule.js'
import type { PartialMessages } from '../core/messages/messages.js'
import { sharedMessages, mergeMessages } from '../core/messages/sharedMessages.js'
import { getQueryClient, getStores } from './store/getStores.js'
import {
  StoresContext,
  type InitialData,
  type Stores,
  type ProviderSettings,
} from './store/stores.js'
import type { SavedEvent } from './store/savedEvent.js'
import type { UserId } from './store/queries.js'
import { LocaleContext } from './environment/useLocale.js'
import { MessagesContext } from './environment/useSharedMessages.js'
import { MetricsContext } from './streak/useStreakMetrics.js'

export interface IdentikitProviderProps {
  readonly client: UserClient
  /**
   * The id of the signed-in user: `undefined` while the session is loading (every hook is `loading`), `null` when nobody is signed in
   * (`signed-out`). Nothing is requested for either.
   */
  readonly userId?: string | null | undefined
  /** What was read on the server: the first HTML shows it, and the first request is saved. */
  readonly initial?: InitialData | undefined
  /** The host's words, order, defaults and locks for its kinds of messages. */
  readonly catalog?: NotificationCatalog | undefined
  /** The host's words and numbers for what a streak can stand on, in the order in which they are shown. */
  readonly metrics?: readonly StreakMetricType[] | undefined
  /**
   * How numbers and weekdays are written (BCP 47). Not taken from the browser, so that the server writes the same.
   * @default 'en'
   */
  readonly locale?: string | undefined
  /** Words in the place of the built-in English. */
  readonly messages?: PartialMessages | undefined
  /**
   * Holds what was read, so that the host can share or inspect it.
   * @default a private one; the host's own provider is neither needed nor shadowed
   */
  readonly queryClient?: QueryClient | undefined
  /** Hears of everything that failed, besides what the components show. */
  readonly onError?: ((event: { readonly error: IdentikitError }) => void) | undefined
  /** Hears of everything that was saved. */
  readonly onSaved?: ((event: SavedEvent) => void) | undefined
  readonly children?: ReactNode
}

interface Held {
  readonly queryClient: QueryClient
  readonly clientId: string
  readonly userId: UserId
  readonly stores: Stores
}

const emptyCatalog: NotificationCatalog = []
const noMetrics: readonly StreakMetricType[] = []

/** Gives the hooks and components below it a user and the service that knows them. Renders no element. */
export function IdentikitProvider(props: IdentikitProviderProps): JSX.Element {
  const {
    client,
    initial,
    catalog = emptyCatalog,
    metrics = noMetrics,
    locale = 'en',
    messages,
    queryClient: shared,
    onError,
    onSaved,
    children,
  } = props
  // An empty id is a session that is still loading.
  const userId = props.userId === '' ? undefined : props.userId
  const [own] = useState(() => getQueryClient(client))
  const queryClient = shared ?? own
  const settings: ProviderSettings = { client, catalog, onError, onSaved }

  function hold(seed: InitialData | undefined): Held {
    const found = getStores(queryClient, userId, settings, seed)
    return { queryClient, clientId: client.id, userId, stores: found }
  }
  const [held, setHeld] = useState<Held>(() => hold(initial))
  const isSame =
    held.queryClient === queryClient && held.clientId === client.id && held.userId === userId
  // What was read for the first user must not be shown to the next one.
  const current = isSame ? held : hold(undefined)
  if (!isSame) setHeld(current)
  const { stores } = current

  useEffect(() => stores.configure(settings))
  useEffect(() => {
    if (shared) return undefined
    own.mount()
    return () => own.unmount()
  }, [own, shared])

  const t = useMemo(
    () => ({ ...mergeMessages(sharedMessages, messages), patch: messages }),
    [messages],
  )
  return (
    <StoresContext.Provider value={stores}>
      <MessagesContext.Provider value={t}>
        <LocaleContext.Provider value={knownLocale(locale)}>
          <MetricsContext.Provider value={metrics}>{children}</MetricsContext.Provider>
        </LocaleContext.Provider>
      </MessagesContext.Provider>
    </StoresContext.Provider>
  )
}
