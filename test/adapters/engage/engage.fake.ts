import { createEngageLists, type FakeList } from './fake.lists.js'
import { createEngagePeople, type FakePerson } from './fake.people.js'
import { Refused, type EngageUnknowns, type FakeRequest } from './fake.rules.js'
import { createEngageUsers } from './fake.users.js'

export interface EngageFakeOptions {
  /** @default 'PUBLIC' */
  readonly publicKey?: string
  /** @default 'SECRET-sentinel' */
  readonly secretKey?: string
  /** Who is there: a uid alone, or what is stored of them. */
  readonly users?: readonly (string | FakePerson)[]
  readonly lists?: readonly FakeList[]
  /** What is documented nowhere, and may be one or the other. */
  readonly unknown?: Partial<EngageUnknowns>
}

const usual: EngageUnknowns = {
  nonMember: 'joins',
  tz: 'top',
  merge: 'at once',
  strangersEvent: 404,
  errors: 'text',
  undescribed: 'status',
  attributes: true,
}

export const root = 'https://api.engage.so/v1'

/**
 * Engage in memory, with the rules of its documentation (docs.engage.so, and engage-so.github.io for what only the older pages have; read
 * in November 2026). Nothing of our adapter is used here.
 */
export function createEngageFake(options: EngageFakeOptions = {}) {
  const { publicKey = 'PUBLIC', secretKey = 'SECRET-sentinel' } = options
  const unknown = { ...usual, ...options.unknown }
  const lists = new Map((options.lists ?? []).map((list) => [list.id, list]))
  const people = createEngagePeople(options.users ?? [], unknown)
  const routes = [createEngageUsers(people, unknown), createEngageLists(lists, people, unknown)]
  const basic = (secret: string) => `Basic ${toBase64(`${publicKey}:${secret}`)}`

  function answer(request: Request, text: string): object | 'empty' {
    const url = new URL(request.url)
    if (!request.url.startsWith(`${root}/`)) throw new Refused(404, 'No such address')
    const authorization = request.headers.get('authorization')
    const isPublic = authorization === basic('')
    if (!isPublic && authorization !== basic(secretKey)) throw new Refused(401, 'Invalid API key')
    const isJson = request.headers.get('content-type')?.startsWith('application/json') ?? false
    if (text !== '' && !isJson) throw new Refused(400, 'Content type must be JSON')
    const asked: FakeRequest = {
      method: request.method,
      path: url.pathname.split('/').slice(2).map(decodeURIComponent),
      query: url.searchParams,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      isPublic,
    }
    for (const route of routes) {
      const found = route(asked)
      if (found !== undefined) return found
    }
    throw new Refused(404, 'No such route')
  }

  return {
    /** Stored users by uid. */
    people: people.byUid,
    /** Stored events, in the order of arrival. */
    events: people.events,
    lists,
    /** Lets queued merges happen. */
    settle: people.settle,
    fetch: async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      const text = await request.text()
      try {
        const found = answer(request, text)
        return found === 'empty' ? new Response(null, { status: 204 }) : Response.json(found)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        const details = unknown.errors === 'text' ? error.message : { details: error.message }
        return Response.json({ error: details }, { status: error.status })
      }
    },
  }
}

function toBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
