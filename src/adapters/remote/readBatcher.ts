import type { RequestOptions } from '../../core/adapter.js'
import type { ReadAnswer, Resource } from '../../core/protocol.js'
import { reportUnreadable } from '../http/reportUnreadable.js'

/** Sends one GET for some resources of a user. */
type SendRead = (
  id: string,
  resources: readonly Resource[],
  options: Pick<RequestOptions, 'scope' | 'signal' | 'onUnreadable'>,
) => Promise<ReadAnswer>

interface Caller extends Pick<RequestOptions, 'onUnreadable'> {
  readonly resource: Resource
}

interface SharedRead {
  readonly id: string
  readonly scope: string | undefined
  readonly callers: Set<Caller>
  readonly controller: AbortController
  /** The requested resources; `undefined` before the request is sent. */
  resources: readonly Resource[] | undefined
  answer: Promise<ReadAnswer>
}

/** Creates a batcher, which sends one GET for all reads of a user and scope that start in the same microtask. It caches nothing. */
export function createReadBatcher(send: SendRead) {
  let joinable: readonly SharedRead[] = []

  function close(isClosed: (shared: SharedRead) => boolean): void {
    joinable = joinable.filter((shared) => !isClosed(shared))
  }

  function start(id: string, scope: string | undefined): SharedRead {
    const callers = new Set<Caller>()
    const controller = new AbortController()
    const { signal } = controller
    const shared: SharedRead = {
      id,
      scope,
      callers,
      controller,
      resources: undefined,
      answer: Promise.resolve().then(async () => {
        try {
          signal.throwIfAborted()
          shared.resources = [...new Set(Array.from(callers, ({ resource }) => resource))]
          const onUnreadable: RequestOptions['onUnreadable'] = (error) =>
            callers.forEach((caller) => reportUnreadable(error, caller))
          return await send(id, shared.resources, { scope, signal, onUnreadable })
        } finally {
          close((other) => other === shared)
        }
      }),
    }
    joinable = [...joinable, shared]
    return shared
  }

  return {
    /** Joins the GET of this microtask, or a pending one for the same resource, or starts one. */
    async read(
      id: string,
      resource: Resource,
      { signal, scope, onUnreadable }: RequestOptions = {},
    ): Promise<ReadAnswer> {
      signal?.throwIfAborted()
      const shared =
        joinable.find(
          (other) =>
            other.id === id &&
            other.scope === scope &&
            (other.resources?.includes(resource) ?? true),
        ) ?? start(id, scope)
      const caller: Caller = { resource, onUnreadable }
      shared.callers.add(caller)
      return new Promise((resolve, reject) => {
        const abort = () => {
          shared.callers.delete(caller)
          if (shared.callers.size === 0) {
            close((other) => other === shared)
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
      close((shared) => shared.id === id)
    },
  }
}
