import { createKnockFakeBulk } from './fake.bulk.js'
import { checkCredentials } from './fake.errors.js'
import { isMap, merged, problem, type JsonMap, type Call, type RouteHandler } from './fake.json.js'
import { createKnockFakePreferences } from './fake.preferences.js'

export interface KnockFakeOptions {
  /** @default 'sk_test_fake-sentinel' */
  readonly secretKey?: string
  /** @default 'pk_test_fake' */
  readonly publicKey?: string
  /** The users of the environment. */
  readonly users?: readonly JsonMap[]
  /** The default preference set of the environment. */
  readonly environmentDefault?: JsonMap
  /** The default preference set of each tenant; a part with `__strategy__: 'replace'` overrides the users' sets. */
  readonly tenants?: Readonly<Record<string, JsonMap>>
  /** The rows of the preference center; without it there is none. */
  readonly rows?: readonly JsonMap[]
  /** Whether the preference center is enabled. */
  readonly enabled?: boolean
  /** Whether answers contain the locale of a user; not documented. */
  readonly showsLocale?: boolean
  /** Whether the answer to a PUT of preferences contains the defaults; not documented. */
  readonly answersWithDefaults?: boolean
  /** The effect of an object that is merged into a boolean; not documented. */
  readonly objectOverBoolean?: 'replaces' | 'is ignored'
  /** The ids that a bulk identification refuses. */
  readonly bulkErrors?: readonly string[]
  /** The number of polls until a bulk operation is done. */
  readonly bulkPolls?: number
  /** Whether a bulk identification skips users that were written less than a second before, and names them in a header. */
  readonly bulkLimit?: boolean
}

const emptyUser = { name: null, email: null, phone_number: null, avatar: null, timezone: null }

/**
 * Creates an in-memory Knock by its docs of November 2026 (https://docs.knock.app, and the OpenAPI file of knocklabs/docs). A user
 * token is `token-for:<id>`, with the id percent-encoded, optionally followed by `|` and any text.
 */
export function createKnockFake(options: KnockFakeOptions = {}) {
  const { secretKey = 'sk_test_fake-sentinel', publicKey = 'pk_test_fake' } = options
  const { showsLocale = true } = options
  const users = new Map<string, JsonMap>()
  const channelData = new Map<string, Map<string, JsonMap>>()
  const expired = new Set<string>()
  const limited: (string | undefined)[] = []

  function identify(id: string, body: JsonMap): JsonMap {
    const { preferences: inline, channel_data, ...props } = body
    users.set(id, merged(users.get(id) ?? {}, { ...props, id }))
    for (const [set, value] of Object.entries(isMap(inline) ? inline : {}))
      preferences.mergeInto(id, set, value as JsonMap)
    for (const [channel, value] of Object.entries(isMap(channel_data) ? channel_data : {}))
      setChannelData(id, channel, value as JsonMap)
    return show(id)
  }

  function show(id: string): JsonMap {
    const { locale, ...props } = users.get(id) ?? {}
    const stamps = { created_at: null, updated_at: '2026-11-01T12:00:00Z' }
    const shown = showsLocale ? { locale: locale ?? null } : {}
    return { __typename: 'User', ...emptyUser, ...stamps, ...shown, ...props, id }
  }

  function setChannelData(id: string, channel: string, data: JsonMap): void {
    if (!users.has(id)) users.set(id, { id })
    channelData.set(id, new Map(channelData.get(id)).set(channel, data))
  }

  function remove(id: string): void {
    users.delete(id)
    channelData.delete(id)
    preferences.sets.delete(id)
  }

  const preferences = createKnockFakePreferences(options, (id) => users.has(id))
  const bulk = createKnockFakeBulk(options, identify)
  for (const user of options.users ?? []) identify(String(user['id']), user)

  const handleUser: RouteHandler = ({ method, id, body }) => {
    if (method === 'PUT') {
      if (!isMap(body) || JSON.stringify(body).length > 256_000) return problem.invalid()
      return { status: 200, body: identify(id, body) }
    }
    if (method === 'DELETE') {
      remove(id)
      return { status: 204 }
    }
    if (method !== 'GET') return problem.unrouted()
    return users.has(id) ? { status: 200, body: show(id) } : problem.notFound()
  }

  const handleChannelData: RouteHandler = ({ method, id, rest: [channel = ''], body }) => {
    const data = channelData.get(id)?.get(channel)
    if (method === 'PUT') {
      const sent = isMap(body) ? body['data'] : undefined
      if (!isMap(sent) || !/^[\da-f-]{36}$/.test(channel)) return problem.invalid()
      setChannelData(id, channel, sent)
    } else if (method === 'DELETE') {
      channelData.get(id)?.delete(channel)
      return { status: 204 }
    } else if (!data) return problem.notFound()
    const shown = { tokens: [], devices: [], ...channelData.get(id)?.get(channel) }
    return { status: 200, body: { __typename: 'ChannelData', channel_id: channel, data: shown } }
  }

  const merge: RouteHandler = ({ id, body }) => {
    const from = isMap(body) ? String(body['from_user_id']) : ''
    if (!users.has(id) || !users.has(from)) return problem.notFound()
    users.set(id, merged(users.get(from) ?? {}, users.get(id) ?? {}))
    for (const stored of [preferences.sets, channelData])
      stored.set(id, new Map([...(stored.get(from) ?? []), ...(stored.get(id) ?? [])]))
    remove(from)
    return { status: 200, body: show(id) }
  }

  const list: RouteHandler = ({ query }) => {
    const size = Number(query.get('page_size') ?? 50)
    const after = fromCursor(query.get('after'))
    const end = fromCursor(query.get('before'))
    if (!(size >= 1 && size <= 50) || after === undefined || end === undefined)
      return problem.invalid()
    const ids = [...users.keys()].sort()
    const page = query.has('before')
      ? ids.filter((id) => id < end).slice(-size)
      : ids.filter((id) => id > after).slice(0, size)
    const [first = '', last = first] = [page.at(0), page.at(-1)]
    const page_info = {
      __typename: 'PageInfo',
      page_size: size,
      after: ids.some((id) => id > last) && page.length > 0 ? toCursor(last) : null,
      before: ids.some((id) => id < first) ? toCursor(first) : null,
    }
    return { status: 200, body: { entries: page.map(show), page_info } }
  }

  function route(call: Call): ReturnType<RouteHandler> {
    const { method, path, rest } = call
    const [version, resource, id, part] = path
    if (version !== 'v1') return problem.unrouted()
    if (resource === 'bulk_operations' && method === 'GET') return bulk.poll(call)
    if (resource !== 'users') return problem.unrouted()
    if (id === undefined) return method === 'GET' ? list(call) : problem.unrouted()
    if (id === 'bulk' && method === 'POST') return bulk.start(call)
    if (/[/#]/.test(id) || id.length > 256) return problem.invalid()
    if (part === undefined) return handleUser(call)
    if (part === 'merge' && method === 'POST') return merge(call)
    if (part === 'channel_data' && rest.length === 1) return handleChannelData(call)
    if (part === 'preferences') return preferences.handle(call)
    if (part === 'preference_center' && rest[0] === 'config') return preferences.config(call)
    return problem.unrouted()
  }

  async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const path = url.pathname.split('/').slice(1).map(decodeURIComponent)
    const text = await request.text()
    const call: Call = {
      method: request.method,
      path,
      id: path[2] ?? '',
      rest: path.slice(4),
      query: url.searchParams,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    }
    if (limited.length > 0) {
      const wait = limited.shift()
      const headers = wait === undefined ? undefined : { 'retry-after': wait }
      return Response.json(
        { code: 'rate_limited', status: 429 },
        { status: 429, ...(headers && { headers }) },
      )
    }
    const authError = checkCredentials(request.headers, call, { secretKey, publicKey, expired })
    const { status, body, headers = {} } = authError ?? route(call)
    return status === 204
      ? new Response(null, { status })
      : Response.json(body, { status, headers })
  }

  return {
    fetch,
    users,
    channelData,
    /** The preference sets by user and set id, without defaults. */
    sets: preferences.sets,
    /** The expired user tokens. */
    expired,
    /** Answers the next request with 429. */
    limit: (retryAfter?: string) => void limited.push(retryAfter),
  }
}

const toCursor = (id: string) => Buffer.from(`after:${id}`).toString('base64url')

function fromCursor(cursor: string | null): string | undefined {
  if (cursor === null) return ''
  const text = Buffer.from(cursor, 'base64url').toString()
  return text.startsWith('after:') ? text.slice('after:'.length) : undefined
}
