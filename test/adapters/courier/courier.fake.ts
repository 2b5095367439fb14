import { createFakePreferences, type FakeChoice, type FakeTopic } from './fake.preferences.js'
import { CourierRefusal, mergePatch, readObject, type JsonObject } from './fake.json.js'
import { createFakeTokens } from './fake.tokens.js'

/** Options of {@link createCourierFake}. */
export interface CourierFakeOptions {
  /** The initial profiles by user. */
  readonly profiles?: Readonly<Record<string, JsonObject>>
  /** The topics of the workspace. */
  readonly topics?: readonly FakeTopic[]
  /** The initial choices by user and topic. */
  readonly choices?: Readonly<Record<string, Readonly<Record<string, FakeChoice>>>>
  /**
   * What the list of a user has: "one entry per subscription topic they have set a choice for" (courier-node 9.1.0,
   * `Preferences.retrieve`), or all ("Access all configured subscription topics and their status", docs/platform/preferences/user-preferences-logs).
   * @default 'choices'
   */
  readonly lists?: 'choices' | 'all'
  /** How deep a POST merges a profile; not documented. @default 'deep' */
  readonly merge?: 'deep' | 'key'
  /** The answer for an unknown profile, list or token; not documented. @default 404 */
  readonly missing?: 404 | 400 | 'empty'
  /** Whether the workspace has Channel Delivery Customization; without it, a routing is dropped. @default true */
  readonly hasRouting?: boolean
  /** Pages of one topic, whose cursor is followed or ignored. */
  readonly paging?: 'followed' | 'ignored'
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
  const unknown = missing === 'empty' ? 404 : missing
  const tokens = createFakeTokens(unknown)
  const preferences = createFakePreferences(options)
  const lists = new Set(profiles.keys())
  const tenants = new Set(profiles.keys())

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
      if (!lists.delete(id)) throw new CourierRefusal(unknown)
      return Response.json({ status: 'SUCCESS' })
    }
    if (part !== undefined) throw new CourierRefusal(404)
    if (method === 'GET') return readProfile(id)
    if (method === 'POST') return mergeProfile(id, body)
    if (method !== 'DELETE') throw new CourierRefusal(405)
    if (!profiles.delete(id)) throw new CourierRefusal(unknown)
    return new Response(null, { status: 204 })
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
    if (resource === 'profiles') return serveProfile(method, id, part, body)
    if (resource !== 'users') throw new CourierRefusal(404)
    if (part === 'tokens') return tokens.serve(method, id, item, body)
    if (part === 'preferences') return preferences.serve(method, id, item, body, searchParams)
    if (part !== 'tenants' || item !== undefined || method !== 'DELETE')
      throw new CourierRefusal(404)
    // "Removes a user from any tenants they may have been associated with." (`Tenants.removeAll`)
    tenants.delete(id)
    return new Response(null, { status: 204 })
  }

  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    if (!request.url.startsWith('https://api.courier.com/')) throw new TypeError('fetch failed')
    try {
      return await answer(request)
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
  }
}
