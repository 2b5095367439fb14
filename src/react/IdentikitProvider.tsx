'use client'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type JSX, type ReactNode } from 'react'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import type { UserClient } from '../core/client.js'
import type { StreakMetricType } from '../core/streak/streakMetrics.js'
import type { Locale } from '../core/locale/locale.js'
import type { PartialMessages } from '../core/messages/messages.js'
import type { IdentikitError } from '../core/errors.js'
import {
  checkClient,
  checkIsClient,
  checkInitial,
  checkCopies,
  checkStyles,
} from './environment/developmentChecks.js'
import { getQueryClient, getStores } from './store/getStores.js'
import { StoresContext, type InitialData, type ProviderSettings } from './store/stores.js'
import { openSession } from './store/sessionEpoch.js'
import type { SavedEvent } from './store/savedEvent.js'
import { LocaleContext } from './environment/useLocale.js'
import { MessagesContext } from './messages/createMessagesHook.js'
import { MetricsContext } from './environment/metricsContext.js'
import { ChannelsContext, type ChannelSetups } from './reach/channelsContext.js'

/** The props of `<IdentikitProvider>`. */
export interface IdentikitProviderProps {
  /** The client of `createRemoteClient` or `createUserClient`. */
  readonly client: UserClient
  /**
   * The id of the signed-in user: `undefined` while the session is loading (every hook is `loading`), `null` or an empty string when the
   * user is signed out (`signed-out`). Nothing is requested for either.
   */
  readonly userId?: string | null | undefined
  /** The result of `handler.read()`. The first HTML contains it, and the browser doesn't request it again. */
  readonly initial?: InitialData | undefined
  /** The notification types with their texts, order, defaults and locks. */
  readonly catalog?: NotificationCatalog | undefined
  /** The texts and numbers of the metrics that can count for a streak, in the order in which they are shown. */
  readonly metrics?: readonly StreakMetricType[] | undefined
  /**
   * The language of texts, numbers, weekdays and the time zone picker: one of `identikit/locales/…`, or the BCP 47 tag of a page in built-in
   * English, such as `en-GB`. Not taken from the browser, so that server and browser render the same. If it has no region, hours and the first
   * day of the week follow the browser's region after hydration. A language also sets `lang` and `dir` on the components.
   * @default 'en'
   */
  readonly locale?: string | Locale | undefined
  /** Texts that replace some of the language. */
  readonly messages?: PartialMessages | undefined
  /**
   * The cache, for hosts that share or inspect it.
   * @default a private one, separate from a `QueryClientProvider` of the host
   */
  readonly queryClient?: QueryClient | undefined
  /**
   * Whether unsaved changes of preferences and streak settings are stored in the browser until the service has answered, so that they
   * survive a closed page. Profile data is never stored.
   * @default true
   */
  readonly persist?: boolean | undefined
  /**
   * Whether nothing can be changed, for support staff who look at the page of a user: hooks refuse changes with `forbidden`, components show
   * their values and a notice, and nothing is identified or stored in the browser. The handler decides what a session may write: set its
   * `readOnly`, too.
   * @default false
   */
  readonly readOnly?: boolean | undefined
  /**
   * How the user is reached, by channel, where the host knows more than the service: the address, whether it is confirmed, and how it is
   * added and confirmed. `useChannel` and `ChannelReach` show it.
   */
  readonly channels?: ChannelSetups | undefined
  /** Called with every failed save, and with the first of the failed loads of a resource until it loads again. Components show both. */
  readonly onError?: ((event: { readonly error: IdentikitError }) => void) | undefined
  /** Called after every save. */
  readonly onSaved?: ((event: SavedEvent) => void) | undefined
  /** The components and hooks that use the provider. */
  readonly children?: ReactNode
}

const emptyCatalog: NotificationCatalog = []
const noMetrics: readonly StreakMetricType[] = []

/**
 * Provides a user and the service that stores their data to the hooks and components below it. Renders no element.
 * @example
 * const client = createRemoteClient({ url: '/api/identikit' })
 * <IdentikitProvider client={client} userId={session.userId}>
 *   <PreferenceCenter />
 * </IdentikitProvider>
 */
export function IdentikitProvider(props: IdentikitProviderProps): JSX.Element {
  const { client, catalog = emptyCatalog, metrics = noMetrics, locale = 'en' } = props
  if (process.env.NODE_ENV !== 'production') checkIsClient(client)
  const { initial, messages, queryClient: hostQueryClient, onError, onSaved } = props
  const { persist, readOnly = false } = props
  // `session?.id ?? ''` is a common way to write that no user is signed in.
  const userId = props.userId === '' ? null : props.userId
  const [ownQueryClient] = useState(() => getQueryClient(client))
  const queryClient = hostQueryClient ?? ownQueryClient
  const settings: ProviderSettings = { client, catalog, persist, readOnly, onError, onSaved }

  const [current, setCurrent] = useState(() => getStores(queryClient, userId, settings, initial))
  const isCurrent =
    current.queryClient === queryClient &&
    current.client().id === client.id &&
    current.isReadOnlyProvider === readOnly &&
    current.userId === userId
  // The initial data belongs to the first user only.
  const stores = isCurrent ? current : getStores(queryClient, userId, settings, undefined)
  if (process.env.NODE_ENV !== 'production') checkInitial(client, initial)
  if (!isCurrent) setCurrent(stores)

  useEffect(() => stores.configure(settings))
  useEffect(() => openSession(queryClient, stores), [queryClient, stores])
  // Not the client of the stores, which a host's cache keeps for providers that mount later.
  const lastClient = useRef(client)
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production') checkClient(lastClient.current, client)
    lastClient.current = client
  }, [client])
  useEffect(() => {
    // Not an early return, after which esbuild keeps the texts.
    if (process.env.NODE_ENV !== 'production') {
      checkCopies()
      return checkStyles()
    }
    return undefined
  }, [])

  return (
    <StoresContext.Provider value={stores}>
      <MessagesContext.Provider value={messages}>
        <LocaleContext.Provider value={locale}>
          <MetricsContext.Provider value={metrics}>
            <ChannelsContext.Provider value={props.channels}>
              {props.children}
            </ChannelsContext.Provider>
          </MetricsContext.Provider>
        </LocaleContext.Provider>
      </MessagesContext.Provider>
    </StoresContext.Provider>
  )
}
