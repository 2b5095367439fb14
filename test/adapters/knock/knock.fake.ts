import { createKnockFakeBulk } from './fake.bulk.js'
import { check } from './fake.errors.js'
import { isMap, merged, problem, type JsonMap, type Answering, type Call } from './fake.json.js'
import { createKnockFakePreferences } from './fake.preferences.js'

export interface KnockFakeOptions {
  /** @default 'sk_test_fake-sentinel' */
  readonly secretKey?: string
  /** @default 'pk_test_fake' */
  readonly publicKey?: string
  readonly users?: readonly JsonMap[]
  /** The default preference set of the environment. */
  readonly environmentDefault?: JsonMap
  /** The default preference set of each tenant; a part of one with `__strategy__: 'replace'` overrides everybody. */
  readonly tenants?: Readonly<Record<string, JsonMap>>
  /** The rows of the preference center; without any there is none. */
  readonly rows?: readonly JsonMap[]
  /** Whether the preference center is turned on. */
  readonly enabled?: boolean
  /** Whether a user in an answer has its locale: undocumented. */
  readonly showsLocale?: boolean
  /** Whether the answer to a PUT of preferences has the defaults merged in: undocumented. */
  readonly answersWithDefaults?: boolean
  /** What an object over a boolean does under `merge`: undocumented. */
  readonly objectOverBoolean?: 'replaces' | 'is ignored'
  /** Whom a bulk identification does not take. */
  readonly bulkErrors?: readonly string[]
  /** How often one has to look until a bulk operation is done. */
  readonly bulkLooks?: number
  /** Whether a bulk identification leaves out, and names in a header, whom the last second has written. */
  readonly bulkLimit?: boolean
}

const nobody = { name: null, email: null, phone_number: null, avatar: null, timezone: null }

/**
 * Knock as its documentation describes it in November 2026 (https://docs.knock.app, and the OpenAPI file of knocklabs/docs). A user
 * token is `token-for:<id>`, the id percent-encoded, with `|` and anything behind it.
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
    return { __typename: 'User', ...nobody, ...stamps, ...shown, ...props, id }
  }

  function setChannelData(id: string, channel: string, data: JsonMap): void {
    if (!users.has(id)) users.set(id, { id })
    channelData.set(id, new Map(channelData.get(id)).set(channel, data))
  }

  function forget(id: string): void {
    users.delete(id)
    channelData.delete(id)
    preferences.sets.delete(id)
  }

  const preferences = createKnockFakePreferences(options, (id) => users.has(id))
  const bulk = createKnockFakeBulk(options, identify)
  for (const user of options.users ?? []) identify(String(user['id']), user)

  const ofUser: Answering = ({ method, id, body }) => {
    if (method === 'PUT') {
      if (!isMap(body) || JSON.stringify(body).length > 256_000) return problem.invalid()
      return { status: 200, body: identify(id, body) }
    }
    if (method === 'DELETE') {
      forget(id)
      return { status: 204 }
    }
    if (method !== 'GET') return problem.unrouted()
    return users.has(id) ? { status: 200, body: show(id) } : problem.notFound()
  }

  const ofChannel: Answering = ({ method, id, more: [channel = ''], body }) => {
    const data = channelData.get(id)?.get(channel)
    if (method === 'PUT') {
      const given = isMap(body) ? body['data'] : undefined
      if (!isMap(given) || !/^[\da-f-]{36}$/.test(channel)) return problem.invalid()
      setChannelData(id, channel, given)
    } else if (method === 'DELETE') {
      channelData.get(id)?.delete(channel)
      return { status: 204 }
    } else if (!data) return problem.notFound()
    const shown = { tokens: [], devices: [], ...channelData.get(id)?.get(channel) }
    return { status: 200, body: { __typename: 'ChannelData', channel_id: channel, data: shown } }
  }

  const merge: Answering = ({ id, body }) => {
    const from = isMap(body) ? String(body['from_user_id']) : ''
    if (!users.has(id) || !users.has(from)) return problem.notFound()
    users.set(id, merged(users.get(from) ?? {}, users.get(id) ?? {}))
    for (const stored of [preferences.sets, channelData])
      stored.set(id, new Map([...(stored.get(from) ?? []), ...(stored.get(id) ?? [])]))
    forget(from)
    return { status: 200, body: show(id) }
  }

  const list: Answering = ({ query }) => {
    const size = Number(query.get('page_size') ?? 50)
    const after = fromCursor(query.get('after'))
    if (!(size >= 1 && size <= 50) || after === undefined) return problem.invalid()
    const ids = [...users.keys()].sort().filter((id) => id > after)
    const page = ids.slice(0, size)
    const next = ids.length > size ? toCursor(page.at(-1) ?? '') : null
    const page_info = { __typename: 'PageInfo', page_size: size, after: next, before: null }
    return { status: 200, body: { entries: page.map(show), page_info } }
  }

  function route(call: Call): ReturnType<Answering> {
    const { method, path, more } = call
    const [version, resource, id, part] = path
    if (version !== 'v1') return problem.unrouted()
    if (resource === 'bulk_operations' && method === 'GET') return bulk.look(call)
    if (resource !== 'users') return problem.unrouted()
    if (id === undefined) return method === 'GET' ? list(call) : problem.unrouted()
    if (id === 'bulk' && method === 'POST') return bulk.begin(call)
    if (/[/#]/.test(id) || id.length > 256) return problem.invalid()
    if (part === undefined) return ofUser(call)
    if (part === 'merge' && method === 'POST') return merge(call)
    if (part === 'channel_data' && more.length === 1) return ofChannel(call)
    if (part === 'preferences') return preferences.answer(call)
    if (part === 'preference_center' && more[0] === 'config') return preferences.config(call)
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
      more: path.slice(4),
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
    const refused = check(request.headers, call, { secretKey, publicKey, expired })
    const { status, body, headers = {} } = refused ?? route(call)
    return status === 204
      ? new Response(null, { status })
      : Response.json(body, { status, headers })
  }

  return {
    fetch,
    users,
    channelData,
    /** What people chose, by user and set, without any default. */
    sets: preferences.sets,
    /** User tokens that are refused from now on. */
    expired,
    /** Refuses the next request with 429. */
    limit: (retryAfter?: string) => void limited.push(retryAfter),
  }
}

const toCursor = (id: string) => Buffer.from(`after:${id}`).toString('base64url')

function fromCursor(cursor: string | null): string | undefined {
  if (cursor === null) return ''
  const text = Buffer.from(cursor, 'base64url').toString()
  return text.startsWith('after:') ? text.slice('after:'.length) : undefined
}
