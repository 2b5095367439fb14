import type { RequestOptions } from '../../core/adapter.js'
import type { Resource, ReadAnswer } from '../../core/protocol.js'

/** What one GET asks for. */
export interface ReadRequest {
  readonly resources: readonly Resource[]
  readonly signal: AbortSignal
  readonly keepalive: boolean
}

export interface Reads {
  /** Joins the GET of this microtask, or one under way for the same resource, or starts one. */
  read(id: string, resource: Resource, options?: RequestOptions): Promise<ReadAnswer>
  /** Lets nobody else join what is under way for this user: a write makes it old. */
  outdate(id: string): void
}

interface SharedRead {
  /** Who waits for it, and for what. */
  readonly callers: Map<symbol, { readonly resource: Resource; readonly keepalive: boolean }>
  readonly controller: AbortController
  /** What was asked for; `undefined` while it is not sent yet. */
  resources: readonly Resource[] | undefined
  answer: Promise<ReadAnswer>
}

/** Makes one GET of the reads of one user that start together; keeps nothing once it is answered. */
export function createReads(
  send: (id: string, request: ReadRequest) => Promise<ReadAnswer>,
): Reads {
  const joinable = new Map<string, readonly SharedRead[]>()

  function close(id: string, shared: SharedRead): void {
    const others = (joinable.get(id) ?? []).filter((other) => other !== shared)
    if (others.length > 0) joinable.set(id, others)
    else joinable.delete(id)
  }

  function start(id: string): SharedRead {
    const controller = new AbortController()
    const shared: SharedRead = {
      callers: new Map(),
      controller,
      resources: undefined,
      answer: Promise.resolve().then(async () => {
        const callers = [...shared.callers.values()]
        shared.resources = [...new Set(callers.map(({ resource }) => resource))]
        const keepalive = callers.some((caller) => caller.keepalive)
        try {
          controller.signal.throwIfAborted()
          return await send(id, {
            resources: shared.resources,
            signal: controller.signal,
            keepalive,
          })
        } finally {
          close(id, shared)
        }
      }),
    }
    joinable.set(id, [...(joinable.get(id) ?? []), shared])
    return shared
  }

  return {
    async read(id, resource, { signal, keepalive = false } = {}) {
      signal?.throwIfAborted()
      const open = joinable.get(id) ?? []
      const shared =
        open.find(({ resources }) => resources?.includes(resource) ?? true) ?? start(id)
      const caller = Symbol(resource)
      shared.callers.set(caller, { resource, keepalive })
      return new Promise((resolve, reject) => {
        const leave = () => {
          shared.callers.delete(caller)
          if (shared.callers.size === 0) {
            close(id, shared)
            shared.controller.abort(signal?.reason)
          }
          reject(signal?.reason as Error)
        }
        signal?.addEventListener('abort', leave)
        const settled = () => signal?.removeEventListener('abort', leave)
        shared.answer.finally(settled).then(resolve, reject)
      })
    },
    outdate(id) {
      joinable.delete(id)
    },
  }
}
