import type { QueryClient } from '@tanstack/react-query'
import { memoize } from '../../core/memoize.js'
import type { UserId } from '../store/queries.js'

interface Pending {
  readonly clientId: string
  /** Returns whether reads of a user wait for this. */
  readonly blocks: (id: string) => boolean
  readonly ended: Promise<void>
}

/** How long reads wait for a sign-up or an identify call, in milliseconds. */
const maxWait = 10_000

/** One set for all users of a cache: a new user is identified before the provider has their id, and read after it. */
const pendingByCache = new WeakMap<QueryClient, Set<Pending>>()

/** What ends the calls for a user, by client and user. */
const endsByCache = new WeakMap<QueryClient, Map<string, () => void>>()

/** Creates the list of identify calls that reads wait for, since the service doesn't find a new user before. */
export function createPendingIdentifications(queryClient: QueryClient, getClientId: () => string) {
  const all = memoize(pendingByCache, queryClient, () => new Set())
  const ends = memoize(endsByCache, queryClient, () => new Map())
  const getKey = (id: string) => JSON.stringify([getClientId(), id])

  /** Delays reads until the returned function is called. */
  function block(blocks: Pending['blocks']): () => void {
    let resolve: (() => void) | undefined
    const ended = new Promise<void>((resolved) => (resolve = resolved))
    const pending = { clientId: getClientId(), blocks, ended }
    all.add(pending)
    function end(): void {
      clearTimeout(timer)
      all.delete(pending)
      resolve?.()
    }
    const timer = setTimeout(end, maxWait)
    return end
  }

  /** Resolves when no identify call for a user is pending. */
  async function whenIdentified(id: string): Promise<void> {
    // Effects of one commit run in one task: `useIdentify` may run after the hook that reads.
    await Promise.resolve()
    const own = [...all].filter(
      (pending) => pending.blocks(id) && pending.clientId === getClientId(),
    )
    if (own.length === 0) return undefined
    await Promise.all(own.map(({ ended }) => ended))
    return whenIdentified(id)
  }

  return {
    block,
    /** Delays the reads of users who sign in during a sign-up until the returned function is called. */
    beginSignUp: (signedIn: UserId): (() => void) => block((id) => id !== signedIn),
    whenIdentified,
    /** Sets what ends the calls for a user, so that only pages that identify users bundle it. */
    onEnd: (id: string, end: () => void): void => void ends.set(getKey(id), end),
    /** Sends what is unsettled of a user once more and ends the calls, since another user signed in. */
    end: (id: string): void => ends.get(getKey(id))?.(),
  }
}
