import { createPostgresAdapter } from 'identikit/adapters/postgres'
import { createUserHandler } from 'identikit/server'
import { catalog } from '../notifications'
import { database } from './database.server'
import { getSession } from './session.server'

export const handler = createUserHandler({
  adapter: createPostgresAdapter({ query: (text, params) => database.query(text, params) }),
  authenticate: async (request) => (await getSession(request))?.userId,
  catalog,
  // Your server sets these fields itself. They override what a browser sends.
  trusted: async (request) => ({ email: (await getSession(request))?.verifiedEmail }),
})
