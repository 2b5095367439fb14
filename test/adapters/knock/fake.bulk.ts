import type { KnockFakeOptions } from './knock.fake.js'
import { isMap, problem, type RouteHandler, type JsonMap } from './fake.json.js'

/** Creates bulk operations, which are done after a number of polls. */
export function createKnockFakeBulk(
  { bulkErrors = [], bulkPolls = 1, bulkLimit = false }: KnockFakeOptions,
  identify: (id: string, body: JsonMap) => unknown,
) {
  const written = new Map<string, number>()
  const operations = new Map<string, { users: readonly JsonMap[]; polls: number }>()

  function show(id: string): ReturnType<RouteHandler> {
    const operation = operations.get(id)
    if (!operation) return problem.notFound()
    const isDone = operation.polls >= bulkPolls
    const accepted = operation.users.filter((user) => !bulkErrors.includes(String(user['id'])))
    const refused = operation.users.filter((user) => !accepted.includes(user))
    if (isDone) for (const user of accepted) identify(String(user['id']), user)
    return {
      status: 200,
      body: {
        __typename: 'BulkOperation',
        id,
        name: 'users.identify',
        status: isDone ? 'completed' : operation.polls === 0 ? 'queued' : 'processing',
        error_count: isDone ? refused.length : 0,
        error_items: isDone ? refused.map((user) => ({ id: user['id'] })) : [],
        progress_path: `https://api.knock.app/v1/bulk_operations/${id}`,
      },
    }
  }

  const start: RouteHandler = ({ path, body }) => {
    if (path[3] !== 'identify') return problem.unrouted()
    const users = isMap(body) ? body['users'] : undefined
    if (!Array.isArray(users) || users.length > 1000) return problem.invalid()
    if (!users.every((user) => isMap(user) && typeof user['id'] === 'string'))
      return problem.invalid()
    const id = crypto.randomUUID()
    const isLimited = (user: JsonMap) =>
      bulkLimit && Date.now() - (written.get(String(user['id'])) ?? 0) < 1000
    const limited = (users as JsonMap[]).filter(isLimited)
    const accepted = (users as JsonMap[]).filter((user) => !limited.includes(user))
    for (const user of accepted) written.set(String(user['id']), Date.now())
    operations.set(id, { users: accepted, polls: 0 })
    const names = limited.map((user) => String(user['id'])).join(',')
    return { ...show(id), headers: names ? { 'x-ratelimited-users': names } : {} }
  }

  const poll: RouteHandler = ({ path: [, , id = ''] }) => {
    const operation = operations.get(id)
    if (operation) operation.polls += 1
    return show(id)
  }

  return { start, poll }
}
