import type { APIRoute } from 'astro'
import { signIn } from '../server/session'

/** Signs the demo user in. Check a password or a code here. Astro checks the Origin of the form. */
export const POST: APIRoute = () => {
  const user = { userId: 'demo', verifiedEmail: 'demo@example.com' }
  return new Response(null, {
    status: 303,
    headers: { Location: '/', 'Set-Cookie': signIn(user) },
  })
}
