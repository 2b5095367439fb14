import { handler } from '../server/handler.server'
import type { Route } from './+types/identikit'

export const loader = ({ request }: Route.LoaderArgs) => handler(request)
export const action = ({ request }: Route.ActionArgs) => handler(request)
