import { answer, isMap, problem, type Answer, type Call, type JsonMap } from './fake.json.js'
import { createFakePreferences, type FakePreferenceOptions } from './fake.preferences.js'

/** Options of the fake; the switches are what Novu's documents and source don't decide. */
export interface NovuFakeOptions extends FakePreferenceOptions {
  /** @default 'novu-key-sentinel' */
  readonly secretKey?: string
  readonly users?: readonly JsonMap[]
  /** Whether `null` clears a field. The reference says so; older versions ignore it. @default true */
  readonly clears?: boolean
  /** How a PATCH writes custom data. @default 'replaces' */
  readonly data?: 'replaces' | 'merges'
  /** @default {@link integrations} */
  readonly integrations?: readonly FakeIntegration[]
  /**
   * Whether the answers name the integration of credentials, as src/models/components/channelsettingsdto.ts of @novu/api says. The source of the API
   * stores its internal id only.
   * @default false
   */
  readonly namesIntegrations?: boolean
  /** The ids that a bulk create refuses. */
  readonly bulkErrors?: readonly string[]
}

const fields = ['firstName', 'lastName', 'email', 'phone', 'avatar', 'locale', 'timezone']

/** An active integration. */
export interface FakeIntegration {
  readonly providerId: string
  readonly identifier: string
}

/** The integrations of the fake, the newest of each provider first. */
export const integrations: readonly FakeIntegration[] = [
  { providerId: 'fcm', identifier: 'fcm-main' },
  { providerId: 'fcm', identifier: 'app' },
  { providerId: 'apns', identifier: 'ios-app' },
]

interface Credentials {
  readonly providerId: string
  readonly integrationIdentifier: string
  readonly credentials: JsonMap
}

interface Subscriber {
  readonly _id: string
  readonly values: JsonMap
  readonly channels: readonly Credentials[]
}

/**
 * Creates an in-memory Novu by its reference (https://docs.novu.co/api-reference), its SDK (@novu/api 3.19.1) and the source of its API
 * (novuhq/novu); paths in comments are paths of that repository.
 */
export function createNovuFake(options: NovuFakeOptions = {}) {
  const { secretKey = 'novu-key-sentinel', clears = true, data: dataMode = 'replaces' } = options
  const { bulkErrors = [], namesIntegrations = false } = options
  const subscribers = new Map<string, Subscriber>()
  const limited: (string | undefined)[] = []
  const interleaved: { readonly method: string; readonly run: () => void }[] = []
  let lastId = 0
  const state = { integrations: options.integrations ?? integrations }
  const preferences = createFakePreferences(options, (id) => subscribers.has(id))

  function show(id: string): JsonMap {
    const { _id, values, channels } = subscribers.get(id) ?? { _id: '', values: {}, channels: [] }
    return {
      _id,
      _environmentId: 'env',
      _organizationId: 'org',
      subscriberId: id,
      deleted: false,
      createdAt: '2026-10-01T12:00:00Z',
      updatedAt: '2026-11-01T12:00:00Z',
      isOnline: false,
      ...values,
      channels: channels.map(({ integrationIdentifier, ...channel }) => ({
        ...channel,
        _integrationId: `id of ${integrationIdentifier}`,
        ...(namesIntegrations && { integrationIdentifier }),
      })),
    }
  }

  /** Source: libs/application-generic/src/usecases/update-subscriber/update-subscriber.usecase.ts: `data` replaces what is stored. */
  function write(id: string, body: JsonMap): void {
    const before = subscribers.get(id)
    lastId += before ? 0 : 1
    const { values = {}, channels = [] } = before ?? {}
    const _id = before?._id ?? lastId.toString(16).padStart(24, '0')
    const changed = Object.entries(body).filter(
      ([key, value]) => fields.includes(key) && (clears || value !== null),
    )
    const { data } = body
    const old = isMap(values['data']) ? values['data'] : {}
    const nextData = isMap(data) ? (dataMode === 'merges' ? { ...old, ...data } : data) : old
    subscribers.set(id, {
      _id,
      channels,
      values: { ...values, ...Object.fromEntries(changed), data: nextData },
    })
  }

  /** @IsEmail, @IsLocale and @IsTimeZone: apps/api/src/app/subscribers-v2/dtos/create-subscriber.dto.ts. */
  function check(body: unknown): Answer | undefined {
    if (!isMap(body)) return problem.badRequest()
    const odd = fields.filter(
      (field) => !['string', 'undefined'].includes(typeof (body[field] ?? undefined)),
    )
    const { email } = body
    if (typeof email === 'string' && !/^.+@.+$/.test(email)) odd.push('email')
    if (!isMap(body['data'] ?? {})) odd.push('data')
    return odd.length > 0 ? problem.invalid(...odd) : undefined
  }

  /** Source: apps/api/src/app/subscribers-v2/subscribers.controller.ts: `data: (body.data || {})`, and `failIfExists`. */
  function create({ query, body }: Call): Answer {
    const failed = check(body)
    if (failed) return failed
    const { subscriberId, data, ...others } = body as JsonMap
    const id = typeof subscriberId === 'string' ? subscriberId : ''
    if (id === '') return problem.invalid('subscriberId')
    if (query.get('failIfExists') === 'true' && subscribers.has(id)) return problem.conflict()
    write(id, { ...others, data: data ?? {} })
    return answer(show(id), 201)
  }

  /** Source: apps/api/src/app/subscribers-v2/usecases/list-subscribers: newest first by `_id`, which is the cursor. */
  function list({ query }: Call): Answer {
    const limit = Number(query.get('limit') ?? 10)
    const all = [...subscribers]
      .map(([id, { _id }]) => ({ id, _id }))
      .sort((a, b) => (a._id < b._id ? 1 : -1))
    const [after, before] = [query.get('after'), query.get('before')]
    const later = before === null ? all : all.filter(({ _id }) => _id > before)
    const page =
      before === null
        ? all.filter(({ _id }) => after === null || _id < after).slice(0, limit)
        : later.slice(-limit)
    const [first, last] = [page.at(0), page.at(-1)]
    const body = {
      data: page.map(({ id }) => show(id)),
      next: last && all.some(({ _id }) => _id < last._id) ? last._id : null,
      previous: first && all.some(({ _id }) => _id > first._id) ? first._id : null,
      totalCount: all.length,
      totalCountCapped: false,
    }
    return { status: 200, body }
  }

  /** Source: libs/dal/src/repositories/subscriber/subscriber.repository.ts: an upsert of each, with `$set` of what is sent. */
  function createBulk({ body }: Call): Answer {
    const items = isMap(body) && Array.isArray(body['subscribers']) ? body['subscribers'] : []
    if (items.length === 0 || items.length > 500) return problem.invalid('subscribers')
    const failed = (items as unknown[]).map(check).find(Boolean)
    if (failed) return failed
    const refused = (items as JsonMap[]).filter((item) =>
      bulkErrors.includes(String(item['subscriberId'])),
    )
    for (const item of items as JsonMap[])
      if (!refused.includes(item)) write(String(item['subscriberId']), item)
    return answer(
      {
        created: [],
        updated: [],
        failed: refused.map(({ subscriberId }) => ({ message: 'sentinel', subscriberId })),
      },
      201,
    )
  }

  /**
   * A PUT replaces the tokens and a PATCH adds to them, in the newest active integration of the provider or the named one. An unknown
   * subscriber is a 400. Source: libs/application-generic/src/usecases/subscribers/update-subscriber-channel/
   * update-subscriber-channel.usecase.ts, with at most 100 tokens (SYSTEM_LIMITS in resource-validator.service.ts).
   */
  function writeCredentials(id: string, { method, body }: Call): Answer {
    const subscriber = subscribers.get(id)
    if (!subscriber || !isMap(body)) return problem.badRequest()
    const { providerId, integrationIdentifier, credentials } = body
    const integration = state.integrations.find(
      (item) =>
        item.providerId === providerId &&
        (integrationIdentifier === undefined || item.identifier === integrationIdentifier),
    )
    if (!integration) return problem.badRequest()
    const { identifier } = integration
    const isSame = (item: Credentials) =>
      item.providerId === providerId && item.integrationIdentifier === identifier
    const existing = subscriber.channels.find(isSame)
    const sent = isMap(credentials) ? ((credentials['deviceTokens'] ?? []) as string[]) : []
    const old = (existing?.credentials['deviceTokens'] ?? []) as string[]
    const deviceTokens = [
      ...new Set(method === 'PATCH' && sent.length > 0 ? [...old, ...sent] : sent),
    ]
    if (deviceTokens.length > 100) return problem.badRequest()
    const next = {
      providerId: integration.providerId,
      integrationIdentifier: identifier,
      credentials: { ...existing?.credentials, deviceTokens },
    }
    const others = subscriber.channels.filter((item) => !isSame(item))
    subscribers.set(id, { ...subscriber, channels: [...others, next] })
    return answer(show(id))
  }

  /** Callers with a key get no credentials of the integrations: src/models/components/integrationresponsedto.ts of @novu/api 3.19.1. */
  const listIntegrations = (): Answer =>
    answer(
      state.integrations.map(({ providerId, identifier }) => ({
        _id: `id of ${identifier}`,
        _environmentId: 'env',
        name: identifier,
        identifier,
        providerId,
        active: true,
      })),
    )

  function handleUser(id: string, { method, body }: Call): Answer {
    if (!subscribers.has(id)) return problem.notFound()
    if (method === 'GET') return answer(show(id))
    if (method === 'DELETE') {
      subscribers.delete(id)
      preferences.stored.delete(id)
      return answer({ acknowledged: true, status: 'deleted' })
    }
    if (method !== 'PATCH') return problem.notFound()
    const failed = check(body)
    if (failed) return failed
    write(id, body as JsonMap)
    return answer(show(id))
  }

  function route(call: Call): Answer {
    const { version, method, path, query, body } = call
    const [id, part, detail] = path
    if (version === 'v1') {
      if (method === 'POST' && id === 'bulk') return createBulk(call)
      const isCredentials = part === 'credentials' && (method === 'PUT' || method === 'PATCH')
      return id !== undefined && isCredentials ? writeCredentials(id, call) : problem.notFound()
    }
    if (id === undefined) {
      if (method === 'POST') return create(call)
      return method === 'GET' ? list(call) : problem.notFound()
    }
    if (part === undefined) return handleUser(id, call)
    return part === 'preferences'
      ? preferences.handle(method, id, detail, query, body)
      : problem.notFound()
  }

  for (const { subscriberId, ...values } of options.users ?? []) write(String(subscriberId), values)

  async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const [version = '', resource, ...path] = url.pathname
      .split('/')
      .slice(1)
      .map(decodeURIComponent)
    const text = await request.text()
    if (request.headers.get('authorization') !== `ApiKey ${secretKey}`)
      return toResponse(problem.unauthorized())
    if (limited.length > 0) {
      const wait = limited.shift()
      const headers = wait === undefined ? {} : { 'retry-after': wait }
      return Response.json({ statusCode: 429, message: 'sentinel' }, { status: 429, headers })
    }
    if (version === 'v1' && resource === 'integrations' && request.method === 'GET')
      return toResponse(listIntegrations())
    if (resource !== 'subscribers') return toResponse(problem.notFound())
    const answered = route({
      version,
      method: request.method,
      path,
      query: url.searchParams,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    })
    if (interleaved[0]?.method === request.method) interleaved.shift()?.run()
    return toResponse(answered)
  }

  return {
    fetch,
    subscribers,
    /** The choices by subscriber, without defaults. */
    choices: preferences.stored,
    /** The integrations, which can change. */
    environment: state,
    /** The workflows, the number of reads that return old preferences after a write, and of writes that don't find the subscriber yet. */
    state: preferences.state,
    /** Writes a subscriber like another process. */
    write,
    /** Runs a change of another process after the next request with the method. */
    interleave: (method: string, run: () => void) => void interleaved.push({ method, run }),
    /** Answers the next request with 429. */
    limit: (retryAfter?: string) => void limited.push(retryAfter),
  }
}

const toResponse = ({ status, body }: Answer): Response => Response.json(body, { status })
