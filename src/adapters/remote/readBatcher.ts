import type { RequestOptions } from '../../core/adapter.js'
import type { IdentikitError } from '../../core/errors.js'
import type { ReadAnswer, Resource } from '../../core/protocol.js'

/** One GET for some resources of a user. */
export interface ReadRequest {
  readonly resources: readonly Resource[]
  readonly scope: string | undefined
  readonly signal: AbortSignal
  readonly keepalive: boolean
  /** Absent if no caller has one. */
  readonly onUnreadable: RequestOptions['onUnreadable']
}

interface Caller extends Pick<RequestOptions, 'onUnreadable'> {
  readonly resource: Resource
  readonly keepalive: boolean
}

interface SharedRead {
  readonly scope: string | undefined
  readonly callers: Map<symbol, Caller>
  readonly controller: AbortController
  /** The requested resources; `undefined` before the request is sent. */
  resources: readonly Resource[] | undefined
  answer: Promise<ReadAnswer>
}

/** Creates a batcher, which sends one GET for all reads of a user and scope that start in the same microtask. It caches nothing. */
export function createReadBatcher(send: (id: string, request: ReadRequest) => Promise<ReadAnswer>) {
  const joinable = new Map<string, readonly SharedRead[]>()

  function close(id: string, shared: SharedRead): void {
    const others = (joinable.get(id) ?? []).filter((other) => other !== shared)
    if (others.length > 0) joinable.set(id, others)
    else joinable.delete(id)
  }

  function start(id: string, scope: string | undefined): SharedRead {
    const controller = new AbortController()
    const shared: SharedRead = {
      scope,
      callers: new Map(),
      controller,
      resources: undefined,
      answer: Promise.resolve().then(async () => {
        const callers = [...shared.callers.values()]
        shared.resources = [...new Set(callers.map(({ resource }) => resource))]
        const { resources } = shared
        const keepalive = callers.some((caller) => caller.keepalive)
        const receivers = callers.flatMap((caller) => caller.onUnreadable ?? [])
        const onUnreadable =
          receivers.length === 0
            ? undefined
            : (error: IdentikitError) => receivers.forEach((receive) => receive(error))
        try {
          controller.signal.throwIfAborted()
          const { signal } = controller
          return await send(id, { resources, scope, signal, keepalive, onUnreadable })
        } finally {
          close(id, shared)
        }
      }),
    }
    joinable.set(id, [...(joinable.get(id) ?? []), shared])
    return shared
  }

  return {
    /** Joins the GET of this microtask, or a pending one for the same resource, or starts one. */
    async read(
      id: string,
      resource: Resource,
      { signal, keepalive = false, scope, onUnreadable }: RequestOptions = {},
    ): Promise<ReadAnswer> {
      signal?.throwIfAborted()
      const pending = (joinable.get(id) ?? []).filter((other) => other.scope === scope)
      const shared =
        pending.find(({ resources }) => resources?.includes(resource) ?? true) ?? start(id, scope)
      const caller = Symbol(resource)
      shared.callers.set(caller, { resource, keepalive, onUnreadable })
      return new Promise((resolve, reject) => {
        const abort = () => {
          shared.callers.delete(caller)
          if (shared.callers.size === 0) {
            close(id, shared)
            shared.controller.abort(signal?.reason)
          }
          reject(signal?.reason as Error)
        }
        signal?.addEventListener('abort', abort)
        const settled = () => signal?.removeEventListener('abort', abort)
        shared.answer.finally(settled).then(resolve, reject)
      })
    },
    /** Keeps later reads of a user, in any scope, from joining pending ones, whose answers a write makes stale. */
    invalidate(id: string): void {
      joinable.delete(id)
    },
  }
}
