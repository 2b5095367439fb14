import { createCheckedMembers } from '../core/client.js'
import { toIdentikitError, type IdentikitError } from '../core/errors.js'
import { toReadOnlyCapabilities } from '../core/readOnly/readOnlyCapabilities.js'
import { toWireError, type WireError } from '../core/protocol.js'
import type { UserPatch } from '../core/user/user.js'
import {
  authorize,
  isReadOnlyRequest,
  refuseWrite,
  type Authenticate,
  type AuthenticateGuest,
  type ReadOnlyOption,
} from './authorization.js'
import { callAdapter, getRetryHeader, getStatus } from './callAdapter.js'
import { createGuestMerge, type GuestMergedEvent } from './guestMerge.js'
import { createReadInitial, type ReadInitial } from './initial/readInitial.js'
import { toEmptyResponse, toJsonResponse } from './jsonResponse.js'
import { createOriginCheck } from './originCheck.js'
import { createMemoryWriteStore } from './order/memoryWriteStore.js'
import { createOrderedWrites } from './order/orderedWrite.js'
import type { WriteStore } from './order/writeStore.js'
import { toBasePath } from './options/basePath.js'
import { createCors, isPreflight, type CorsOptions } from './options/cors.js'
import { checkHandlerOptions } from './options/checkHandlerOptions.js'
import type { PreferenceSizes } from './preferences/boundAdapter.js'
import { createPermissions, type PermissionOptions } from './permissions.js'
import { createProvisionedAdapter, type Provision } from './provisioning.js'
import { createRateLimit, type RateLimitOptions } from './rateLimit.js'
import { parseRead, readHistory, readResources, toWireResults } from './readRoutes.js'
import { createErrorReporter, printError, type ErrorReporter, type OnError } from './reportError.js'
import { startDeadline, type RequestDeadline } from './requestDeadline.js'
import { getOrder, getSource } from './requestHeaders.js'
import { resolveCatalog, type CatalogOption } from './resolveCatalog.js'
import { allowedMethods, findRoute } from './route.js'
import { bindScope, resolveAdapter, type AdapterOption } from './scopedAdapter.js'
import { createGetTrusted, type TrustedFields } from './trustedFields.js'
import { writes } from './writeRoutes.js'
import { createWriteReport } from './writeReport.js'

/** Options of `createUserHandler`. */
export interface UserHandlerOptions extends PermissionOptions {
  /** The user service, or a function that returns the one of a request, e.g. of a tenant. */
  readonly adapter: AdapterOption
  /** Returns the id of the signed-in user, with the user's scopes where the product has tenants. */
  readonly authenticate: Authenticate
  /**
   * The catalog of notification types that the provider has too, or a function that returns the one of a request, e.g. of a plan or role. Other
   * types and channels are neither served nor saved, and its locks are enforced here. A function must return at least one type.
   * @default every type and channel
   */
  readonly catalog?: CatalogOption | undefined
  /**
   * The fields that the server sets itself, e.g. the verified email, or a function that returns them. A field that is invalid, or that the
   * service lacks, is left out and reported to `onError`.
   */
  readonly trusted?: TrustedFields | UserPatch | undefined
  /**
   * Whether signed-in users who aren't identified yet are served: reads return defaults, and the first write identifies them with the
   * fields of `trusted`. A function returns further fields of a new user, e.g. the name of the account, or `null` for a user who must not
   * be created. Users who deleted themselves here are not created again for 25 hours.
   * @default true
   */
  readonly provision?: Provision | boolean | undefined
  /**
   * Whether a session may only read, e.g. one of support staff who look at the page of a user. Every write is then answered 403, and the
   * capabilities list no write, so that the components render read-only. A function decides for each request; it must return `true` or
   * `false`.
   * @default false
   */
  readonly readOnly?: ReadOnlyOption | undefined
  /**
   * Returns the id of the guest that the session of a request proves; never an id that a browser sends. When a signed-in user is
   * identified, that guest is merged into the user, if the adapter has `users.merge`. A failed merge is reported to `onError` and
   * retried at the next identify. Guests read and write nothing here.
   */
  readonly authenticateGuest?: AuthenticateGuest | undefined
  /** Is called after a merge and before the response: end the guest's session here. */
  readonly onGuestMerged?: ((event: GuestMergedEvent) => unknown) | undefined
  /**
   * The origins of your pages, e.g. `['https://app.example.com']`. Writes with a cookie from another origin are answered 403. Needed if
   * pages of another origin of the same site write, and behind a proxy that rewrites the address for browsers of before 2023 and for
   * `http://` pages. It does not help an app on another site: send a bearer token there.
   * @default the origin of the request's URL, and pages that the browser marks as `same-origin`
   */
  readonly trustedOrigins?: Iterable<string> | undefined
  /**
   * The limit of each user's requests; more are answered 429 with `Retry-After`. `false` turns the limit off.
   * @default 600 reads and 120 writes per minute, counted in the memory of this process
   */
  readonly rateLimit?: RateLimitOptions | false | undefined
  /**
   * The store that keeps the writes of one user in order, for adapters that don't (`capabilities.order`). Servers of more than one
   * process, and serverless functions, need a store that they share, e.g. Redis. If the store fails, writes are answered 503.
   * @default the memory of this process
   */
  readonly writeStore?: WriteStore | undefined
  /**
   * The path of the handler as it arrives there; `/` for a host of its own or where a framework removes the path. Other paths are
   * answered 404.
   * @default '/api/identikit'
   */
  readonly basePath?: string | undefined
  /**
   * Lets pages of other sites send requests with a bearer token. Cookies are never allowed.
   * @default no other site
   */
  readonly cors?: CorsOptions | undefined
  /**
   * Receives failures of the server, the service and the network, and no invalid input.
   * @default console.error, with messages and stacks only
   */
  readonly onError?: OnError | undefined
}

/** Answers a request. It never rejects. */
export interface UserHandler {
  /** Answers a request. It never rejects. */
  (request: Request): Promise<Response>
  /**
   * Reads the data of a page for server rendering, with the permissions of the browser: the `initial` of `<IdentikitProvider>`. It resolves
   * with `undefined` for a visitor who is signed out, and leaves out what could not be read; the browser then requests it. It never
   * rejects, and failures go to `onError`.
   * @example
   * ```tsx
   * const initial = await handler.read({ headers: await headers() })
   * return <Settings userId={userId} initial={initial} />
   * ```
   */
  readonly read: ReadInitial
}

/**
 * Creates a handler that serves the signed-in user's own data to `createRemoteClient` and keeps the adapter's keys on the server. Mount
 * it at `/api/identikit`, or set `basePath`: a catch-all route of Next.js (`app/api/identikit/[[...path]]/route.ts`, exported as GET, PUT,
 * PATCH, POST and DELETE), `app.all('/api/identikit/*')` in Hono, `app.use('/api/identikit', toNodeListener(handler))` in Express.
 * @throws IdentikitError `misuse`, which names an invalid or unknown option
 * @example
 * ```ts
 * const handler = createUserHandler({
 *   adapter: createPostgresAdapter({ query: (text, params) => pool.query(text, params) }),
 *   authenticate: async (request) => (await getSession(request))?.userId,
 * })
 * ```
 */
export function createUserHandler(options: UserHandlerOptions): UserHandler {
  checkHandlerOptions(options)
  const { onError = printError } = options
  const basePath = toBasePath(options.basePath)
  const cors = createCors(options.cors)
  const serve = createServe(options, basePath)

  async function handle(request: Request): Promise<Response> {
    const requestId = crypto.randomUUID()
    const reporter = createErrorReporter(onError, { request, requestId })
    const toResponseError = (error: IdentikitError): WireError => {
      reporter.reportUnexpected(error)
      return toWireError(error, requestId)
    }
    // A write is completed even if the page is closed.
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const deadline = startDeadline(isRead ? request.signal : undefined)
    try {
      const methods = cors && isPreflight(request) ? allowedMethods(request, basePath) : ''
      if (cors && methods !== '')
        return toEmptyResponse(requestId, cors.getPreflightHeaders(request, methods))
      const body = await serve(request, deadline, reporter, toResponseError)
      return toJsonResponse(request, requestId, 200, body, cors?.getHeaders(request))
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      const status = getStatus(error)
      const allow = status === 405 ? { allow: allowedMethods(request, basePath) } : {}
      const headers = { ...cors?.getHeaders(request), ...allow, ...getRetryHeader(error) }
      const body = { error: toResponseError(error) }
      return toJsonResponse(request, requestId, status, body, headers)
    } finally {
      deadline.end()
    }
  }

  return Object.assign(handle, { read: createReadInitial(handle, basePath) })
}

/** Creates the function that returns the body of a successful response. */
function createServe(options: UserHandlerOptions, basePath: string) {
  const { authenticate, trusted, provision = true } = options
  const { writeStore = createMemoryWriteStore() } = options
  const permissions = createPermissions(options)
  const sizes: PreferenceSizes = new Map()
  const checkOrigin = createOriginCheck(options.trustedOrigins)
  const checkRate = createRateLimit(options.rateLimit)
  const mergeGuest = createGuestMerge(options)

  return async (
    request: Request,
    deadline: RequestDeadline,
    { report, reportUnexpected }: ErrorReporter,
    toResponseError: (error: IdentikitError) => WireError,
  ): Promise<unknown> => {
    const { signal } = deadline
    const url = new URL(request.url)
    const route = findRoute(request, url, basePath)
    checkOrigin(request)
    const { user: signedIn, scopes } = await authorize(request, authenticate, signal)
    const { userId: id, scope } = signedIn
    const isRead = route === 'read' || route === 'readHistory'
    await checkRate(signedIn, isRead ? 'reads' : 'writes', reportUnexpected)
    const isReadOnly = await isReadOnlyRequest(options.readOnly, request, signedIn, signal)
    refuseWrite(isReadOnly, isRead)
    const adapter = await resolveAdapter(options.adapter, request, signedIn, signal)
    const catalog = await resolveCatalog(options.catalog ?? [], request, signedIn, signal)
    const source = isRead ? undefined : getSource(request)
    const getTrusted = createGetTrusted(trusted, { request, id, adapter, signal, report })
    const serveAdapter = () => {
      const scoped = bindScope(adapter, scope)
      const writesInOrder = createOrderedWrites({
        store: writeStore,
        adapterId: scoped.id,
        getStartSignal: deadline.getStartSignal,
        report: reportUnexpected,
      })
      const provisioned = createProvisionedAdapter({
        provision,
        adapter,
        scoped,
        catalog,
        writes: writesInOrder,
        writeStore,
        sizes,
        canDelete: permissions.canDelete,
        getTrusted,
        request,
        id,
        signal,
        source,
        report,
      })
      return permissions.filterAdapter(provisioned, { scopes, catalog })
    }
    const served = serveAdapter()
    if (route === 'readHistory') return { data: await readHistory(served, id, url, signal) }
    if (route === 'read') {
      const requested = parseRead(url)
      const results = await readResources(served, id, requested, {
        signal,
        report: reportUnexpected,
        onUnreadable: report,
      })
      // A pending adapter has its capabilities only after a read.
      const known = served.pending ? serveAdapter() : served
      const own = permissions.getCapabilities(known, catalog)
      const capabilities = isReadOnly ? toReadOnlyCapabilities(own) : own
      return { capabilities, ...toWireResults(results, toResponseError) }
    }
    const order = getOrder(request)
    const client = createCheckedMembers(served)
    const input = { request, id, client, served, permissions, catalog, signal, order, getTrusted }
    const write = await writes[route](input)
    const traits = [...permissions.traits, ...(write.traits ?? [])]
    const written = createWriteReport(write.batch, traits)
    const reports = { onReport: written.add, onUnreadable: report }
    const apply = () => write.apply({ signal, source, order, ...reports })
    const data = (await callAdapter(apply, signal, traits)) ?? null
    if (route !== 'identify') {
      written.checkSaved()
      return { data, ...written.toWire(toResponseError) }
    }
    const merged = await mergeGuest({ request, id, adapter, signal, source, report })
    const saved = merged ? permissions.filterUser(merged) : data
    return { data: saved, ...written.toWire(toResponseError) }
  }
}
