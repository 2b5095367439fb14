import type { RouteHandler, Call } from './fake.json.js'

interface Keys {
  readonly secretKey: string
  readonly publicKey: string
  readonly expired: ReadonlySet<string>
}

const authError = (status: number, code: string, message: string) => ({
  status,
  body: { code, message, status, type: 'authentication_error' },
})

/** The requests that a public key may send. */
const publicRoutes = [
  /^(?:GET|PUT) v1 users [^ ]+$/,
  /^(?:GET|PUT) v1 users [^ ]+ preferences [^ ]+$/,
  /^GET v1 users [^ ]+ preferences$/,
  /^GET v1 users [^ ]+ preference_center config$/,
  /^(?:GET|PUT|DELETE) v1 users [^ ]+ channel_data [^ ]+$/,
]

/** Checks a request in enhanced security mode, which refuses a public key without a user token. */
export function checkCredentials(
  headers: Headers,
  { method, path, id }: Call,
  { secretKey, publicKey, expired }: Keys,
): ReturnType<RouteHandler> | undefined {
  const key = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
  if (key === secretKey) return undefined
  if (key !== publicKey) return authError(401, 'api_key_missing', 'No valid API key provided')
  const token = headers.get('x-knock-user-token')
  if (token === null) return authError(403, 'authorization', 'Access token not set.')
  const subject = /^token-for:([^|]+)/.exec(token)?.[1]
  if (subject === undefined || expired.has(token))
    return authError(401, 'invalid_user_token', `sentinel: ${token}`)
  const called = [method, ...path.map(encodeURIComponent)].join(' ')
  if (!publicRoutes.some((route) => route.test(called)))
    return authError(403, 'incorrect_token_type', 'sentinel')
  return decodeURIComponent(subject) === id
    ? undefined
    : authError(403, 'authorization', 'sentinel')
}
