import type { Answering, Call } from './fake.json.js'

interface Keys {
  readonly secretKey: string
  readonly publicKey: string
  readonly expired: ReadonlySet<string>
}

const refused = (status: number, code: string, message: string) => ({
  status,
  body: { code, message, status, type: 'authentication_error' },
})

/** The calls that a public key may make. */
const open = [
  /^(?:GET|PUT) v1 users [^ ]+$/,
  /^(?:GET|PUT) v1 users [^ ]+ preferences [^ ]+$/,
  /^GET v1 users [^ ]+ preferences$/,
  /^GET v1 users [^ ]+ preference_center config$/,
  /^(?:GET|PUT|DELETE) v1 users [^ ]+ channel_data [^ ]+$/,
]

/** Enhanced security mode is on: a public key alone may do nothing. */
export function check(
  headers: Headers,
  { method, path, id }: Call,
  { secretKey, publicKey, expired }: Keys,
): ReturnType<Answering> | undefined {
  const key = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
  if (key === secretKey) return undefined
  if (key !== publicKey) return refused(401, 'api_key_missing', 'No valid API key provided')
  const token = headers.get('x-knock-user-token')
  if (token === null) return refused(403, 'authorization', 'Access token not set.')
  const subject = /^token-for:([^|]+)/.exec(token)?.[1]
  if (subject === undefined || expired.has(token))
    return refused(401, 'invalid_user_token', `sentinel: ${token}`)
  const called = [method, ...path.map(encodeURIComponent)].join(' ')
  if (!open.some((one) => one.test(called))) return refused(403, 'incorrect_token_type', 'sentinel')
  return decodeURIComponent(subject) === id ? undefined : refused(403, 'authorization', 'sentinel')
}
