import type { QueryClient } from '@tanstack/react-query'
import { memoize } from '../../core/memoize.js'
import type { UserId } from '../store/queries.js'

interface Pending {
  readonly clientId: string
  /** Returns whether reads of a user wait for this. */
  readonly blocks: (id: string) => boolean
  readonly result: Promise<unknown>
}

/** How long reads wait for a sign-up, in milliseconds. */
const signUpTimeout = 10_000

/** One set for all users of a cache: a new user is identified before the provider has their id, and read after it. */
const pendingByCache = new WeakMap<QueryClient, Set<Pending>>()

/** Creates the list of identify calls that reads wait for, since the service doesn't find a new user before. */
export function createPendingIdentifications(queryClient: QueryClient, getClientId: () => string) {
  const all = memoize(pendingByCache, queryClient, () => new Set())

  function add(blocks: Pending['blocks'], result: Promise<unknown>): () => void {
    const pending = { clientId: getClientId(), blocks, result }
    all.add(pending)
    return () => all.delete(pending)
  }

  /** Delays the reads of users who sign in during a sign-up until the returned function is called. */
  function beginSignUp(signedIn: UserId): () => void {
    let resolve: (() => void) | undefined
    const result = new Promise<void>((resolved) => (resolve = resolved))
    const remove = add((id) => id !== signedIn, result)
    function end(): void {
      clearTimeout(timer)
      remove()
      resolve?.()
    }
    const timer = setTimeout(end, signUpTimeout)
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
    await Promise.all(own.map(({ result }) => result))
    return whenIdentified(id)
  }

  return { add, beginSignUp, whenIdentified }
}
