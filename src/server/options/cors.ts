import { IdentikitError } from '../../core/errors.js'
import {
  requestIdHeader,
  scopeHeader,
  seqHeader,
  sourceHeader,
  userHeader,
  writerHeader,
} from '../../core/protocol.js'
import { checkKeys, toList, wrongOption } from './optionChecks.js'
import { parseUrl } from '../../core/contact/parseUrl.js'

/** The `cors` option of `createUserHandler`. */
export interface CorsOptions {
  /** The origins whose pages may send requests with a bearer token, e.g. `['https://app.example.com']`. */
  readonly origins: Iterable<string>
  /** Further headers that `createRemoteClient({ headers })` sends, beside `authorization`. */
  readonly headers?: Iterable<string> | undefined
  /**
   * The seconds for which a browser keeps the answer to a preflight request.
   * @default 600
   */
  readonly maxAge?: number | undefined
}

type Headers = Readonly<Record<string, string>>

/** The headers that let pages of other origins send requests and read answers. */
export interface Cors {
  /** Returns the headers of an answer. */
  readonly getHeaders: (request: Request) => Headers
  /**
   * Returns the headers of the answer to a preflight request.
   * @param methods the methods of the path, separated by commas
   * @throws IdentikitError `forbidden` for another origin
   */
  readonly getPreflightHeaders: (request: Request, methods: string) => Headers
}

const requestHeaders = [
  'authorization',
  'content-type',
  userHeader,
  scopeHeader,
  sourceHeader,
  writerHeader,
  seqHeader,
]

/**
 * Creates the headers for the pages of other origins; `undefined` without the option. They never allow cookies: requests with a cookie
 * need a trusted origin of the same site.
 * @throws IdentikitError `misuse` for an invalid origin, header or age
 */
export function createCors(options: CorsOptions | undefined): Cors | undefined {
  if (options === undefined) return undefined
  checkKeys('cors', options, ['origins', 'headers', 'maxAge'])
  const { maxAge = 600 } = options
  if (!Number.isSafeInteger(maxAge) || maxAge < 0)
    throw wrongOption('cors.maxAge', 'must be a number of seconds')
  const example = "['https://app.example.com']"
  const origins = toList('cors.origins', options.origins, example).map(toOrigin)
  const own = toList('cors.headers', options.headers ?? [], "['x-region']").map(toHeaderName)
  const isAllowed = (origin: string | null): origin is string =>
    origin !== null && origins.includes(origin)

  return {
    getHeaders({ headers }) {
      const origin = headers.get('origin')
      return {
        vary: 'origin',
        ...(isAllowed(origin) && {
          'access-control-allow-origin': origin,
          'access-control-expose-headers': `${requestIdHeader}, retry-after`,
        }),
      }
    },
    getPreflightHeaders({ headers }, methods) {
      const origin = headers.get('origin')
      if (!isAllowed(origin)) {
        const fields = { origin: 'is not one of cors.origins' }
        throw new IdentikitError('forbidden', 'The page is of another origin.', { fields })
      }
      return {
        vary: 'origin, access-control-request-method, access-control-request-headers',
        'access-control-allow-origin': origin,
        'access-control-allow-methods': methods,
        'access-control-allow-headers': [...requestHeaders, ...own].join(', '),
        'access-control-max-age': String(maxAge),
      }
    },
  }
}

/** Whether a browser asks before a request of a page of another origin. */
export const isPreflight = ({ method, headers }: Request): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')

/** Apps in a web view have a scheme of their own, e.g. `capacitor://localhost`. */
function toOrigin(value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  const isOrigin = /^(?!file:)[a-z][a-z\d+.-]*:\/\/[^/\\?#@*,\s]+\/?$/i.test(text)
  const origin = isOrigin ? parseUrl(text)?.origin : undefined
  if (origin === undefined)
    throw wrongOption('cors.origins', 'takes origins like https://app.example.com, and no "*"')
  return origin === 'null' ? text.toLowerCase().replace(/\/$/, '') : origin
}

function toHeaderName(value: unknown): string {
  if (typeof value === 'string' && /^[\w!#$%&'^`|~+.-]+$/.test(value)) return value.toLowerCase()
  throw wrongOption('cors.headers', 'takes names of headers like x-region, and no "*"')
}
