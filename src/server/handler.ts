import type { UserAdapter } from '../core/adapter.js'
import type { Catalogue } from '../core/catalogue.js'
import { createUserClient } from '../core/client.js'
import { IdentikitError, invalid, toIdentikitError } from '../core/errors.js'
import { requestIdHeader, sourceHeader, toWireError, type WireError } from '../core/protocol.js'
import { authorize, type Authenticate } from './authorization.js'
import { guarded, reportable, statusOf } from './failure.js'
import { createPermissions, type PermissionOptions } from './permissions.js'
import { parseRead, readNouns } from './reading.js'
import { allowedMethods, findRoute } from './route.js'
import { writes, type Trusted } from './writing.js'

/** What went wrong on the server, for its own logs: unlike the answer, it may hold words of the service. */
export interface UserHandlerFault {
  readonly error: IdentikitError
  /** The id that the browser was told. */
  readonly requestId: string
  readonly request: Request
}

export interface UserHandlerOptions extends PermissionOptions {
  readonly adapter: UserAdapter
  readonly authenticate: Authenticate
  /** The catalogue that the provider is given too; its locks are enforced here. */
  readonly types?: Catalogue | undefined
  readonly trusted?: Trusted | undefined
  /**
   * The path that the handler is mounted at, e.g. `/api/identikit`; other paths are then 404.
   * @default the end of each path decides
   */
  readonly basePath?: string | undefined
  /**
   * Faults of the server, the service and the network; wrong input of a browser is none.
   * @default console.error
   */
  readonly onError?: ((fault: UserHandlerFault) => unknown) | undefined
}

export type UserHandler = (request: Request) => Promise<Response>

/**
 * Serves the signed-in person's own data to `createRemoteAdapter`, and keeps the adapter's keys on the server. Answers every request, and
 * never rejects. It finds its routes by the end of the path, so it can be mounted anywhere without configuration: a Next.js
 * catch-all route (`app/api/identikit/[[...path]]/route.ts`, exported as GET, PUT, PATCH, POST and DELETE), `app.all('/api/identikit/*')`
 * in Hono, `app.use('/api/identikit', toNodeListener(handler))` in Express.
 * @throws IdentikitError `misuse` for options that cannot be
 */
export function createUserHandler(options: UserHandlerOptions): UserHandler {
  const { adapter, authenticate, types = [], trusted, basePath, onError = print } = options
  if (typeof authenticate !== 'function') {
    throw new IdentikitError('misuse', 'createUserHandler: authenticate must say who is signed in.')
  }
  const permissions = createPermissions(options)

  async function serve(
    request: Request,
    fail: (error: IdentikitError) => WireError,
  ): Promise<unknown> {
    const route = findRoute(request, basePath)
    const id = await authorize(request, authenticate)
    const rules = permissions.served(adapter)
    const client = createUserClient(rules)
    if (route === 'read') {
      const asked = parseRead(request)
      const answers = await readNouns(client, id, asked, { signal: request.signal }, fail)
      // Only now: an adapter may learn by reading what its service can do.
      return { manifest: permissions.manifest(permissions.served(adapter), types), ...answers }
    }
    // No signal: a write that has begun goes through, even where the page is gone.
    const source = sourceOf(request)
    const context = { request, id, client, rules, permissions, types, trusted, options: { source } }
    const apply = await writes[route](context)
    return { data: (await guarded(apply)) ?? null }
  }

  return async (request) => {
    const requestId = crypto.randomUUID()
    function fail(error: IdentikitError): WireError {
      const fault = request.signal.aborted ? undefined : reportable(error)
      if (fault) void report(onError, { error: fault, requestId, request })
      return toWireError(error, requestId)
    }
    try {
      return answer(request, requestId, 200, await serve(request, fail))
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      const allow = statusOf(error) === 405 ? { allow: allowedMethods(request, basePath) } : {}
      return answer(request, requestId, statusOf(error), { error: fail(error) }, allow)
    }
  }
}

function answer(
  { method }: Request,
  requestId: string,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const json = JSON.stringify(body)
  return new Response(method === 'HEAD' ? null : json, {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      [requestIdHeader]: requestId,
      ...headers,
    },
  })
}

function sourceOf(request: Request): string | undefined {
  const header = request.headers.get(sourceHeader)
  if (header === null) return undefined
  if (!/^(?:[\w.:/-]|%[\dA-F]{2}){1,128}$/i.test(header)) {
    throw invalid('The header', { source: 'must be of at most 128 characters, percent-encoded' })
  }
  try {
    return decodeURIComponent(header)
  } catch {
    throw invalid('The header', { source: 'is not percent-encoded UTF-8' })
  }
}

async function report(
  onError: NonNullable<UserHandlerOptions['onError']>,
  fault: UserHandlerFault,
): Promise<void> {
  try {
    await onError(fault)
  } catch {
    // Whoever fails to report must not fail the request.
  }
}

function print({ error, requestId }: UserHandlerFault): void {
  // oxlint-disable-next-line no-console -- a server that fails silently cannot be mended
  console.error(`${error.message} Request ${requestId}.`, error)
}
