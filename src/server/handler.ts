import type { UserAdapter } from '../core/adapter.js'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import { createUserClient } from '../core/client.js'
import { IdentikitError, toIdentikitError } from '../core/errors.js'
import { toWireError, type WireError } from '../core/protocol.js'
import { toAnswer } from './answer.js'
import { authorize, type Authenticate } from './authorization.js'
import { callAdapter, reportable, statusOf, waitHeader } from './failure.js'
import { print, report, type OnError } from './reportError.js'
import { createGuestMerge, type GuestMergedEvent } from './guests.js'
import { createOriginCheck } from './origin.js'
import { createPermissions, type PermissionOptions } from './permissions.js'
import { createRateLimit, type RateLimitOptions } from './rateLimit.js'
import { parseRead, readResources } from './readRoutes.js'
import { allowedMethods, findRoute } from './route.js'
import { sourceOf, writes, type TrustedFields } from './writeRoutes.js'

export interface UserHandlerOptions extends PermissionOptions {
  readonly adapter: UserAdapter
  readonly authenticate: Authenticate
  /** The catalog that the provider is given too; its locks are enforced here. */
  readonly catalog?: NotificationCatalog | undefined
  readonly trusted?: TrustedFields | undefined
  /**
   * Says which guest the session of a request proves, never what a browser sends as an id. When a signed-in user is identified, that guest
   * is merged into them, where the adapter has `users.merge`; what fails is told to `onError` and tried again at their next identify.
   * A guest reads and writes nothing here.
   */
  readonly authenticateGuest?: Authenticate | undefined
  /** Hears that a guest was merged, before the answer goes out: end their session. */
  readonly onGuestMerged?: ((event: GuestMergedEvent) => unknown) | undefined
  /**
   * Where your pages stand, e.g. `['https://app.example.com']`: where a cookie came, changes from any other origin are 403. Needed behind a
   * proxy and in a self-hosted Next.js, where the handler sees another address than the browser. An app on another site has no use
   * of it and sends a bearer token instead.
   * @default the origin of each request's own address
   */
  readonly trustedOrigins?: readonly string[] | undefined
  /**
   * How much one person may ask in a time; more is 429 with `Retry-After`. `false` where something before the handler counts.
   * @default 600 reads and 120 writes in a minute, counted in the memory of this process
   */
  readonly rateLimit?: RateLimitOptions | false | undefined
  /**
   * The path that the handler is mounted at, e.g. `/api/identikit`; other paths are then 404.
   * @default the end of each path decides
   */
  readonly basePath?: string | undefined
  /**
   * Faults of the server, the service and the network; wrong input of a browser is none.
   * @default console.error, with messages and stacks only
   */
  readonly onError?: OnError | undefined
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
  const { adapter, authenticate, catalog = [], trusted, basePath, onError = print } = options
  if (typeof authenticate !== 'function') {
    throw new IdentikitError('misuse', 'createUserHandler: authenticate must say who is signed in.')
  }
  const permissions = createPermissions(options)
  const checkOrigin = createOriginCheck(options.trustedOrigins)
  const checkRate = createRateLimit(options.rateLimit)
  const mergeGuest = createGuestMerge(options)

  async function serve(
    request: Request,
    tell: (error: IdentikitError) => void,
    fail: (error: IdentikitError) => WireError,
    log: (error: IdentikitError) => void,
  ): Promise<unknown> {
    const route = findRoute(request, basePath)
    checkOrigin(request)
    const id = await authorize(request, authenticate)
    await checkRate(id, route === 'read' ? 'reads' : 'writes', tell)
    const rules = permissions.served(adapter)
    const client = createUserClient(rules)
    if (route === 'read') {
      const answers = await readResources(client, id, parseRead(request), request.signal, fail)
      // Only now: an adapter may learn by reading what its service can do.
      return {
        capabilities: permissions.capabilities(permissions.served(adapter), catalog),
        ...answers,
      }
    }
    // No signal: a write that has begun goes through, even where the page is gone.
    const source = sourceOf(request)
    const context = {
      request,
      id,
      client,
      rules,
      permissions,
      catalog,
      trusted,
      options: { source },
    }
    const apply = await writes[route](context)
    const begun = Date.now()
    const data = (await callAdapter(apply, { traits: permissions.traits })) ?? null
    if (route !== 'identify') return { data }
    const merged = await mergeGuest({ request, id, begun, source, tell: log })
    return { data: merged ? permissions.shown(merged) : data }
  }

  return async (request) => {
    const requestId = crypto.randomUUID()
    function log(error: IdentikitError): void {
      void report(onError, { error, requestId, request })
    }
    function tell(error: IdentikitError): void {
      const fault = request.signal.aborted ? undefined : reportable(error)
      if (fault) log(fault)
    }
    function fail(error: IdentikitError): WireError {
      tell(error)
      return toWireError(error, requestId)
    }
    try {
      const body = await serve(request, tell, fail, log)
      return toAnswer(request, { requestId, status: 200, body })
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      const status = statusOf(error)
      const allow = status === 405 ? { allow: allowedMethods(request, basePath) } : {}
      const headers = { ...allow, ...waitHeader(error) }
      return toAnswer(request, { requestId, status, body: { error: fail(error) }, headers })
    }
  }
}
