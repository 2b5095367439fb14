import type { RequestOptions } from '../../core/adapter.js'
import type { Capabilities } from '../../core/capabilities.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import {
  fromWireError,
  seqHeader,
  sourceHeader,
  writerHeader,
  type ReadAnswer,
  type Resource,
  type ResourceData,
  type WriteRoute,
} from '../../core/protocol.js'
import { createWriteReader, readResources } from './answerReaders.js'
import type { HandlerRequest } from './handlerRequest.js'
import type { JsonReader } from './jsonReaders.js'
import { createReadBatcher } from './readBatcher.js'
import { toTargetHeaders } from './targetHeaders.js'

/** The body and the query of one write. */
interface WriteContent {
  readonly body?: unknown
  readonly query?: string | undefined
}

/**
 * Creates the reads and writes of one remote client.
 * @param ownScope the scope of requests that name none
 * @param onCapabilities receives the capabilities of each read
 */
export function createRemoteRequests(
  request: HandlerRequest,
  ownScope: string | undefined,
  onCapabilities: (capabilities: Capabilities) => void,
) {
  const batcher = createReadBatcher(async (id, resources, { scope, ...options }) => {
    const headers = toTargetHeaders(id, scope ?? ownScope)
    const send = (names: readonly Resource[]) => {
      const query = `?read=${encodeURIComponent(names.join(','))}`
      return request('read', readResources, { ...options, query, headers })
    }
    const answer = await send(resources).catch(async (error: unknown): Promise<ReadAnswer> => {
      // An older handler refuses a read with a resource that it doesn't know, and lists those that it knows.
      const known = isIdentikitError(error) && error.fields?.['read']
      if (!known) throw error
      const unknown = resources.filter((name) => !known.includes(name))
      const parts = unknown.map((name) => [name, { error: { code: 'unsupported' } }])
      const read = await send(resources.filter((name) => !unknown.includes(name)))
      return { ...read, ...Object.fromEntries(parts) }
    })
    onCapabilities(answer.capabilities)
    return answer
  })

  return {
    /** Reads one resource of a user; reads that start together share one GET. */
    read: async <R extends Resource>(
      resource: R,
      id: string,
      options?: RequestOptions,
    ): Promise<ResourceData[R]> => {
      const answer = await batcher.read(id, resource, options)
      const { data, error } = answer[resource] ?? {}
      const what = `Handler GET / (${resource})`
      if (error) throw fromWireError(error, what)
      if (data !== undefined) return data as ResourceData[R]
      throw new IdentikitError('bad-answer', `${what} is missing in the answer.`)
    },
    /**
     * Sends one write and reads the data of its answer. The handler saves a batch without its refused changes; where no `onReport`
     * receives them, the error of the first is thrown.
     */
    write: async <T>(
      route: WriteRoute,
      reader: JsonReader<T>,
      id: string,
      {
        signal,
        keepalive,
        closing,
        source,
        scope,
        order,
        onReport,
        onUnreadable,
      }: RequestOptions = {},
      content: WriteContent = {},
    ): Promise<T> => {
      const headers = {
        ...toTargetHeaders(id, scope ?? ownScope),
        // The handler shortens it.
        [sourceHeader]: source && encodeURIComponent(replaceSurrogates(source.slice(0, 512))),
        [writerHeader]: order?.writer,
        [seqHeader]: order && String(order.seq),
      }
      batcher.invalidate(id)
      try {
        const options = { ...content, headers, signal, keepalive, closing, onUnreadable }
        const answer = await request(route, createWriteReader(reader), options)
        const { data, superseded } = answer
        const refused = answer.refused?.map(({ index, error }) => {
          const wire = { fields: { [`changes[${index}]`]: 'was refused' }, ...error }
          return { index, error: fromWireError(wire, `A change of ${route}`) }
        })
        const [first] = refused ?? []
        if (first && !onReport) throw first.error
        if (first || superseded) onReport?.({ refused, superseded })
        return data
      } finally {
        batcher.invalidate(id)
      }
    },
  }
}

const replaceSurrogates = (text: string) => text.replaceAll(/\p{Surrogate}/gu, ' ')
