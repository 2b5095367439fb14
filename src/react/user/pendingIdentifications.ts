import type { QueryClient } from '@tanstack/react-query'
import { memoize } from '../../core/memoize.js'
import { identifyGates } from './identifyGates.js'
import { perUserStore } from '../store/perUserStore.js'
import type { UserId } from '../store/queries.js'
import type { Stores } from '../store/stores.js'

interface Pending {
  readonly clientId: string
  /** Returns whether reads of a user wait for this. */
  readonly blocks: (id: string) => boolean
  readonly ended: Promise<void>
}

/** How long reads wait for a sign-up or an identify call, in milliseconds. */
const maxWait = 10_000

/** One for all users of a cache: a new user is identified before the provider has their id, and read after it. */
const callsByCache = new WeakMap<QueryClient, ReturnType<typeof createCalls>>()

const getKey = (clientId: string, id: string) => JSON.stringify([clientId, id])

function createCalls(queryClient: QueryClient) {
  const all = new Set<Pending>()
  /** What ends the calls for a user, by client and user. */
  const ends = new Map<string, () => void>()
  async function wait(clientId: string, id: string): Promise<void> {
    const own = [...all].filter((pending) => pending.blocks(id) && pending.clientId === clientId)
    if (own.length === 0) return undefined
    await Promise.all(own.map(({ ended }) => ended))
    return wait(clientId, id)
  }

  identifyGates.set(queryClient, {
    wait,
    end: (clientId, id) => ends.get(getKey(clientId, id))?.(),
  })
  return { all, ends }
}

/** Returns the list of identify calls that reads wait for, since the service doesn't find a new user before. */
export const getPendingIdentifications = /* @__PURE__ */ perUserStore(createPendingIdentifications)

function createPendingIdentifications({ queryClient, client }: Stores) {
  const { all, ends } = memoize(callsByCache, queryClient, createCalls)

  /** Delays reads until the returned function is called. */
  function block(blocks: Pending['blocks']): () => void {
    let resolve: (() => void) | undefined
    const ended = new Promise<void>((resolved) => (resolve = resolved))
    const pending = { clientId: client().id, blocks, ended }
    all.add(pending)
    function end(): void {
      clearTimeout(timer)
      all.delete(pending)
      resolve?.()
    }
    const timer = setTimeout(end, maxWait)
    return end
  }

  return {
    block,
    /** Delays the reads of users who sign in during a sign-up until the returned function is called. */
    beginSignUp: (signedIn: UserId): (() => void) => block((id) => id !== signedIn),
    /** Sets what ends the calls for a user. */
    onEnd: (id: string, end: () => void): void => void ends.set(getKey(client().id, id), end),
  }
}
