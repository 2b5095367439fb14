import { Auth } from '@auth/core'
import { encode } from '@auth/core/jwt'
import Credentials from '@auth/core/providers/credentials'
import { authenticate } from './recipes/auth-core.js'
import { tryRecipe } from './tryRecipe.mjs'

const secret = process.env.AUTH_SECRET
const cookieName = '__Secure-authjs.session-token'
const config = {
  secret,
  trustHost: true,
  basePath: '/auth',
  providers: [Credentials({ authorize: ({ id }) => ({ id }) })],
}
const readCookies = ({ headers }) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/** Returns the cookies of a user who signed in. */
async function signIn(id) {
  const url = 'https://app.example.com/auth'
  const form = await Auth(new Request(`${url}/csrf`), config)
  const { csrfToken } = await form.json()
  const body = new URLSearchParams({ csrfToken, id })
  const headers = { cookie: readCookies(form) }
  const answer = await Auth(
    new Request(`${url}/callback/credentials`, { method: 'POST', headers, body }),
    config,
  )
  return { cookie: readCookies(answer) }
}

/** Returns the cookie of a session that Auth.js doesn't accept. */
async function createCookie(options) {
  const token = { sub: 'ada' }
  return {
    cookie: `${cookieName}=${await encode({ token, salt: cookieName, secret, ...options })}`,
  }
}

export async function tryAuthJs() {
  const signedIn = { ada: await signIn('ada'), grace: await signIn('grace') }
  await tryRecipe('Auth.js', authenticate, signedIn, {
    forged: await createCookie({ secret: 'another' }),
    expired: await createCookie({ maxAge: -60 }),
    'of another cookie': await createCookie({ salt: 'another' }),
  })
}
