import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { listsSchema, type EngageList } from './wire.js'
import type { HttpClient } from '../http/httpClient.js'

const mostPages = 100

/** Lists page by page, until there is no cursor, or all that are wanted were found. */
export async function readLists(
  http: HttpClient,
  wanted: readonly string[] | undefined,
  { signal, keepalive }: RequestOptions = {},
): Promise<readonly EngageList[]> {
  const lists = new Map<string, EngageList>()
  let cursor: string | undefined
  if (wanted?.length === 0) return []
  for (let page = 0; page < mostPages; page += 1) {
    const query = { next_cursor: cursor }
    const answer = await http(listsSchema, 'GET', '/lists', { query, signal, keepalive })
    for (const list of answer.data) lists.set(list.id, list)
    const next = answer.next_cursor ?? ''
    const isComplete = wanted?.every((id) => lists.has(id)) ?? false
    // A sample of the vendor has a cursor on what is its only page.
    if (isComplete || next === '' || next === cursor) return [...lists.values()]
    cursor = next
  }
  const what = `Engage GET /lists did not end after ${mostPages} pages.`
  throw new IdentikitError('bad-answer', what)
}
