import { Form, redirect } from 'react-router'
import { getSession, signIn } from '../server/session.server'
import type { Route } from './+types/signIn'

export const meta: Route.MetaFunction = () => [{ title: 'Sign in' }]

export async function loader({ request }: Route.LoaderArgs) {
  if (await getSession(request)) throw redirect('/settings')
  return null
}

/** Signs the demo user in. Check a password or a code here. */
export async function action() {
  const user = { userId: 'demo', verifiedEmail: 'demo@example.com' }
  return redirect('/settings', { headers: { 'Set-Cookie': await signIn(user) } })
}

export default function SignInPage() {
  return (
    <Form method="post">
      <button>Sign in</button>
    </Form>
  )
}
