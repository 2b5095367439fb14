import { createAdminClient, createUserHandler } from '../../src/server.js'
import { adapter, createAccount, findAccount, getSession, report, startSession } from './product.js'

const client = createAdminClient(adapter)

/** POST /api/sign-up */
export async function signUp(request: Request): Promise<Response> {
  const form = await request.formData()
  const account = await createAccount(form)
  if (!account) return Response.json({ message: 'This account already exists.' }, { status: 409 })
  const { id, name, email } = account
  await client.users
    .identify(
      id,
      { name, email, createdAt: new Date().toISOString() },
      { preferences: [{ type: 'news', channel: 'email', enabled: form.has('news') }] },
    )
    .catch(report) // the account exists; the next identify completes it
  return Response.json({ id }, { headers: { 'set-cookie': startSession(id) } })
}

/** /api/identikit: what the pages read and write from then on. */
export const handler = createUserHandler({
  adapter,
  authenticate: async (request) => (await getSession(request))?.userId,
  // Overrides what a page sends with identify.
  async trusted(_, id) {
    const account = await findAccount(id)
    return account?.isVerified ? { email: account.email } : undefined
  },
})
