import type { InitialData } from '../../core/initialData.js'
import { resources, scopeHeader, userHeader, type Resource } from '../../core/protocol.js'
import { parseUrl } from '../../core/contact/parseUrl.js'

/** The headers of a page's request: of Next.js, of a `Request`, or of Node. */
export type PageHeaders =
  | Pick<Headers, 'forEach'>
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** Options of `handler.read`. */
export interface ReadInitialOptions {
  /** The headers of the page's request, with the session: `await headers()` in Next.js, `request.headers` elsewhere. */
  readonly headers: PageHeaders | Promise<PageHeaders>
  /**
   * What to read.
   * @default everything that the service has
   */
  readonly resources?: readonly Resource[] | undefined
  /** The tenant or workspace, as in `createRemoteClient({ scope })`. */
  readonly scope?: string | undefined
  /** Aborts the read. */
  readonly signal?: AbortSignal | undefined
}

/** Reads the data of a page on the server. */
export type ReadInitial = (options: ReadInitialOptions) => Promise<InitialData | undefined>

/**
 * Creates the function that reads the data of a page as the browser would, with the same permissions.
 * @param handle answers a request
 */
export function createReadInitial(
  handle: (request: Request) => Promise<Response>,
  basePath: string,
): ReadInitial {
  return async ({ headers: given, resources: requested = resources, scope, signal }) => {
    const headers = toHeaders(await given)
    // The page's own request names neither, and its visitor could.
    headers.delete(userHeader)
    headers.delete(scopeHeader)
    if (scope !== undefined) headers.set(scopeHeader, encodeURIComponent(scope))
    const url = `${getOrigin(headers)}${basePath || '/'}?read=${requested.join(',')}`
    const response = await handle(new Request(url, { headers, signal: signal ?? null }))
    const answer: unknown = await response.json()
    return response.ok ? toInitialData(answer as Answer) : undefined
  }
}

type Answer = Pick<InitialData, 'capabilities'> &
  Readonly<Partial<Record<Resource, { readonly data?: unknown }>>>

/** Leaves out what could not be read: the browser requests it. */
function toInitialData({ capabilities, ...results }: Answer): InitialData {
  const read = Object.entries(results).flatMap(([resource, { data }]) =>
    data === undefined ? [] : [[resource, data]],
  )
  return { capabilities, ...Object.fromEntries(read) }
}

function toHeaders(given: PageHeaders): Headers {
  const headers = new Headers()
  if (isIterated(given)) given.forEach((value, name) => headers.append(name, value))
  else
    for (const [name, values] of Object.entries(given))
      // HTTP/2 has names such as `:path`.
      if (!name.startsWith(':'))
        for (const value of [values ?? []].flat()) headers.append(name, value)
  return headers
}

const isIterated = (given: PageHeaders): given is Pick<Headers, 'forEach'> =>
  typeof given.forEach === 'function'

/** The host of the page, which `authenticate` may read. */
function getOrigin(headers: Headers): string {
  return parseUrl(`http://${headers.get('host') ?? ''}`)?.origin ?? 'http://localhost'
}
