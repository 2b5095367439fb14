import { renderToString } from 'react-dom/server'
import { callsOnServer, fixtures } from './fixtures.js'

/** @throws if rendering asked the service for anything */
export function html(name: string): string {
  const before = callsOnServer()
  const fixture = fixtures[name]
  if (!fixture) throw new Error(`There is no fixture "${name}".`)
  const text = renderToString(fixture())
  if (callsOnServer() !== before) throw new Error('Rendering asked the service for something.')
  return text
}
