import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import { toNodeListener } from 'identikit/server/node'
import { handler } from './handler'
import { renderPage } from './renderPage'
import { getSession, signIn, signOut } from './session'

/** Creates the app. `getTemplate` returns index.html for a path. */
export function createApp(getTemplate: (path: string) => string | Promise<string>) {
  const app = express()
  app.disable('x-powered-by')

  // The handler checks Origin, body and user of each request.
  app.use('/api/identikit', toNodeListener(handler))

  app.get('/', async (request, response) => {
    const userId = getSession(request.headers.cookie)?.userId ?? null
    const initial = userId === null ? undefined : await handler.read(request)
    const template = await getTemplate(request.originalUrl)
    response.set('Cache-Control', 'no-store').type('html')
    response.send(renderPage(template, { userId, initial }))
  })

  // Signs the demo user in. Check a password or a code here.
  app.post('/sign-in', checkOrigin, (_request, response) => {
    const user = { userId: 'demo', verifiedEmail: 'demo@example.com' }
    response.set('Set-Cookie', signIn(user)).redirect(303, '/')
  })

  app.post('/sign-out', checkOrigin, (_request, response) => {
    response.set('Set-Cookie', signOut()).redirect(303, '/')
  })

  app.use(showError)
  return app
}

/** Refuses the forms of other sites. */
const checkOrigin: RequestHandler = ({ headers }, response, next) => {
  const { host, origin = '' } = headers
  const isSameOrigin =
    headers['sec-fetch-site'] === 'same-origin' || origin.replace(/^https?:\/\//, '') === host
  if (isSameOrigin) next()
  else response.sendStatus(403)
}

const showError: ErrorRequestHandler = (error, _request, response, next) => {
  console.error(error)
  if (response.headersSent) next(error)
  else response.status(500).send('Something went wrong.')
}
