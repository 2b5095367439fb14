export type JsonMap = Readonly<Record<string, unknown>>

/** A request with the decoded segments of its path below the app. */
export interface Call {
  readonly method: string
  readonly path: readonly string[]
  readonly body: unknown
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * An error with a code and a title (CreateUserConflictResponseErrorsInner of @onesignal/node-onesignal 5.18.0). The texts of the service can
 * contain parts of the request.
 */
const createProblem = (status: number, code = 'sentinel'): Answer => ({
  status,
  body: { errors: [{ code, title: 'sentinel: the id or the value that was sent' }] },
})

export const problem = {
  badRequest: () => createProblem(400),
  unauthorized: () => createProblem(401),
  notFound: () => createProblem(404),
  conflict: () => createProblem(409),
  /** RateLimitError of the SDK, and https://documentation.onesignal.com/reference/rate-limits. */
  limited: (seconds: string): Answer => ({
    status: 429,
    body: { errors: ['API rate limit exceeded.'], limit: 'sentinel' },
    headers: { 'retry-after': seconds },
  }),
  /** The code that users of the API report, and the text of the older API (OneSignal-Flutter-SDK issue 677). */
  tooManyTags: (kind: 'code' | 'text'): Answer =>
    kind === 'code'
      ? createProblem(409, 'entitlements-tag-limit')
      : {
          status: 400,
          body: {
            errors: ['App is limited to a maximum of 20 tags on a given player'],
            success: false,
          },
        },
}
