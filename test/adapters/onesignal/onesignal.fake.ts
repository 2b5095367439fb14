import { isMap, problem, type Answer, type Call, type JsonMap } from './fake.json.js'
import {
  emptyUser,
  showTags,
  updateUser,
  type FakeSubscription,
  type FakeUser,
} from './fake.users.js'

export const appId = '6f2f5fd1-1f6a-4b0e-9d4c-1a2b3c4d5e6f'
export const apiKey = 'onesignal-key-sentinel'

/** Options of the fake; the switches are what OneSignal's documents and SDKs don't decide. */
export interface OneSignalFakeOptions {
  /** The users by external id. */
  readonly users?: Readonly<Record<string, Partial<FakeUser>>>
  /**
   * What the 202 to an update has: the properties of the request, all properties, or nothing. The SDK has `properties`, without saying which.
   * @default 'written'
   */
  readonly updated?: 'written' | 'all' | 'nothing'
  /** What the answer to a create has: the user, the aliases only, or nothing. The SDK has 200, 201 and 202. @default 'user' */
  readonly created?: 'user' | 'identity' | 'nothing'
  /** The status of an update of an unknown user: the reference has no 404, and OneSignal's own SDKs expect one. @default 404 */
  readonly unknownStatus?: 404 | 202
  /** Whether tags that look like numbers are returned as numbers. @default false */
  readonly detectsNumbers?: boolean
  /** Whether a time zone is returned under an older name, as JavaScript engines do. @default false */
  readonly renamesZones?: boolean
  /** The limit of the plan. @default none */
  readonly maxTags?: number
  /** @default 'code' */
  readonly limitError?: 'code' | 'text'
  /** External ids that are not stored, such as `1` (OneSignal-Website-SDK issue 1118). */
  readonly blockedIds?: readonly string[]
}

/** The most changes of one update: https://documentation.onesignal.com/reference/rate-limits. */
const maxChanges = 100

/** The most subscriptions of a user: https://documentation.onesignal.com/docs/users. */
const maxSubscriptions = 20

/** Creates an in-memory OneSignal by its reference (https://documentation.onesignal.com/reference) and its SDK (@onesignal/node-onesignal 5.18.0). */
export function createOneSignalFake(options: OneSignalFakeOptions = {}) {
  const { updated = 'written', created = 'user', unknownStatus = 404, blockedIds = [] } = options
  const users = new Map<string, FakeUser>()
  for (const [id, user] of Object.entries(options.users ?? {}))
    users.set(id, { ...emptyUser, ...user })
  const queued: (Answer & { readonly method?: string | undefined })[] = []
  /** Reads that return the data before the last write, and requests that don't find a new user: OneSignal's database is replicated. */
  const state = { oldReads: 0, missedRequests: 0, lastId: 0 }
  const before = new Map<string, FakeUser>()

  const showProperties = ({ tags, others }: FakeUser): JsonMap => ({
    tags: showTags(tags, options.detectsNumbers ?? false),
    ...others,
    ...(options.renamesZones &&
      others['timezone_id'] === 'Asia/Kolkata' && { timezone_id: 'Asia/Calcutta' }),
  })

  /** https://documentation.onesignal.com/reference/view-user. */
  const show = (id: string, user: FakeUser): JsonMap => ({
    identity: { external_id: id, onesignal_id: `os-${id.length}` },
    properties: { country: 'GB', first_active: 1_790_000_000, ...showProperties(user) },
    subscriptions: user.subscriptions.map((item) => ({
      app_id: appId,
      notification_types: item.enabled === false ? -2 : 1,
      sdk: '',
      session_count: 1,
      ...item,
    })),
  })

  function save(id: string, user: FakeUser): void {
    before.set(id, users.get(id) ?? emptyUser)
    users.set(id, user)
  }

  /** Values of tags are texts: https://documentation.onesignal.com/docs/add-user-data-tags. */
  function check(properties: unknown, user: FakeUser): Answer | undefined {
    if (!isMap(properties)) return problem.badRequest()
    const { tags = {}, language = 'en', timezone_id: zone = 'UTC' } = properties
    if (!isMap(tags) || typeof language !== 'string' || typeof zone !== 'string')
      return problem.badRequest()
    const values = Object.values(tags)
    if (values.length + Object.keys(properties).length - 1 > maxChanges) return problem.badRequest()
    if (values.some((value) => typeof value !== 'string')) return problem.badRequest()
    const count = Object.keys(updateUser(user, properties).tags).length
    const isOver = count > (options.maxTags ?? Infinity) && count > Object.keys(user.tags).length
    return isOver ? problem.tooManyTags(options.limitError ?? 'code') : undefined
  }

  /**
   * A known user is updated: core/user/internal/backend/IUserBackendService.kt of OneSignal-Android-SDK. Nothing says whether the tags of the
   * request replace the stored ones; the fake replaces them, which no request may rely on.
   */
  function create({ body }: Call): Answer {
    const { identity, properties = {} } = isMap(body) ? body : {}
    const id = isMap(identity) ? identity['external_id'] : undefined
    if (typeof id !== 'string' || id === '') return problem.badRequest()
    const known = users.get(id)
    const failed = check(properties, known ?? emptyUser)
    if (failed || !isMap(properties)) return failed ?? problem.badRequest()
    if (blockedIds.includes(id))
      return { status: 201, body: { identity: { onesignal_id: 'os' }, properties } }
    const base = properties['tags'] === undefined ? (known ?? emptyUser) : emptyUser
    save(id, updateUser({ ...(known ?? emptyUser), tags: base.tags }, properties))
    const shown = show(id, users.get(id) ?? emptyUser)
    if (created === 'nothing') return { status: 202, body: {} }
    const { identity: aliases } = shown
    return { status: known ? 200 : 201, body: created === 'user' ? shown : { identity: aliases } }
  }

  function update(id: string, { body }: Call): Answer {
    const user = users.get(id)
    const { properties } = isMap(body) ? body : {}
    if (!user) return unknownStatus === 404 ? problem.notFound() : { status: 202, body }
    const failed = check(properties, user)
    if (failed || !isMap(properties)) return failed ?? problem.badRequest()
    save(id, updateUser(user, properties))
    const all = showProperties(users.get(id) ?? emptyUser)
    const bodies = { written: { properties }, all: { properties: all }, nothing: {} }
    return { status: 202, body: bodies[updated] }
  }

  /** A token of another user moves: https://documentation.onesignal.com/reference/create-subscription. */
  function subscribe(id: string, { body }: Call): Answer {
    const user = users.get(id)
    if (!user) return problem.notFound()
    const { subscription } = isMap(body) ? body : {}
    const { type, token, enabled } = isMap(subscription) ? subscription : {}
    if (typeof type !== 'string' || typeof token !== 'string') return problem.badRequest()
    const isSame = (item: FakeSubscription) => item.type === type && item.token === token
    if (user.subscriptions.some(isSame)) return { status: 202, body: {} }
    if (user.subscriptions.length >= maxSubscriptions) return problem.conflict()
    for (const [key, other] of users)
      users.set(key, { ...other, subscriptions: other.subscriptions.filter((s) => !isSame(s)) })
    state.lastId += 1
    const added = { id: `sub-${state.lastId}`, type, token, enabled: enabled !== false }
    users.set(id, { ...user, subscriptions: [...user.subscriptions, added] })
    return { status: 201, body: { subscription: added } }
  }

  function unsubscribe(subscriptionId: string): Answer {
    for (const [id, user] of users) {
      const subscriptions = user.subscriptions.filter((item) => item.id !== subscriptionId)
      if (subscriptions.length === user.subscriptions.length) continue
      users.set(id, { ...user, subscriptions })
      return { status: 202, body: {} }
    }
    return problem.notFound()
  }

  function handleUser(id: string, call: Call): Answer {
    const user = users.get(id)
    const isMissed = user !== undefined && state.missedRequests > 0
    if (isMissed) {
      state.missedRequests -= 1
      return problem.notFound()
    }
    if (call.method === 'PATCH') return update(id, call)
    if (!user) return problem.notFound()
    if (call.method === 'DELETE') {
      users.delete(id)
      return { status: 200, body: { identity: { onesignal_id: 'os' } } }
    }
    if (call.method !== 'GET') return problem.notFound()
    const isOld = state.oldReads > 0 && before.has(id)
    if (isOld) state.oldReads -= 1
    return { status: 200, body: show(id, isOld ? (before.get(id) ?? user) : user) }
  }

  function route(call: Call): Answer {
    const { method, path } = call
    const [resource, by, label, id, part] = path
    if (resource === 'subscriptions' && by !== undefined && method === 'DELETE')
      return unsubscribe(by)
    if (resource !== 'users') return problem.notFound()
    if (by === undefined) return method === 'POST' ? create(call) : problem.notFound()
    if (by !== 'by' || label !== 'external_id' || id === undefined) return problem.notFound()
    if (part === undefined) return handleUser(id, call)
    return part === 'subscriptions' && method === 'POST' ? subscribe(id, call) : problem.notFound()
  }

  async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    const segments = new URL(request.url).pathname.split('/').slice(1).map(decodeURIComponent)
    const [apps, app, ...path] = segments
    const text = await request.text()
    if (request.headers.get('authorization') !== `Key ${apiKey}`)
      return toResponse(problem.unauthorized())
    if (apps !== 'apps' || app !== appId) return toResponse(problem.badRequest())
    const index = queued.findIndex(({ method }) => [undefined, request.method].includes(method))
    const [answer] = index < 0 ? [] : queued.splice(index, 1)
    const body = text === '' ? undefined : (JSON.parse(text) as unknown)
    return toResponse(answer ?? route({ method: request.method, path, body }))
  }

  return {
    fetch,
    users,
    state,
    /** Returns the tags of a user. */
    getTags: (id: string) => users.get(id)?.tags,
    /** Answers the next request, or the next one with a method. */
    answer: (answer: Answer, method?: string) => void queued.push({ ...answer, method }),
    /** Answers the next request with 429. */
    limit: (seconds: string, method?: string) =>
      void queued.push({ ...problem.limited(seconds), method }),
  }
}

const toResponse = ({ status, body, headers }: Answer): Response =>
  status === 204
    ? new Response(null, { status })
    : Response.json(body ?? null, { status, ...(headers && { headers }) })
