export type JsonMap = Readonly<Record<string, unknown>>

/** A request with the decoded segments of its path. */
export interface Call {
  readonly method: string
  /** The segments after the version and `subscribers`. */
  readonly path: readonly string[]
  readonly version: string
  readonly query: URLSearchParams
  readonly body: unknown
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
}

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Wraps an answer in `data`. A list with its own `data` is returned as it is.
 * Source: apps/api/src/app/shared/framework/response.interceptor.ts in novuhq/novu.
 */
export const answer = (data: unknown, status = 200): Answer => ({ status, body: { data } })

/** The shape of errors: src/models/errors/errordto.ts and validationerrordto.ts of @novu/api 3.19.1. The messages quote the request. */
const createProblem = (status: number, errors?: JsonMap): Answer => ({
  status,
  body: {
    statusCode: status,
    timestamp: '2026-11-01T12:00:00Z',
    path: '/sentinel',
    message: 'sentinel: the id or the value that was sent',
    ...(errors && { errors }),
  },
})

export const problem = {
  badRequest: () => createProblem(400),
  unauthorized: () => createProblem(401),
  notFound: () => createProblem(404),
  conflict: () => createProblem(409),
  invalid: (...names: readonly string[]) =>
    createProblem(
      422,
      Object.fromEntries(
        names.map((name) => [name, { messages: ['sentinel'], value: 'sentinel' }]),
      ),
    ),
}
