export type JsonMap = Readonly<Record<string, unknown>>

/** A request with the decoded segments of its path. */
export interface Call {
  readonly method: string
  readonly path: readonly string[]
  /** The user id. */
  readonly id: string
  /** The segments after the part that follows the user id. */
  readonly rest: readonly string[]
  readonly query: URLSearchParams
  readonly body: unknown
}

export type RouteHandler = (call: Call) => {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Merges nested objects and replaces other values; keeps null as a value. */
export function merged(before: JsonMap, patch: JsonMap): JsonMap {
  const entries = Object.entries(patch).map(([key, value]) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined
    return [key, isMap(value) ? merged(isMap(old) ? old : {}, value) : value] as const
  })
  return Object.fromEntries([...Object.entries(before), ...entries])
}

const error = (status: number, code: string, message: string) => () => ({
  status,
  body: { code, message, status, type: 'invalid_request_error' },
})

export const problem = {
  invalid: error(422, 'invalid_params', 'sentinel: the request body'),
  notFound: error(404, 'resource_missing', 'sentinel: the id that was not found'),
  unrouted: () => ({ status: 404, body: { errors: { detail: '404 Not Found' } } }),
}
