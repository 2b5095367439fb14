import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { toNodeListener } from 'identikit/server/node'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { authenticate } from './recipes/jose.js'
import { client } from './recipes/remote.js'
import { tokens } from './token.mjs'
import { tryRecipe } from './tryRecipe.mjs'

/** The origin of the service and of the API, which replaces those of the page. */
const origin = process.env.ORIGIN
const { publicKey, privateKey } = await generateKeyPair('RS256')
const claims = { iss: origin, aud: 'my-app' }

function createToken(sub, { key = privateKey, exp = '1h', ...others } = {}) {
  return new SignJWT({ ...claims, sub, ...others })
    .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
    .setExpirationTime(exp)
    .sign(key)
}

const toHeaders = (token) => ({ authorization: `Bearer ${token}` })

export async function tryJwt() {
  let listener = (_request, response) => response.end()
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256' }
  const server = createServer((request, response) =>
    request.url === '/.well-known/jwks.json'
      ? response.end(JSON.stringify({ keys: [jwk] }))
      : listener(request, response),
  ).listen(new URL(origin).port)
  await once(server, 'listening')
  const { privateKey: key } = await generateKeyPair('RS256')
  const expired = await createToken('ada', { exp: 1 })
  const fresh = await createToken('ada')
  const handler = await tryRecipe(
    'A JWT',
    authenticate,
    { ada: toHeaders(fresh), grace: toHeaders(await createToken('grace')) },
    {
      expired: toHeaders(expired),
      forged: toHeaders(await createToken('ada', { key })),
      unsigned: toHeaders(new UnsecuredJWT({ ...claims, sub: 'ada' }).encode()),
      'of another app': toHeaders(await createToken('ada', { aud: 'other' })),
      'of another service': toHeaders(await createToken('ada', { iss: 'https://other.example' })),
      'of nobody': toHeaders(await createToken()),
    },
  )

  listener = toNodeListener(handler)
  Object.assign(tokens, { current: expired, fresh })
  assert.equal((await client.users.get('ada')).id, 'ada')
  server.close()
}
