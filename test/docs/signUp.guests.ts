import { createUserHandler } from '../../src/server.js'
import { adapter, endGuest, getSession } from './product.js'

export const handler = createUserHandler({
  adapter,
  authenticate: async (request) => (await getSession(request))?.userId,
  authenticateGuest: async (request) => (await getSession(request))?.guestId,
  onGuestMerged: ({ request }) => endGuest(request),
})
