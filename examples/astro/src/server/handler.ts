import { createPostgresAdapter } from 'identikit/adapters/postgres'
import { createUserHandler } from 'identikit/server'
import { catalog } from '../notifications'
import { database } from './database'
import { getSession } from './session'

export const handler = createUserHandler({
  adapter: createPostgresAdapter({ query: (text, params) => database.query(text, params) }),
  authenticate: ({ headers }) => getSession(headers.get('cookie'))?.userId,
  catalog,
  // Your server sets these fields itself. They override what a browser sends.
  trusted: ({ headers }) => ({ email: getSession(headers.get('cookie'))?.verifiedEmail }),
})
