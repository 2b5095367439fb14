import { checkAttributes, newPerson, setPreferences, TrophyRefusal } from './fake.person.js'
import { upsert, type TrophyPerson, type TrophyRules } from './fake.person.js'

export interface TrophyFakeOptions extends Partial<TrophyRules> {
  /** Who is there from the start. */
  readonly users?: readonly (Partial<TrophyPerson> & { readonly id: string })[]
  /** @default 'adm_T.sentinel-admin' */
  readonly adminKey?: string
  /** User-scoped keys that were made before, by the id of their user. */
  readonly userKeys?: Readonly<Record<string, string>>
  /** Turns multi-tenancy on. */
  readonly tenantId?: string
  readonly eventAttributes?: readonly string[]
  /** The names of the metrics, by their keys. */
  readonly metrics?: Readonly<Record<string, string>>
  readonly frequency?: string
  readonly streakLength?: number
  /** @default true */
  readonly canCustomize?: boolean
  /** Not published: the status of GET for an unknown id, of a key that is not this user's, and what POST does to who is there. */
  readonly missing?: 404 | 400 | 422
  readonly foreign?: 401 | 403
  readonly existing?: 'refuse' | 'upsert'
}

type Body = Readonly<Record<string, unknown>>

/** The vendor's rules as its reference and docs tell them (docs.trophy.so, OpenAPI 1.21 to 1.24, November 2026). */
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
  const users = new Map<string, TrophyPerson>()
  for (const { id, ...seed } of options.users ?? [])
    users.set(id, { ...newPerson(id, now()), ...seed })
  const keys = new Map<string, { id: string; userId: string }>()
  for (const [userId, key] of Object.entries(options.userKeys ?? {}))
    keys.set(key, { id: crypto.randomUUID(), userId })
  const events: { user: string; metric: string; value: number; attributes: object }[] = []
  const replays = new Map<string, string>()

  const known = (id: string, status = 404): TrophyPerson => {
    const person = users.get(id)
    if (!person) throw new TrophyRefusal(status, 'User not found.')
    return person
  }
  const save = (person: TrophyPerson): TrophyPerson => {
    users.set(person.id, person)
    return person
  }
  const write = (id: string, body: Body) =>
    save(upsert(users.get(id) ?? newPerson(id, now()), body, rules))

  /** Who may be asked about: everybody, or one. */
  function scopeOf(request: Request, isAdmin: boolean): string | undefined {
    const key = request.headers.get('x-api-key') ?? ''
    const own = keys.get(key)
    if (key !== adminKey && (!own || isAdmin)) throw new TrophyRefusal(401, 'Invalid API key.')
    if (tenantId !== undefined && !isAdmin && request.headers.get('tenant-id') !== tenantId)
      throw new TrophyRefusal(401, 'Unknown tenant.')
    return own?.userId
  }

  function mint(body: unknown): Response {
    const wanted = Array.isArray(body) ? (body as { userId: string }[]) : []
    if (wanted.length < 1 || wanted.length > 100) throw new TrophyRefusal(422, 'Invalid body.')
    const created = wanted
      .filter(({ userId }) => users.has(userId))
      .map(({ userId }) => {
        const made = { id: crypto.randomUUID(), userId }
        const key = `app_${made.id.slice(0, 5)}.sentinel-${made.id}`
        keys.set(key, made)
        return { ...made, key, prefix: key.slice(0, 9) }
      })
    const issues = wanted.flatMap(({ userId }, index) =>
      users.has(userId) ? [] : [{ userId, index, severity: 'error', message: 'User not found' }],
    )
    return Response.json({ created, issues }, { status: created.length > 0 ? 201 : 200 })
  }

  function revoke(ids: readonly string[]): Response {
    const found = [...keys].filter(([, { id }]) => ids.includes(id))
    for (const [key] of found) keys.delete(key)
    const deleted = found.map(([, { id }]) => ({ id }))
    const lost = ids.filter((id) => !deleted.some((one) => one.id === id))
    const message = 'Application API key not found by ID'
    const issues = lost.map((id) => ({ id, severity: 'error', message }))
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
    const currentStreak = { ...streakOf(person), extended: false }
    const rest = { achievements: [], currentStreak, points: {}, leaderboards: {} }
    return Response.json({ eventId, metricId: metric, total, ...rest }, { status: 201 })
  }

  function streakOf({ streak }: TrophyPerson) {
    const { frequency = 'daily', streakLength = 0 } = options
    const length = streak?.['enabled'] === false ? 0 : streakLength
    const dates = { started: null, periodStart: null, periodEnd: null, expires: null }
    return { length, frequency, ...dates }
  }

  function serveUser(request: Request, id: string, part: string | undefined, body: Body) {
    const asked = part === undefined ? request.method : `${request.method} ${part}`
    if (asked === 'GET') return userOf(known(id, missing))
    if (asked === 'PUT') return userOf(write(id, body))
    if (asked === 'PATCH') return userOf(save(upsert(known(id), body, rules)))
    if (asked === 'GET preferences') return preferencesOf(known(id))
    if (asked === 'PATCH preferences')
      return preferencesOf(save(setPreferences(known(id), body, { canCustomize })))
    if (asked === 'GET metrics') return metricsOf(known(id), metrics)
    if (asked !== 'GET streak') throw new TrophyRefusal(404, 'Not found.')
    return { ...streakOf(known(id)), extended: null, streakHistory: [] }
  }

  async function answer(request: Request): Promise<Response> {
    const { hostname, pathname, searchParams } = new URL(request.url)
    const isAdmin = hostname === 'admin.trophy.so'
    const [, version, resource, ...raw] = pathname.split('/')
    const [id, part, more] = raw.map(decodeURIComponent)
    const scope = scopeOf(request, isAdmin)
    const text = await request.text()
    const body = (text === '' ? {} : JSON.parse(text)) as Body
    const isPost = request.method === 'POST'
    if (version !== 'v1' || more !== undefined) throw new TrophyRefusal(404, 'Not found.')
    if (isAdmin) {
      if (resource !== 'application-api-keys') throw new TrophyRefusal(404, 'Not found.')
      return isPost ? mint(body) : revoke(searchParams.getAll('ids'))
    }
    const isEvent = isPost && resource === 'metrics' && part === 'event'
    const about = isEvent ? (body['user'] as Body | undefined)?.['id'] : (id ?? body['id'])
    if (scope !== undefined && scope !== about) throw new TrophyRefusal(foreign, 'Not allowed.')
    if (isEvent) return track(id ?? '', request, body)
    if (resource !== 'users') throw new TrophyRefusal(404, 'Not found.')
    if (id !== undefined) return Response.json(serveUser(request, id, part, body))
    if (!isPost || typeof about !== 'string') throw new TrophyRefusal(422, 'Invalid user.')
    if (existing === 'refuse' && users.has(about)) throw new TrophyRefusal(409, 'User exists.')
    return Response.json(userOf(write(about, body)), { status: 201 })
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

function userOf(person: TrophyPerson) {
  const { notifications: _n, streak: _s, totals: _t, ...user } = person
  return user
}

function preferencesOf({ notifications, streak }: TrophyPerson) {
  return { notifications, ...(streak && { streak }) }
}

function metricsOf({ totals }: TrophyPerson, metrics: Readonly<Record<string, string>>) {
  return Object.entries(metrics).map(([key, name]) => ({
    id: `metric-${key}`,
    key,
    name,
    current: totals[key] ?? 0,
    achievements: [],
  }))
}
