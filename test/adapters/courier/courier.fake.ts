import { CourierRefusal, mergePatch, readObject, type JsonObject } from './fake.json.js'
import { createFakePreferences, type FakePreferenceOptions } from './fake.preferences.js'
import { createFakeTokens } from './fake.tokens.js'

/** Options of {@link createCourierFake}. */
export interface CourierFakeOptions extends FakePreferenceOptions {
  /** The initial profiles by user. */
  readonly profiles?: Readonly<Record<string, JsonObject>>
  /** The tenants of each user. */
  readonly tenants?: readonly string[]
  /** How deep a POST merges a profile; not documented. @default 'deep' */
  readonly merge?: 'deep' | 'key'
  /** The answer for an unknown profile; a 404 is an example of courier-skills (resources/guides/mcp.md). @default 404 */
  readonly missing?: 404 | 'empty'
  /** Whether the answers for unknown users are 404 also where a user has no data of a kind; not documented. @default false */
  readonly isStrict?: boolean
  /** The shape of the list of tokens. @default 'object' */
  readonly tokens?: 'object' | 'list'
  /** Other answers, by a pattern of the method and the path: a status with an error, a body, or a function that returns one. */
  readonly answers?: Readonly<Record<string, number | object | (() => object)>>
}

/** The key of the fake. */
export const apiKey = 'pk_prod_sentinel'

/**
 * Creates a fake of Courier with the rules of its reference (www.courier.com/docs/api-reference, November 2026) and of its SDK
 * (courier-node 9.1.0, generated from the specification).
 */
export function createCourierFake(options: CourierFakeOptions = {}) {
  const { merge = 'deep', missing = 404 } = options
  const profiles = new Map(Object.entries(options.profiles ?? {}))
  const users = [...profiles.keys()]
  const tokens = createFakeTokens(options.tokens === 'list')
  const preferences = createFakePreferences(options, users)
  const lists = new Set(users)
  const tenants = new Map(users.map((id) => [id, options.tenants ?? []]))
  const answers = new Map(Object.entries(options.answers ?? {}))

  /**
   * "Merge the supplied values with an existing profile or create a new profile if one doesn't already exist. Existing fields not present
   * in the request are preserved. To remove a field, explicitly set it to null." (api-reference/user-profiles/create-a-profile) "Allow an
   * empty profile to create a user" (changelog).
   */
  function mergeProfile(id: string, body: unknown): Response {
    const patch = readObject(readObject(body, 'body')['profile'], 'profile')
    profiles.set(id, mergePatch(profiles.get(id) ?? {}, patch, merge === 'deep' ? Infinity : 1))
    return Response.json({ status: 'SUCCESS' })
  }

  function readProfile(id: string): Response {
    const profile = profiles.get(id)
    if (profile) return Response.json({ profile })
    if (missing === 'empty') return Response.json({ profile: {} })
    throw new CourierRefusal(missing)
  }

  /** "Deletes a user's profile and stored contact details. List subscriptions and preferences are separate resources." (9.1.0) */
  function serveProfile(method: string, id: string, part: string | undefined, body: unknown) {
    if (part === 'lists' && method === 'DELETE') {
      if (!lists.delete(id)) throw new CourierRefusal(404)
      return Response.json({ status: 'SUCCESS' })
    }
    if (part !== undefined) throw new CourierRefusal(404)
    if (method === 'GET') return readProfile(id)
    if (method === 'POST') return mergeProfile(id, body)
    if (method !== 'DELETE') throw new CourierRefusal(405)
    if (!profiles.delete(id)) throw new CourierRefusal(404)
    return new Response(null, { status: 204 })
  }

  /** Pages of one tenant. "cursor: Defined only when has_more is set to true" (`TenantListResponse`) */
  function serveTenants(method: string, id: string, query: URLSearchParams): Response {
    if (method === 'DELETE') {
      // "Removes a user from any tenants they may have been associated with." (`Tenants.removeAll`)
      tenants.delete(id)
      return new Response(null, { status: 204 })
    }
    if (method !== 'GET') throw new CourierRefusal(405)
    const all = tenants.get(id) ?? []
    const start = Number(query.get('cursor') ?? 0)
    const items = all.slice(start, start + 1).map((tenant_id) => ({ tenant_id, user_id: id }))
    const has_more = start + 1 < all.length
    const cursor = has_more ? String(start + 1) : null
    return Response.json({ type: 'list', url: '/', items, has_more, cursor })
  }

  function isUnknown(id: string): boolean {
    const hasChoices = [...preferences.choices.keys()].some((key) => key.startsWith(`["${id}",`))
    return !profiles.has(id) && !tokens.stored.has(id) && !hasChoices
  }

  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const [resource, id = '', part, item, more] = pathname
      .split('/')
      .slice(1)
      .map(decodeURIComponent)
    // "Bearer authentication header of the form Bearer <token>" (api-reference).
    if (request.headers.get('authorization') !== `Bearer ${apiKey}`) throw new CourierRefusal(401)
    const text = await request.text()
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    const { method } = request
    if (more !== undefined) throw new CourierRefusal(404)
    if (pathname === '/preferences/sections' && method === 'GET')
      return Response.json(preferences.listSections())
    if (resource === 'profiles') return serveProfile(method, id, part, body)
    if (resource !== 'users') throw new CourierRefusal(404)
    const isAdded = method === 'PUT' && item !== undefined
    if (options.isStrict && !isAdded && isUnknown(id)) throw new CourierRefusal(404)
    if (part === 'tokens') return tokens.serve(method, id, item, body)
    if (part === 'preferences') return preferences.serve(method, id, item, body, searchParams)
    if (part === 'tenants' && item === undefined) return serveTenants(method, id, searchParams)
    throw new CourierRefusal(404)
  }

  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    if (!request.url.startsWith('https://api.courier.com/')) throw new TypeError('fetch failed')
    const place = `${request.method} ${request.url.slice('https://api.courier.com'.length)}`
    const [, other] = [...answers].find(([pattern]) => new RegExp(pattern).test(place)) ?? []
    try {
      if (typeof other === 'number') throw new CourierRefusal(other)
      if (typeof other === 'function') return Response.json((other as () => object)())
      return other === undefined ? await answer(request) : Response.json(other)
    } catch (error) {
      if (!(error instanceof CourierRefusal)) throw error
      // "message: A message describing the error that occurred. type: [invalid_request_error]" (reference/profiles/by-id).
      const json = { message: 'Error Message sentinel', type: 'invalid_request_error' }
      return Response.json(json, { status: error.status })
    }
  }

  return {
    fetch: send,
    profiles,
    tokens: tokens.stored,
    choices: preferences.choices,
    lists,
    tenants,
    /** Other answers, which can change. */
    answers,
  }
}
