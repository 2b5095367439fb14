import { IdentikitError } from '../core/errors.js'
import { routes, type Route } from '../core/protocol.js'

const routeNames = Object.keys(routes) as Route[]
const paths = [...new Set(Object.values(routes).map(({ path }) => path as string))]

/**
 * Returns the route of a request. Without a base path, the end of the path decides, so that a handler can be mounted at any path. The
 * path of a read is empty, so its `read` parameter identifies it.
 * @throws IdentikitError `unsupported` with status 404 or 405
 */
export function findRoute(request: Request, basePath: string | undefined): Route {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const path = findPath(request, method, basePath)
  const route = routeNames.find(
    (name) => routes[name].path === path && routes[name].method === method,
  )
  if (route !== undefined) return route
  const status = path === undefined ? 404 : 405
  const message = `The handler does not serve this ${status === 404 ? 'path' : 'method'}.`
  throw new IdentikitError('unsupported', message, { status })
}

/** Returns the `allow` header: the methods of the path of a request. */
export function allowedMethods(request: Request, basePath: string | undefined): string {
  const path = findPath(request, request.method, basePath)
  const methods = routeNames
    .filter((name) => routes[name].path === path)
    .map((name) => routes[name].method)
  return [...new Set(methods)].map((method) => (method === 'GET' ? 'GET, HEAD' : method)).join(', ')
}

function findPath(
  request: Request,
  method: string,
  basePath: string | undefined,
): string | undefined {
  const { pathname, searchParams } = new URL(request.url)
  const trimmed = pathname.replace(/\/+$/, '')
  if (basePath !== undefined) {
    const base = basePath.replace(/\/+$/, '')
    return paths.find((path) => trimmed === base + path)
  }
  if (method === 'GET' && searchParams.has('read')) return routes.read.path
  const suffix = paths.find((path) => path !== '' && trimmed.endsWith(path))
  return suffix ?? (searchParams.has('read') ? routes.read.path : undefined)
}
