import { createUserClient } from '../../src/core.js'
import { createUserHandler } from '../../src/server.js'
import { adapter, createAccount, findAccount, getSession, report, startSession } from './product.js'

const client = createUserClient(adapter)

/** POST /api/sign-up */
export async function signUp(request: Request): Promise<Response> {
  const form = await request.formData()
  const account = await createAccount(form)
  if (!account) return Response.json({ message: 'There is an account already.' }, { status: 409 })
  const { id, name, email } = account
  await client.users
    .identify(
      id,
      { name, email, createdAt: new Date().toISOString() },
      { preferences: [{ type: 'news', channel: 'email', enabled: form.has('news') }] },
    )
    .catch(report) // the account is there all the same, and the next identify tells the service
  return Response.json({ id }, { headers: { 'set-cookie': startSession(id) } })
}

/** /api/identikit: what the pages read and write from then on. */
export const handler = createUserHandler({
  adapter,
  authenticate: async (request) => (await getSession(request))?.userId,
  // Added to every identify of a page, and wins over what the page says.
  async trusted(_, id) {
    const account = await findAccount(id)
    return account?.isVerified ? { email: account.email } : undefined
  },
})
