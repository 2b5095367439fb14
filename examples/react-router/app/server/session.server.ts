import { randomBytes } from 'node:crypto'
import { createCookie } from 'react-router'

export interface Session {
  readonly userId: string
  readonly verifiedEmail: string
}

const maxAge = 30 * 24 * 60 * 60

const cookie = createCookie('session', {
  httpOnly: true,
  sameSite: 'lax',
  secure: process.env.NODE_ENV === 'production',
  path: '/',
  maxAge,
  secrets: [readSecret()],
})

/** Returns the session of a request, or nothing for a visitor who is signed out. */
export async function getSession(request: {
  headers: Pick<Headers, 'get'>
}): Promise<Session | undefined> {
  const value = await cookie.parse(request.headers.get('Cookie'))
  return value && value.expires > Date.now() ? value.session : undefined
}

/** Returns the header `Set-Cookie` that signs a user in. */
export const signIn = (session: Session) =>
  cookie.serialize({ session, expires: Date.now() + maxAge * 1000 })

/** Returns the header `Set-Cookie` that signs the user out. */
export const signOut = () => cookie.serialize('', { maxAge: 0 })

/** In development, the secret is a new one at each start, which signs everyone out. */
function readSecret(): string {
  const { NODE_ENV, SESSION_SECRET } = process.env
  if (SESSION_SECRET) return SESSION_SECRET
  if (NODE_ENV === 'production') throw new Error('Set SESSION_SECRET to a long random text.')
  return (process.env.SESSION_SECRET = randomBytes(32).toString('hex'))
}
