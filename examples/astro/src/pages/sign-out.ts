import type { APIRoute } from 'astro'
import { signOut } from '../server/session'

/** Signs the user out. Astro checks the Origin of the form. */
export const POST: APIRoute = () =>
  new Response(null, { status: 303, headers: { Location: '/', 'Set-Cookie': signOut() } })
