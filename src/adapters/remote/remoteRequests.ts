import type * as z from 'zod/mini'
import type { Capabilities, RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import {
  failureSchema,
  fromWireError,
  readSchema,
  routes,
  scopeHeader,
  seqHeader,
  sourceHeader,
  userHeader,
  writeSchema,
  writerHeader,
  type ReadAnswer,
  type Resource,
  type Route,
} from '../../core/protocol.js'
import { toSource } from '../../core/toSource.js'
import { checkId } from '../../core/user/user.js'
import {
  createHttpClient,
  type HttpClientOptions,
  type HttpRequestOptions,
} from '../http/httpClient.js'
import { toStatusError, type ErrorResponse } from '../http/statusError.js'
import { createReadBatcher } from './readBatcher.js'

type Data<N extends Resource> = NonNullable<NonNullable<ReadAnswer[N]>['data']>

/** Sends the reads and writes of the remote adapter to the handler. */
export type RemoteRequests = ReturnType<typeof createRemoteRequests>

/**
 * Creates the requests of one remote adapter.
 * @param ownScope the scope of requests that name none
 * @param onCapabilities receives the capabilities of each read
 */
export function createRemoteRequests(
  options: Omit<HttpClientOptions, 'toError'>,
  ownScope: string | undefined,
  onCapabilities: (capabilities: Capabilities) => void,
) {
  const request = createHttpClient('Handler', { ...options, toError })

  const toTargetHeaders = (id: string, scope = ownScope) => {
    if (scope !== undefined) checkId('remote', scope, 'scope')
    return { [userHeader]: encodeHeader(id), [scopeHeader]: encodeHeader(scope) }
  }

  const batcher = createReadBatcher(async (id, { resources, scope, ...init }) => {
    const { method, path } = routes.read
    const query = { read: resources.join(',') }
    const headers = toTargetHeaders(id, scope)
    const answer = await request(readSchema, method, path, { query, headers, ...init })
    onCapabilities(answer.capabilities)
    return answer
  })

  return {
    /** Reads one resource of a user; reads that start together share one GET. */
    read: async <N extends Resource>(
      resource: N,
      id: string,
      settings?: RequestOptions,
    ): Promise<Data<N>> => {
      checkId(`remote ${resource}`, id)
      const { data, error } = (await batcher.read(id, resource, settings))[resource] ?? {}
      const what = `Handler GET / (${resource})`
      if (error) throw fromWireError(error, what)
      if (data === undefined)
        throw new IdentikitError('bad-answer', `${what} is missing in the answer.`)
      return data
    },
    /**
     * Sends one write and parses the data of its answer. The handler saves a batch without its refused changes; where no `onReport`
     * receives them, the error of the first is thrown.
     */
    write: async <T>(
      schema: z.ZodMiniType<T>,
      route: Exclude<Route, 'read'>,
      id: string,
      writeOptions: RequestOptions = {},
      sent: Pick<HttpRequestOptions, 'body' | 'query'> = {},
    ): Promise<T> => {
      checkId(`remote ${route}`, id)
      const { method, path } = routes[route]
      const { signal, keepalive, closing, source, scope, order } = writeOptions
      const { onReport, onUnreadable } = writeOptions
      const headers = {
        ...toTargetHeaders(id, scope),
        [sourceHeader]: encodeHeader(toSource(source)),
        [writerHeader]: order?.writer,
        [seqHeader]: order && String(order.seq),
      }
      batcher.invalidate(id)
      try {
        const init = { ...sent, headers, signal, keepalive, closing, onUnreadable }
        const answer = await request(writeSchema(schema), method, path, init)
        const what = `A change of Handler ${method} ${path}`
        const refused = answer.refused?.map(({ index, error }) => ({
          index,
          error: fromWireError(
            { fields: { [`changes[${index}]`]: 'was refused' }, ...error },
            what,
          ),
        }))
        const [first] = refused ?? []
        if (first && !onReport) throw first.error
        if (first || answer.superseded) onReport?.({ refused, superseded: answer.superseded })
        return answer.data
      } finally {
        batcher.invalidate(id)
      }
    },
  }
}

const encodeHeader = (text: string | undefined) =>
  text === undefined ? undefined : encodeURIComponent(text)

/** Reads the error of the handler. An answer without one is from a proxy, or from a page at a wrong address. */
function toError(response: ErrorResponse): IdentikitError {
  const { request, status, requestId, retryAfter, body } = response
  const failure = failureSchema.safeParse(body)
  if (failure.success) return fromWireError({ retryAfter, ...failure.data.error }, request, status)
  if (status !== 404 && status !== 405) return toStatusError(response)
  const message = `${request} answered ${status}: there is no handler at this address.`
  return new IdentikitError('bad-answer', message, { status, requestId })
}
