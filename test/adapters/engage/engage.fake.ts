import { createListRoutes, type FakeList } from './fake.listRoutes.js'
import { createFakeUsers, type FakeUser } from './fake.users.js'
import { EngageRefusal, type UndocumentedBehavior, type FakeRequest } from './fake.rules.js'
import { createUserRoutes } from './fake.userRoutes.js'

/** Options of {@link createEngageFake}. */
export interface EngageFakeOptions {
  /** @default 'PUBLIC' */
  readonly publicKey?: string
  /** @default 'SECRET-sentinel' */
  readonly secretKey?: string
  /** The initial users: a uid, or the stored data. */
  readonly users?: readonly (string | FakeUser)[]
  /** The lists of the account. */
  readonly lists?: readonly FakeList[]
  /** The behavior that is not documented. */
  readonly undocumented?: Partial<UndocumentedBehavior>
}

const defaultBehavior: UndocumentedBehavior = {
  nonMember: 'joins',
  tz: 'top',
  merge: 'immediate',
  unknownUserEvent: 404,
  errors: 'text',
  answers: 'status',
  attributes: true,
}

/** The base URL of the API. */
export const root = 'https://api.engage.so/v1'

/**
 * Creates a fake of Engage with the rules of its docs (docs.engage.so, and engage-so.github.io for what only the older pages have;
 * read in November 2026). It uses no code of the adapter.
 */
export function createEngageFake(options: EngageFakeOptions = {}) {
  const { publicKey = 'PUBLIC', secretKey = 'SECRET-sentinel' } = options
  const undocumented = { ...defaultBehavior, ...options.undocumented }
  const lists = new Map((options.lists ?? []).map((list) => [list.id, list]))
  const users = createFakeUsers(options.users ?? [], undocumented)
  const routes = [
    createUserRoutes(users, undocumented),
    createListRoutes(lists, users, undocumented),
  ]
  const basic = (secret: string) => `Basic ${toBase64(`${publicKey}:${secret}`)}`

  function answer(request: Request, text: string): object | 'empty' {
    const url = new URL(request.url)
    if (!request.url.startsWith(`${root}/`)) throw new EngageRefusal(404, 'No such address')
    const authorization = request.headers.get('authorization')
    const isPublic = authorization === basic('')
    if (!isPublic && authorization !== basic(secretKey))
      throw new EngageRefusal(401, 'Invalid API key')
    const isJson = request.headers.get('content-type')?.startsWith('application/json') ?? false
    if (text !== '' && !isJson) throw new EngageRefusal(400, 'Content type must be JSON')
    const fakeRequest: FakeRequest = {
      method: request.method,
      path: url.pathname.split('/').slice(2).map(decodeURIComponent),
      query: url.searchParams,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      isPublic,
    }
    for (const route of routes) {
      const result = route(fakeRequest)
      if (result !== undefined) return result
    }
    throw new EngageRefusal(404, 'No such route')
  }

  return {
    /** Stored users by uid. */
    users: users.byUid,
    /** Stored events in the order of arrival. */
    events: users.events,
    lists,
    /** Runs queued merges. */
    settle: users.settle,
    fetch: async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      const text = await request.text()
      try {
        const result = answer(request, text)
        return result === 'empty' ? new Response(null, { status: 204 }) : Response.json(result)
      } catch (error) {
        if (!(error instanceof EngageRefusal)) throw error
        const details = undocumented.errors === 'text' ? error.message : { details: error.message }
        return Response.json({ error: details }, { status: error.status })
      }
    },
  }
}

function toBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
