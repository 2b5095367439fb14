import { mergeAttributes, mergePreferences } from './merge.fake.js'
import type { FakePreferences, Json, MergeDepth } from './merge.fake.js'

type Body = Readonly<Record<string, Json>>

/** The JSON of a user. */
export type FakeUser = Body & { readonly id: string; readonly external_id: string }

export interface NotiflowsFakeOptions {
  readonly publicKey?: string
  readonly secretKey?: string
  /** The users of the project. */
  readonly users?: readonly ({ readonly external_id: string } & Body)[]
  /** The initial preferences of every user. */
  readonly preferences?: FakePreferences
  /** Ids of the project's channels. */
  readonly channels?: readonly string[]
  /** How deep a PUT of preferences is merged; not documented. @default 'setting' */
  readonly merge?: MergeDepth
  /** The answer to preferences of an unknown user; not documented. @default 'not-found' */
  readonly unknownUsers?: 'not-found' | 'served'
  /** The effect of an unknown notiflow in a PUT; not documented. @default 'kept' */
  readonly unknownNotiflows?: 'kept' | 'ignored'
  /** Whether null clears a standard attribute; not documented. @default true */
  readonly clears?: boolean
  /** @default 204 */
  readonly deleteStatus?: 200 | 204
  readonly paths?: { readonly user: string; readonly admin: string }
}

const attributes = [
  'first_name',
  'last_name',
  'email',
  'phone',
  'avatar',
  'locale',
  'timezone',
] as const
/** The other attributes of an upsert. */
const extras = ['external_id', 'custom_fields', 'channel_settings', 'preferences']

const now = '2024-01-20T14:45:00Z'

class RequestError extends Error {
  readonly status: number
  readonly code: string
  readonly details: Body
  constructor(status: number, code: string, details: Body = {}) {
    super(code)
    this.status = status
    this.code = code
    this.details = details
  }
}
const notFound = (resource: string, id: string) =>
  new RequestError(404, 'not_found', { resource, id })
const bad = (param: string) =>
  new RequestError(400, 'bad_request', { reason: 'invalid_param', param })
const unprocessable = (field: string, reason: string) =>
  new RequestError(422, 'unprocessable', {
    fields: [{ field, message: `${field} is wrong`, reason }],
  })

/** Creates an in-memory project of Notiflows by https://notiflows.com/docs/api of November 2026. */
export function createNotiflowsFake(options: NotiflowsFakeOptions = {}) {
  const { publicKey = 'pk_test', secretKey = 'sk_test', merge = 'setting', clears = true } = options
  const { channels = [], unknownUsers = 'not-found', deleteStatus = 204 } = options
  const { paths = { user: '/user/v1', admin: '/admin/v1' }, preferences: initial = {} } = options
  const users = new Map<string, FakeUser>()
  const preferences = new Map<string, FakePreferences>()
  const channelSettings = new Map<string, Body>()
  const tokens = new Map<string, string>()
  let count = 0

  const settingsKey = (id: string, channel: string) => JSON.stringify([id, channel])
  const getPreferences = (id: string) => preferences.get(id) ?? structuredClone(initial)

  function getUser(id: string): FakeUser {
    const user = users.get(id)
    if (!user) throw notFound('user', id)
    return user
  }

  function upsert(id: string, body: Body): { status: number; json: FakeUser } {
    const { external_id: bodyId, custom_fields: fields, preferences: initialValues } = body
    if (bodyId !== undefined && bodyId !== id) throw unprocessable('external_id', 'mismatch')
    for (const [key, value] of Object.entries(body)) {
      const isAttribute = extras.includes(key) || attributes.some((name) => name === key)
      if (!isAttribute) throw unprocessable(key, 'unknown')
      if (attributes.some((name) => name === key) && value !== null && typeof value !== 'string')
        throw unprocessable(key, 'invalid_type')
    }
    if (typeof body['email'] === 'string' && !body['email'].includes('@'))
      throw unprocessable('email', 'invalid_format')
    if (fields !== undefined && (typeof fields !== 'object' || Array.isArray(fields)))
      throw unprocessable('custom_fields', 'invalid_type')
    const old = users.get(id)
    const emptyAttributes = Object.fromEntries(attributes.map((key) => [key, null]))
    const kept = old ?? {
      id: `01HQXYZ${String((count += 1)).padStart(19, '0')}`,
      external_id: id,
      ...emptyAttributes,
      custom_fields: {},
      created_at: now,
    }
    const sent = Object.entries(body).filter(
      ([key, value]) => !extras.includes(key) && (value !== null || clears),
    )
    const custom =
      fields === undefined ? kept.custom_fields : mergeAttributes(kept.custom_fields, fields)
    const user = {
      ...kept,
      ...Object.fromEntries(sent),
      custom_fields: custom ?? {},
      updated_at: now,
    }
    users.set(id, user)
    // Initial values: an existing user keeps its own.
    if (!old && typeof initialValues === 'object' && initialValues !== null)
      preferences.set(id, mergePreferences(getPreferences(id), initialValues, 'setting'))
    return { status: old ? 200 : 201, json: user }
  }

  function list(query: URLSearchParams): Json {
    const limit = Number(query.get('limit') ?? 25)
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw bad('limit')
    const newest: FakeUser[] = []
    for (const user of users.values()) newest.unshift(user)
    const find = (key: 'after' | 'before', cursor: string): number => {
      const named = fromCursor(cursor)
      const index = newest.findIndex(({ id }) => id === named)
      if (index === -1) throw bad(key)
      return index
    }
    const after = query.get('after')
    const before = query.get('before')
    const end = before === null ? undefined : find('before', before)
    const start =
      end === undefined ? (after === null ? 0 : find('after', after) + 1) : Math.max(0, end - limit)
    const items = newest.slice(start, end ?? start + limit)
    const [first, last] = [items.at(0), items.at(-1)]
    const hasMore = start + items.length < newest.length
    return {
      items,
      page: {
        limit,
        after: hasMore && last ? btoa(JSON.stringify({ id: last.id })) : null,
        before: start > 0 && first ? btoa(JSON.stringify({ id: first.id })) : null,
        has_more_after: hasMore,
        has_more_before: start > 0,
      },
    }
  }

  function answerPreferences(method: string, id: string, body: Body) {
    if (unknownUsers === 'not-found') getUser(id)
    if (method === 'GET') return getPreferences(id)
    if (method !== 'PUT') throw new RequestError(405, 'method_not_allowed')
    const saved = getPreferences(id)
    const patch = structuredClone(body) as FakePreferences
    if (options.unknownNotiflows === 'ignored' && patch.notiflows) {
      const existing = Object.entries(patch.notiflows).filter(([key]) =>
        Object.hasOwn(saved.notiflows ?? {}, key),
      )
      Object.assign(patch, { notiflows: Object.fromEntries(existing) })
    }
    preferences.set(id, mergePreferences(saved, patch, merge))
    return getPreferences(id)
  }

  function answerSettings(
    method: string,
    id: string,
    channel: string,
    body: Body,
    isAdmin: boolean,
  ) {
    const user = getUser(id)
    if (!channels.includes(channel)) throw notFound('channel', channel)
    const key = settingsKey(id, channel)
    if (method === 'DELETE') {
      channelSettings.delete(key)
      return undefined
    }
    if (method === 'PUT') {
      const { settings } = body
      if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
        throw unprocessable('settings', 'required')
      channelSettings.set(key, settings as Body)
    }
    const settings = channelSettings.get(key)
    if (!settings) throw notFound('channel_settings', channel)
    const provider = isAdmin ? { provider: 'fcm' } : {}
    const times = { created_at: now, updated_at: now }
    return { channel_id: channel, user_id: user.id, settings, ...times, ...provider }
  }

  function answerAdmin(method: string, parts: readonly string[], url: URL, body: Body) {
    const [resource, id = '', part, channel = ''] = parts
    if (resource !== 'users') throw notFound('route', url.pathname)
    if (parts.length === 1 && method === 'GET') return { status: 200, json: list(url.searchParams) }
    if (parts.length === 2) {
      if (method === 'GET') return { status: 200, json: getUser(id) }
      if (method === 'PUT') return upsert(id, body)
      if (method === 'DELETE') {
        getUser(id)
        users.delete(id)
        return { status: deleteStatus, json: undefined }
      }
    }
    if (parts.length === 3 && part === 'preferences')
      return { status: 200, json: answerPreferences(method, id, body) }
    if (parts.length === 4 && part === 'channel-settings')
      return { status: 200, json: answerSettings(method, id, channel, body, true) }
    throw notFound('route', url.pathname)
  }

  function answerUser(method: string, parts: readonly string[], id: string, body: Body) {
    const [resource, channel = '', part] = parts
    if (parts.length === 1 && resource === 'preferences') return answerPreferences(method, id, body)
    if (parts.length === 3 && resource === 'channels' && part === 'settings')
      return answerSettings(method, id, channel, body, false)
    throw notFound('route', parts.join('/'))
  }

  async function answer(request: Request): Promise<{ status: number; json: unknown }> {
    const url = new URL(request.url)
    const { method, headers } = request
    if (headers.get('x-notiflows-api-key') !== publicKey)
      throw new RequestError(401, 'unauthenticated')
    const text = await request.text()
    let body: Body = {}
    try {
      if (text !== '') body = JSON.parse(text) as Body
    } catch {
      throw new RequestError(400, 'bad_request', { reason: 'invalid_json' })
    }
    const below = (path: string) =>
      url.pathname
        .slice(path.length + 1)
        .split('/')
        .map(decodeURIComponent)
    if (url.pathname.startsWith(`${paths.admin}/`)) {
      if (headers.get('x-notiflows-secret-key') !== secretKey)
        throw new RequestError(401, 'unauthenticated')
      return answerAdmin(method, below(paths.admin), url, body)
    }
    // Security Mode is on: `x-notiflows-user-id` is ignored.
    const id = tokens.get(headers.get('x-notiflows-user-key') ?? '')
    if (id === undefined) throw new RequestError(401, 'unauthenticated')
    return { status: 200, json: answerUser(method, below(paths.user), id, body) }
  }

  async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const isApiPath = Object.values(paths).some((path) => pathname.startsWith(`${path}/`))
    if (!isApiPath) return new Response('<h1>Not Found</h1>', { status: 404 })
    try {
      const { status, json } = await answer(request)
      if (json !== undefined) return Response.json(json, { status })
      return new Response(null, { status })
    } catch (reason) {
      if (!(reason instanceof RequestError)) throw reason
      const { status, code, details } = reason
      const type = `https://docs.notiflows.com/errors/${code}`
      const message = `${code}: ${pathname}`
      const error = { type, code, message, status, request_id: 'req_abc123xyz', details }
      return Response.json({ error }, { status })
    }
  }

  for (const { external_id: id, ...rest } of options.users ?? []) upsert(id, rest)

  return {
    fetch: fetch satisfies typeof globalThis.fetch,
    users,
    getPreferences,
    getSettings: (id: string, channel: string) => channelSettings.get(settingsKey(id, channel)),
    /** Stores settings like another client. */
    setSettings: (id: string, channel: string, settings: Body) =>
      channelSettings.set(settingsKey(id, channel), settings),
    /** Creates a token that the project accepts until it is revoked. */
    createUserToken(id: string): string {
      const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
      const iat = 1_700_000_000 + (count += 1)
      const head = part({ alg: 'RS256', typ: 'JWT' })
      const token = `${head}.${part({ sub: id, iat, exp: iat + 3600 })}.c2VudGluZWw`
      tokens.set(token, id)
      return token
    },
    /** Accepts any text as the token of a user. */
    acceptToken: (token: string, id: string) => tokens.set(token, id),
    revoke: (token: string) => tokens.delete(token),
  }
}

export type NotiflowsFake = ReturnType<typeof createNotiflowsFake>

function fromCursor(cursor: string): unknown {
  try {
    return (JSON.parse(atob(cursor)) as { id?: unknown }).id
  } catch {
    throw bad('after')
  }
}
