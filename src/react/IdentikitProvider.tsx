'use client'
import { QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, type JSX, type ReactNode } from 'react'
import type { Catalogue } from '../core/catalogue.js'
import type { UserClient } from '../core/client.js'
import type { IdentikitError } from '../core/errors.js'
import { messages as english, withMessages, type MessagesPatch } from '../core/messages.js'
import {
  createStores,
  StoresContext,
  type InitialData,
  type SavedEvent,
  type Stores,
  type StoresSettings,
} from './stores.js'
import { MessagesContext } from './useMessages.js'

export interface IdentikitProviderProps {
  readonly client: UserClient
  /** Who is signed in; while it is absent everything shows as loading and nothing is requested. */
  readonly userId?: string | null | undefined
  /** What was read on the server: the first HTML shows it, and the first request is saved. */
  readonly initial?: InitialData | undefined
  /** The host's words, order, defaults and locks for its kinds of messages. */
  readonly types?: Catalogue | undefined
  /** Words in the place of the built-in English. */
  readonly messages?: MessagesPatch | undefined
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
  readonly userId: string | undefined
  readonly stores: Stores
  readonly known: ReadonlyMap<string, Stores>
}

const noTypes: Catalogue = []

/** Gives the hooks and components below it a user and the service that knows them. Renders no element. */
export function IdentikitProvider(props: IdentikitProviderProps): JSX.Element {
  const {
    client,
    initial,
    types = noTypes,
    messages,
    queryClient: shared,
    onError,
    onSaved,
    children,
  } = props
  const userId = props.userId ?? undefined
  const [own] = useState(() => new QueryClient())
  const queryClient = shared ?? own
  const settings: StoresSettings = { client, types, onError, onSaved }

  const [held, setHeld] = useState<Held>(() => hold(queryClient, userId, settings, initial))
  const isSame =
    held.queryClient === queryClient && held.clientId === client.id && held.userId === userId
  // What was read for the first user must not be shown to the next one.
  const manifest = client.id === held.clientId ? initial?.manifest : undefined
  const current = isSame ? held : hold(queryClient, userId, settings, { manifest }, held)
  if (!isSame) setHeld(current)
  const { stores } = current

  useEffect(() => stores.configure(settings))
  useEffect(() => {
    if (shared) return undefined
    own.mount()
    return () => own.unmount()
  }, [own, shared])

  const words = useMemo(() => withMessages(english, messages), [messages])
  return (
    <StoresContext.Provider value={stores}>
      <MessagesContext.Provider value={words}>{children}</MessagesContext.Provider>
    </StoresContext.Provider>
  )
}

/** Somebody who comes back finds the changes of before still under way: two logs would write against each other. */
function hold(
  queryClient: QueryClient,
  userId: string | undefined,
  settings: StoresSettings,
  initial: InitialData | undefined,
  before?: Held,
): Held {
  const key = JSON.stringify([settings.client.id, userId])
  const known = before?.queryClient === queryClient ? before.known : undefined
  const stores = known?.get(key) ?? createStores(queryClient, userId, settings, initial)
  return {
    queryClient,
    clientId: settings.client.id,
    userId,
    stores,
    known: new Map(known).set(key, stores),
  }
}
