import * as z from 'zod/mini'
import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import type { HttpClient } from '../http/httpClient.js'

const text = z.nullish(z.string())

/** A list. Its title and description are written for users. */
const listSchema = z.looseObject({
  id: z.string(),
  title: text,
  description: text,
  /** A list with an unreadable value needs a confirmation: a subscription without one can't be undone. */
  double_optin: z.optional(z.unknown()),
})

/** The JSON of a list. */
export type EngageList = z.infer<typeof listSchema>

/** Returns whether a subscription waits for the user's confirmation. */
export function needsConfirmation({ double_optin: isDouble }: EngageList): boolean {
  return (isDouble ?? false) !== false
}

const listPageSchema = z.looseObject({ data: z.array(listSchema), next_cursor: text })

const maxPages = 100

/** Reads the lists page by page, until all of `ids` are found; without `ids`, all lists. */
export async function readLists(
  http: HttpClient,
  ids: readonly string[] | undefined,
  options?: RequestOptions,
): Promise<readonly EngageList[]> {
  const lists = new Map<string, EngageList>()
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    if (ids?.every((id) => lists.has(id))) return [...lists.values()]
    const query = { next_cursor: cursor }
    const answer = await http(listPageSchema, 'GET', '/lists', { ...options, query })
    for (const list of answer.data) lists.set(list.id, list)
    const next = answer.next_cursor || undefined
    // A sample of the docs has a cursor on its only page.
    if (next === undefined || next === cursor) return [...lists.values()]
    cursor = next
  }
  throw new IdentikitError('bad-answer', `Engage GET /lists has more than ${maxPages} pages.`)
}
