import { IdentikitError } from '../core/errors.js'
import { routes, type Route } from '../core/protocol.js'

const names = Object.keys(routes) as Route[]
const paths = [...new Set(Object.values(routes).map(({ path }) => path as string))]

/**
 * Finds what a request asks for. Without a base path its end decides, so that one handler answers wherever it is mounted: the read is
 * known by its `read` parameter, since its own path is empty.
 * @throws IdentikitError `unsupported` with status 404 or 405
 */
export function findRoute(request: Request, basePath: string | undefined): Route {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const path = pathOf(request, method, basePath)
  const route = names.find((name) => routes[name].path === path && routes[name].method === method)
  if (route !== undefined) return route
  throw new IdentikitError(
    'unsupported',
    `The handler has no ${path === undefined ? 'such path' : 'such method here'}.`,
    {
      status: path === undefined ? 404 : 405,
    },
  )
}

/** The methods that the path of a request has, for the `allow` header. */
export function allowedMethods(request: Request, basePath: string | undefined): string {
  const path = pathOf(request, request.method, basePath)
  const methods = names
    .filter((name) => routes[name].path === path)
    .map((name) => routes[name].method)
  return [...new Set(methods)].map((method) => (method === 'GET' ? 'GET, HEAD' : method)).join(', ')
}

function pathOf(
  request: Request,
  method: string,
  basePath: string | undefined,
): string | undefined {
  const { pathname, searchParams } = new URL(request.url)
  const given = pathname.replace(/\/+$/, '')
  if (basePath !== undefined) {
    const base = basePath.replace(/\/+$/, '')
    return paths.find((path) => given === base + path)
  }
  if (method === 'GET' && searchParams.has('read')) return routes.read.path
  const ending = paths.find((path) => path !== '' && given.endsWith(path))
  return ending ?? (searchParams.has('read') ? routes.read.path : undefined)
}
