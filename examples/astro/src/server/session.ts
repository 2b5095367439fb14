import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Session {
  readonly userId: string
  readonly verifiedEmail: string
}

const maxAge = 30 * 24 * 60 * 60

/** Returns the session of the header `Cookie`, or nothing for a visitor who is signed out. */
export function getSession(cookies: string | null | undefined): Session | undefined {
  const value = /(?:^|; *)session=([\w-]+)\.([\w-]+)/.exec(cookies ?? '')
  const [, content = '', signature = ''] = value ?? []
  const expected = sign(content)
  const actual = Buffer.from(signature, 'base64url')
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined
  const { session, expires } = JSON.parse(Buffer.from(content, 'base64url').toString())
  return expires > Date.now() ? session : undefined
}

/** Returns the header `Set-Cookie` that signs a user in. */
export function signIn(session: Session): string {
  const expires = Date.now() + maxAge * 1000
  const content = Buffer.from(JSON.stringify({ session, expires })).toString('base64url')
  return toCookie(`${content}.${sign(content).toString('base64url')}`, maxAge)
}

/** Returns the header `Set-Cookie` that signs the user out. */
export const signOut = () => toCookie('', 0)

function toCookie(value: string, age: number): string {
  const secure = import.meta.env.PROD ? '; Secure' : ''
  return `session=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`
}

const secret = readSecret()
const sign = (text: string) => createHmac('sha256', secret).update(text).digest()

/** In development, the secret is a new one at each start, which signs everyone out. */
function readSecret(): string {
  const { SESSION_SECRET } = process.env
  if (SESSION_SECRET) return SESSION_SECRET
  if (import.meta.env.PROD) throw new Error('Set SESSION_SECRET to a long random text.')
  return (process.env.SESSION_SECRET = randomBytes(32).toString('hex'))
}
