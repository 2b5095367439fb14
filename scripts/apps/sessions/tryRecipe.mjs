import assert from 'node:assert/strict'
import { createMemoryAdapter } from 'identikit/adapters/memory'
import { createUserHandler } from 'identikit/server'

/**
 * Checks that a handler answers each signed-in user, and nobody else.
 *
 * @param {string} name
 * @param {(request: Request) => unknown} authenticate
 * @param {Readonly<Record<string, Record<string, string>>>} signedIn headers by the id of the user
 * @param {Readonly<Record<string, Record<string, string>>>} refused headers by what is wrong
 */
export async function tryRecipe(name, authenticate, signedIn, refused) {
  const users = Object.keys(signedIn).map((id) => ({ id }))
  const handler = createUserHandler({ adapter: createMemoryAdapter({ users }), authenticate })
  const url = 'https://app.example.com/api/identikit?read=user'
  for (const [id, headers] of Object.entries(signedIn)) {
    const answer = await handler(new Request(url, { headers }))
    const text = await answer.text()
    assert.equal(answer.status, 200, `${name}: ${id}: ${text}`)
    assert.equal(JSON.parse(text).user.data.id, id, `${name}: ${id}`)
    assert.equal((await handler.read({ headers }))?.user?.id, id, `${name}: ${id}`)
  }
  for (const [problem, headers] of Object.entries({ missing: {}, ...refused })) {
    const { status } = await handler(new Request(url, { headers }))
    assert.equal(status, 401, `${name}: ${problem}`)
    assert.equal(await handler.read({ headers }), undefined, `${name}: ${problem}`)
  }
  return handler
}
