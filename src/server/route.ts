import { IdentikitError } from '../core/errors.js'
import { routes, type Route } from '../core/protocol.js'
import { warnOnce } from '../core/warnOnce.js'

const routeNames = Object.keys(routes) as Route[]
const paths = [...new Set(Object.values(routes).map(({ path }) => path as string))]

/**
 * Returns the route of a request.
 * @param url the URL of the request
 * @param basePath the path of the handler, without a slash at its end
 * @throws IdentikitError `unsupported` with status 404 or 405
 */
export function findRoute(request: Request, url: URL, basePath: string): Route {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const path = findPath(url, basePath)
  const route = routeNames.find(
    (name) => routes[name].path === path && routes[name].method === method,
  )
  if (route !== undefined) return route
  const status = path === undefined ? 404 : 405
  if (process.env.NODE_ENV !== 'production' && status === 404) warnOfPath(url, basePath)
  const message = `The handler does not serve this ${status === 404 ? 'path' : 'method'}.`
  throw new IdentikitError('unsupported', message, { status })
}

/** Returns the methods of the path of a request; empty for a path that isn't served. */
export function allowedMethods(request: Request, basePath: string): string {
  const path = findPath(new URL(request.url), basePath)
  const methods = routeNames
    .filter((name) => routes[name].path === path)
    .map((name) => routes[name].method)
  return [...new Set(methods)].map((method) => (method === 'GET' ? 'GET, HEAD' : method)).join(', ')
}

function findPath(url: URL, basePath: string): string | undefined {
  const pathname = getPathname(url)
  return paths.find((path) => pathname === basePath + path)
}

const getPathname = ({ pathname }: URL) => pathname.replace(/\/+$/, '')

/** A mount at another path answers every request with 404. */
function warnOfPath(url: URL, basePath: string): void {
  const pathname = getPathname(url)
  if (pathname.startsWith(`${basePath}/`)) return
  const route = paths.find((path) => path !== '' && pathname.endsWith(path)) ?? ''
  const mount = pathname.slice(0, pathname.length - route.length) || '/'
  warnOnce(
    `A request for ${pathname || '/'} was answered 404, because createUserHandler() serves ${basePath || '/'}. Mount it there, or set basePath: '${mount}', the path that arrives at the handler.`,
  )
}
