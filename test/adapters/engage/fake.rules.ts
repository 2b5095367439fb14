/** The behavior that the docs do not describe. */
export interface UndocumentedBehavior {
  /** The result of a PUT of a subscription for a user who is not on the list. */
  readonly nonMember: 'joins' | 400 | 404
  /** The place of the timezone in a user. */
  readonly tz: 'top' | 'meta'
  /** Whether a merge runs before the answer or at `settle()`. */
  readonly merge: 'immediate' | 'later'
  /** The result of an event of an unknown user. */
  readonly unknownUserEvent: 'stored' | 404
  /** The type of `error` in an error response. */
  readonly errors: 'text' | 'object'
  /** The answers of endpoints that the docs do not describe. */
  readonly answers: 'status' | 'empty'
  /** Whether the path that removes an attribute exists. */
  readonly attributes: boolean
}

/** An error response. */
export class EngageRefusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** A request to the fake. */
export interface FakeRequest {
  readonly method: string
  /** The decoded parts of the path below the base URL. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly isPublic: boolean
}

/** Returns the answer of a route; `undefined` if the route does not match. */
export type FakeRoute = (request: FakeRequest) => object | 'empty' | undefined

/** Checks the type of an attribute or a property. */
export const isScalar = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

/** Returns a page. A request may have one of the two cursors. */
export function toPage<Item>(
  items: readonly Item[],
  getId: (item: Item) => string,
  query: URLSearchParams,
) {
  const limit = Number(query.get('limit') ?? 10)
  if (!(Number.isInteger(limit) && limit > 0 && limit <= 30))
    throw new EngageRefusal(400, 'limit: 1 to 30')
  if (query.has('next_cursor') && query.has('previous_cursor'))
    throw new EngageRefusal(400, 'Only one cursor is allowed')
  if (query.has('after_id')) throw new EngageRefusal(400, 'after_id is deprecated')
  const after = query.get('next_cursor')
  const before = query.get('previous_cursor')
  const find = (cursor: string, name: string): number => {
    const index = items.findIndex((item) => getId(item) === cursor)
    if (index === -1) throw new EngageRefusal(400, `${name}: unknown`)
    return index
  }
  const end = before === null ? items.length : find(before, 'previous_cursor')
  const start =
    before === null
      ? after === null
        ? 0
        : find(after, 'next_cursor') + 1
      : Math.max(0, end - limit)
  const data = items.slice(start, Math.min(end, start + limit))
  const [first, last] = [data.at(0), data.at(-1)]
  const isMore = start + data.length < items.length
  return {
    data,
    ...(isMore && last !== undefined && { next_cursor: getId(last) }),
    ...(start > 0 && first !== undefined && { previous_cursor: getId(first) }),
  }
}
