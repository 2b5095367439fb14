import { generateKeyPairSync } from 'node:crypto'
import { SignJWT } from 'jose'
import { clerkKey } from './environment.mjs'
import { authenticate } from './recipes/clerk.js'
import { tryRecipe } from './tryRecipe.mjs'

const now = Math.floor(Date.now() / 1000)

/** Returns a session token as Clerk's service signs it. */
function createToken(sub, { key = clerkKey, seconds = 60, azp = 'https://app.example.com' } = {}) {
  const claims = { sub, sid: 'sess_1', azp, iat: now - 100, nbf: now - 100, exp: now + seconds }
  return new SignJWT({ iss: 'https://clerk.example.com', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ: 'JWT' })
    .sign(key)
}

const toBearer = async (token) => ({ authorization: `Bearer ${await token}` })
const toCookie = async (token) => ({
  cookie: `__session=${await token}; __client_uat=${now - 200}`,
})

export async function tryClerk() {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const signedIn = {
    user_ada: await toBearer(createToken('user_ada')),
    user_grace: await toCookie(createToken('user_grace')),
  }
  await tryRecipe('Clerk', authenticate, signedIn, {
    forged: await toBearer(createToken('user_ada', { key })),
    'forged cookie': await toCookie(createToken('user_ada', { key })),
    expired: await toBearer(createToken('user_ada', { seconds: -30 })),
    'expired cookie': await toCookie(createToken('user_ada', { seconds: -30 })),
    'of another site': await toBearer(createToken('user_ada', { azp: 'https://other.example' })),
  })
}
