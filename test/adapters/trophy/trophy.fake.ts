import { checkAttributes, createUser, setPreferences, TrophyRefusal } from './fake.user.js'
import { upsert, type TrophyUser, type TrophyRules } from './fake.user.js'

/** Options of {@link createTrophyFake}. */
export interface TrophyFakeOptions extends Partial<TrophyRules> {
  /** The initial users. */
  readonly users?: readonly (Partial<TrophyUser> & { readonly id: string })[]
  /** @default 'adm_T.sentinel-admin' */
  readonly adminKey?: string
  /** Existing application keys by the id of their user. */
  readonly userKeys?: Readonly<Record<string, string>>
  /** Turns on multi-tenancy. */
  readonly tenantId?: string
  /** The declared attributes of events. */
  readonly eventAttributes?: readonly string[]
  /** The names of the metrics by key. */
  readonly metrics?: Readonly<Record<string, string>>
  readonly frequency?: string
  readonly streakLength?: number
  /** @default true */
  readonly canCustomize?: boolean
  /** The status of a read of an unknown user; not documented. */
  readonly missing?: 404 | 400 | 422
  /** The status of a request with another user's key; not documented. */
  readonly foreign?: 401 | 403
  /** The effect of a POST for an existing user; not documented. */
  readonly existing?: 'refuse' | 'upsert'
}

type Body = Readonly<Record<string, unknown>>

/** Creates a fake of Trophy with the rules of its docs and reference (docs.trophy.so, OpenAPI 1.21 to 1.24, November 2026). */
export function createTrophyFake(options: TrophyFakeOptions = {}) {
  const { adminKey = 'adm_T.sentinel-admin', tenantId, canCustomize = true } = options
  const { missing = 404, foreign = 401, existing = 'refuse', now = () => new Date() } = options
  const { metrics = { words: 'Words', lessons: 'Lessons' }, eventAttributes = [] } = options
  const rules: TrophyRules = {
    attributes: options.attributes ?? [],
    merge: options.merge ?? 'merge',
    undeclared: options.undeclared ?? { status: 422, separator: ', ' },
    now,
  }
  const users = new Map<string, TrophyUser>()
  for (const { id, ...seed } of options.users ?? [])
    users.set(id, { ...createUser(id, now()), ...seed })
  const keys = new Map<string, { id: string; userId: string }>()
  for (const [userId, key] of Object.entries(options.userKeys ?? {}))
    keys.set(key, { id: crypto.randomUUID(), userId })
  const events: { user: string; metric: string; value: number; attributes: object }[] = []
  const replays = new Map<string, string>()

  const getUser = (id: string, status = 404): TrophyUser => {
    const person = users.get(id)
    if (!person) throw new TrophyRefusal(status, 'User not found.')
    return person
  }
  const save = (person: TrophyUser): TrophyUser => {
    users.set(person.id, person)
    return person
  }
  const write = (id: string, body: Body) =>
    save(upsert(users.get(id) ?? createUser(id, now()), body, rules))

  /** Returns the user of an application key; `undefined` for a key with full access. */
  function authenticate(request: Request, isAdmin: boolean): string | undefined {
    const key = request.headers.get('x-api-key') ?? ''
    const userKey = keys.get(key)
    if (key !== adminKey && (!userKey || isAdmin)) throw new TrophyRefusal(401, 'Invalid API key.')
    if (tenantId !== undefined && !isAdmin && request.headers.get('tenant-id') !== tenantId)
      throw new TrophyRefusal(401, 'Unknown tenant.')
    return userKey?.userId
  }

  function createKeys(body: unknown): Response {
    const requested = Array.isArray(body) ? (body as { userId: string }[]) : []
    if (requested.length < 1 || requested.length > 100)
      throw new TrophyRefusal(422, 'Invalid body.')
    const created = requested
      .filter(({ userId }) => users.has(userId))
      .map(({ userId }) => {
        const entry = { id: crypto.randomUUID(), userId }
        const key = `app_${entry.id.slice(0, 5)}.sentinel-${entry.id}`
        keys.set(key, entry)
        return { ...entry, key, prefix: key.slice(0, 9) }
      })
    const issues = requested.flatMap(({ userId }, index) =>
      users.has(userId) ? [] : [{ userId, index, severity: 'error', message: 'User not found' }],
    )
    return Response.json({ created, issues }, { status: created.length > 0 ? 201 : 200 })
  }

  function revokeKeys(ids: readonly string[]): Response {
    const found = [...keys].filter(([, { id }]) => ids.includes(id))
    for (const [key] of found) keys.delete(key)
    const deleted = found.map(([, { id }]) => ({ id }))
    const unknown = ids.filter((id) => !deleted.some((entry) => entry.id === id))
    const message = 'Application API key not found by ID'
    const issues = unknown.map((id) => ({ id, severity: 'error', message }))
    return Response.json({ deleted, issues })
  }

  function track(metric: string, request: Request, body: Body): Response {
    const { user = {}, value } = body as { user?: { id?: string }; value?: unknown }
    if (!Object.hasOwn(metrics, metric)) throw new TrophyRefusal(422, 'Metric not found.')
    if (typeof value !== 'number' || typeof user.id !== 'string')
      throw new TrophyRefusal(422, 'Invalid event.')
    const { undeclared } = rules
    const declared = { attributes: eventAttributes, undeclared }
    const attributes = checkAttributes(body['attributes'] ?? {}, declared)
    const idempotencyKey = request.headers.get('idempotency-key')
    const scope = JSON.stringify([user.id, metric, idempotencyKey])
    if (idempotencyKey !== null && replays.has(scope)) {
      const eventId = replays.get(scope)
      return Response.json({ eventId, idempotentReplayed: true, idempotencyKey }, { status: 202 })
    }
    const person = write(user.id, user)
    const total = (person.totals[metric] ?? 0) + value
    save({ ...person, totals: { ...person.totals, [metric]: total } })
    events.push({ user: user.id, metric, value, attributes })
    const eventId = crypto.randomUUID()
    replays.set(scope, eventId)
    const currentStreak = { ...toStreak(person), extended: false }
    const rest = { achievements: [], currentStreak, points: {}, leaderboards: {} }
    return Response.json({ eventId, metricId: metric, total, ...rest }, { status: 201 })
  }

  function toStreak({ streak }: TrophyUser) {
    const { frequency = 'daily', streakLength = 0 } = options
    const length = streak?.['enabled'] === false ? 0 : streakLength
    const dates = { started: null, periodStart: null, periodEnd: null, expires: null }
    return { length, frequency, ...dates }
  }

  function serveUser(request: Request, id: string, part: string | undefined, body: Body) {
    const route = part === undefined ? request.method : `${request.method} ${part}`
    if (route === 'GET') return toUserJson(getUser(id, missing))
    if (route === 'PUT') return toUserJson(write(id, body))
    if (route === 'PATCH') return toUserJson(save(upsert(getUser(id), body, rules)))
    if (route === 'GET preferences') return toPreferencesJson(getUser(id))
    if (route === 'PATCH preferences')
      return toPreferencesJson(save(setPreferences(getUser(id), body, { canCustomize })))
    if (route === 'GET metrics') return toMetricsJson(getUser(id), metrics)
    if (route !== 'GET streak') throw new TrophyRefusal(404, 'Not found.')
    return { ...toStreak(getUser(id)), extended: null, streakHistory: [] }
  }

  async function answer(request: Request): Promise<Response> {
    const { hostname, pathname, searchParams } = new URL(request.url)
    const isAdmin = hostname === 'admin.trophy.so'
    const [, version, resource, ...raw] = pathname.split('/')
    const [id, part, more] = raw.map(decodeURIComponent)
    const scope = authenticate(request, isAdmin)
    const text = await request.text()
    const body = (text === '' ? {} : JSON.parse(text)) as Body
    const isPost = request.method === 'POST'
    if (version !== 'v1' || more !== undefined) throw new TrophyRefusal(404, 'Not found.')
    if (isAdmin) {
      if (resource !== 'application-api-keys') throw new TrophyRefusal(404, 'Not found.')
      return isPost ? createKeys(body) : revokeKeys(searchParams.getAll('ids'))
    }
    const isEvent = isPost && resource === 'metrics' && part === 'event'
    const targetId = isEvent ? (body['user'] as Body | undefined)?.['id'] : (id ?? body['id'])
    if (scope !== undefined && scope !== targetId) throw new TrophyRefusal(foreign, 'Not allowed.')
    if (isEvent) return track(id ?? '', request, body)
    if (resource !== 'users') throw new TrophyRefusal(404, 'Not found.')
    if (id !== undefined) return Response.json(serveUser(request, id, part, body))
    if (!isPost || typeof targetId !== 'string') throw new TrophyRefusal(422, 'Invalid user.')
    if (existing === 'refuse' && users.has(targetId)) throw new TrophyRefusal(409, 'User exists.')
    return Response.json(toUserJson(write(targetId, body)), { status: 201 })
  }

  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    if (!/^https:\/\/(?:api|admin)\.trophy\.so\//.test(request.url))
      throw new TypeError('fetch failed')
    try {
      return await answer(request)
    } catch (error) {
      if (!(error instanceof TrophyRefusal)) throw error
      return Response.json({ error: error.message }, { status: error.status })
    }
  }

  return { fetch: send, adminKey, users, keys, events }
}

function toUserJson(person: TrophyUser) {
  const { notifications: _n, streak: _s, totals: _t, ...user } = person
  return user
}

function toPreferencesJson({ notifications, streak }: TrophyUser) {
  return { notifications, ...(streak && { streak }) }
}

function toMetricsJson({ totals }: TrophyUser, metrics: Readonly<Record<string, string>>) {
  return Object.entries(metrics).map(([key, name]) => ({
    id: `metric-${key}`,
    key,
    name,
    current: totals[key] ?? 0,
    achievements: [],
  }))
}
