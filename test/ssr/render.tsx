import { renderToString } from 'react-dom/server'
import { callsOnServer, fixtures } from './fixtures.js'

/** Renders a fixture to HTML. @throws if rendering sends a request */
export function html(name: string): string {
  const before = callsOnServer()
  const fixture = fixtures[name]
  if (!fixture) throw new Error(`There is no fixture "${name}".`)
  const text = renderToString(fixture())
  if (callsOnServer() !== before) throw new Error('Rendering sent a request to the service.')
  return text
}
