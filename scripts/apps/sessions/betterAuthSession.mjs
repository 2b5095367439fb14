import { auth, database } from './betterAuth.mjs'
import { authenticate } from './recipes/better-auth.js'
import { tryRecipe } from './tryRecipe.mjs'

/** Returns the id and the cookies of a user who signed up. */
async function signUp(name) {
  const body = { name, email: `${name}@example.com`, password: 'sentinel-password' }
  const answer = await auth.api.signUpEmail({ body, asResponse: true })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return { id: (await answer.json()).user.id, headers: { cookie: cookies.join('; ') } }
}

export async function tryBetterAuth() {
  const [ada, grace, old] = [await signUp('ada'), await signUp('grace'), await signUp('old')]
  database.session.find(({ userId }) => userId === old.id).expiresAt = new Date(0)
  const signedIn = { [ada.id]: ada.headers, [grace.id]: grace.headers }
  await tryRecipe('Better Auth', authenticate, signedIn, {
    forged: { cookie: ada.headers.cookie.replace(/\.[^.]{4}/, '.AAAA') },
    expired: old.headers,
  })
}
