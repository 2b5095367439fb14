import type { HistoryEntry, HistoryMember } from '../../core/history/history.js'
import type { HistoryAnswer } from '../../core/protocol.js'
import { createHandlerRequest } from './handlerRequest.js'
import { listOf, object, readString } from './jsonReaders.js'
import type { RemoteClientOptions } from './remoteClient.js'
import { toTargetHeaders } from './targetHeaders.js'

const readHistory = object<HistoryAnswer>({
  data: listOf(
    object<HistoryEntry>(
      { id: readString, member: readString, change: (json) => json, at: readString },
      { scope: readString, source: readString },
    ),
  ),
})

/** Creates the history of a remote adapter. It is apart from the client, so that pages don't load it. */
export function createRemoteHistory(options: RemoteClientOptions): HistoryMember {
  const request = createHandlerRequest(options.url, options)
  return {
    async get(id, { limit = 50, before, signal, scope = options.scope, onUnreadable } = {}) {
      const params = new URLSearchParams({
        limit: String(limit),
        ...(before !== undefined && { before }),
      })
      const headers = toTargetHeaders(id, scope)
      const settings = { query: `?${params}`, headers, signal, onUnreadable }
      return (await request('readHistory', readHistory, settings)).data
    },
  }
}
