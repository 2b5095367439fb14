export interface EngageUnknowns {
  /** What a PUT of a subscription does for somebody who was never on the list. */
  readonly nonMember: 'joins' | 400 | 404
  /** Where a user's timezone stands when it is read. */
  readonly tz: 'top' | 'meta'
  /** A queued merge happens with the answer, or when `settle()` is called. */
  readonly merge: 'at once' | 'later'
  /** What an event of a stranger does. */
  readonly strangersEvent: 'taken' | 404
  readonly errors: 'text' | 'object'
  /** The answers of calls that no page describes. */
  readonly undescribed: 'status' | 'empty'
  /** Whether there is a path that removes an attribute. */
  readonly attributes: boolean
}

/** A refusal of the service. */
export class Refused extends Error {
  readonly status: number

  constructor(status: number, what: string) {
    super(what)
    this.status = status
  }
}

export interface FakeRequest {
  readonly method: string
  /** Decoded, without the root. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly isPublic: boolean
}

/** What a route answers; `undefined` is no route. */
export type FakeRoute = (request: FakeRequest) => object | 'empty' | undefined

/** What attributes and properties may be. */
export const isScalar = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

/** Pages go by a cursor, and a request has one of the two. */
export function pageOf<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  query: URLSearchParams,
) {
  const limit = Number(query.get('limit') ?? 10)
  if (!(Number.isInteger(limit) && limit > 0 && limit <= 30))
    throw new Refused(400, 'limit: 1 to 30')
  if (query.has('next_cursor') && query.has('previous_cursor'))
    throw new Refused(400, 'Only one cursor is allowed')
  if (query.has('after_id')) throw new Refused(400, 'after_id is deprecated')
  const after = query.get('next_cursor')
  const start = after === null ? 0 : items.findIndex((item) => idOf(item) === after) + 1
  if (after !== null && start === 0) throw new Refused(400, 'next_cursor: unknown')
  const data = items.slice(start, start + limit)
  const last = data.at(-1)
  const isMore = start + limit < items.length
  return { data, ...(isMore && last !== undefined && { next_cursor: idOf(last) }) }
}
