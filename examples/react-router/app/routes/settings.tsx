import { Form, redirect } from 'react-router'
import { handler } from '../server/handler.server'
import { getSession, signOut } from '../server/session.server'
import { Settings } from '../Settings'
import type { Route } from './+types/settings'

export const meta: Route.MetaFunction = () => [{ title: 'Settings' }]

export async function loader({ request }: Route.LoaderArgs) {
  const session = await getSession(request)
  if (!session) throw redirect('/')
  return { userId: session.userId, initial: await handler.read(request) }
}

/** Signs the user out. React Router checks the Origin of the form. */
export async function action() {
  return redirect('/', { headers: { 'Set-Cookie': await signOut() } })
}

export default function SettingsPage({ loaderData }: Route.ComponentProps) {
  return (
    <>
      <Form method="post">
        <button>Sign out</button>
      </Form>
      <Settings userId={loaderData.userId} initial={loaderData.initial} />
    </>
  )
}
