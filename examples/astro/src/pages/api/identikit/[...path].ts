import type { APIRoute } from 'astro'
import { handler } from '../../../server/handler'

export const ALL: APIRoute = ({ request }) => handler(request)
