import type { NotificationCatalog } from '../../src/core/preferences/catalog.js'
import type { RequestOptions, UserAdapter } from '../../src/core/adapter.js'
import { scopeHeader, seqHeader, writerHeader } from '../../src/core/protocol.js'
import {
  createUserHandler,
  type UserHandler,
  type UserHandlerOptions,
} from '../../src/server/handler.js'
import { createPreferenceBatch } from '../../src/server/preferenceBatch.js'

type JsonMap = Readonly<Record<string, unknown>>

type OlderHandlerOptions = UserHandlerOptions & {
  readonly adapter: UserAdapter
  readonly catalog?: NotificationCatalog
}

/**
 * Creates the handler of the version before `order`, `refused` and `superseded`: it ignores the headers of the order, knows no
 * `enabled: null`, no frequency, no schedule and no history, refuses a batch of preferences whole, and names no order in its capabilities.
 */
export function createOlderHandler(given: UserHandlerOptions): UserHandler {
  const options = given as OlderHandlerOptions
  const handler = createUserHandler({ ...options, adapter: withoutReports(options.adapter) })

  const handle = async (request: Request): Promise<Response> => {
    const { method, url, signal } = request
    const refused = refuseUnknown(url)
    if (refused) return refused
    const headers = new Headers(request.headers)
    for (const name of [writerHeader, seqHeader, scopeHeader]) headers.delete(name)
    const hasBody = request.body !== null
    const text = hasBody ? await request.text() : undefined
    const { body, indexes } = selectRefused(text, options)
    const init = { method, headers, signal, ...(body !== undefined && { body }) }
    return toOlderAnswer(await handler(new Request(url, init)), indexes)
  }
  return Object.assign(handle, { read: handler.read })
}

const knownResources = ['user', 'preferences', 'streak', 'streakInfo']

/** Refuses the paths and the resources that the older handler doesn't know, as it refused any unknown one. */
function refuseUnknown(url: string): Response | undefined {
  const { pathname, searchParams } = new URL(url)
  if (/\/(?:history|schedule)$/.test(pathname))
    return Response.json({ error: { code: 'unsupported' } }, { status: 404 })
  const names = searchParams.getAll('read').flatMap((list) => list.split(','))
  if (names.every((name) => name === '' || knownResources.includes(name))) return undefined
  const fields = { read: `must list ${knownResources.join(', ')}` }
  return Response.json({ error: { code: 'invalid', fields } }, { status: 400 })
}

/** Ignores what an adapter reports, and lets the handler believe that the service has an order. */
function withoutReports(adapter: UserAdapter): UserAdapter {
  const strip = ({ order: _o, onReport: _r, ...kept }: RequestOptions = {}) => kept
  const { users, preferences, streak } = adapter
  return {
    ...adapter,
    order: true,
    users: users && {
      ...users,
      identify:
        users.identify && ((id, patch, options) => users.identify!(id, patch, strip(options))),
      update: users.update && ((id, patch, options) => users.update!(id, patch, strip(options))),
    },
    preferences: preferences && {
      ...preferences,
      rules: { ...preferences.rules, order: true },
      update: (id, change, options) => preferences.update(id, change, strip(options)),
    },
    streak: streak && {
      ...streak,
      update: (id, patch, options) => streak.update(id, patch, strip(options)),
    },
  }
}

/** Replaces a batch that has refused changes by these, so that all are refused. */
function selectRefused(text: string | undefined, { adapter, catalog = [] }: OlderHandlerOptions) {
  const body = parse(text)
  const name = ['changes', 'preferences'].find((key) => Array.isArray(body?.[key]))
  if (!body || name === undefined) return { body: text }
  const changes = (body[name] as unknown[]).map((change) => {
    const isNewer = isMap(change) && (change['enabled'] === null || 'frequency' in change)
    return isNewer ? { ...change, enabled: 'unknown' } : change
  })
  if (changes.length === 0) return { body: text }
  const { rules } = adapter.preferences ?? {}
  const { refused } = createPreferenceBatch('older', changes, catalog, rules)
  if (refused.length === 0) return { body: text }
  const indexes = refused.map(({ index }) => index)
  const list = indexes.map((index) => changes[index])
  return { body: JSON.stringify({ ...body, [name]: list }), indexes }
}

async function toOlderAnswer(response: Response, indexes: readonly number[] = []) {
  const { status, headers } = response
  const text = await response.text()
  const body = parse(text)
  if (!body) return new Response(text === '' ? null : text, { status, headers })
  const { refused: _r, superseded: _s, ...older } = body
  return new Response(
    JSON.stringify(older, (key, value: unknown) => {
      if (key === 'capabilities' && isMap(value))
        return { ...value, order: undefined, schedule: undefined, history: undefined }
      if (key === 'rules' && isMap(value))
        return {
          ...value,
          order: undefined,
          clear: undefined,
          frequency: undefined,
          scope: undefined,
        }
      return key === 'fields' && 'error' in older ? restoreIndexes(value, indexes) : value
    }),
    { status, headers },
  )
}

function restoreIndexes(fields: unknown, indexes: readonly number[]): unknown {
  if (!isMap(fields)) return fields
  const entries = Object.entries(fields).map(([path, problem]) => [
    path.replace(
      /^changes\[(\d+)\]/,
      (_, sent: string) => `changes[${indexes[Number(sent)] ?? sent}]`,
    ),
    problem,
  ])
  return Object.fromEntries(entries) as JsonMap
}

function parse(text: string | undefined): JsonMap | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isMap(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
