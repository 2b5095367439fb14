import type { KnockFakeOptions } from './knock.fake.js'
import { isMap, problem, type Answering, type JsonMap } from './fake.json.js'

/** Bulk operations: taken at once, and done only when somebody has looked often enough. */
export function createKnockFakeBulk(
  { bulkErrors = [], bulkLooks = 1, bulkLimit = false }: KnockFakeOptions,
  identify: (id: string, body: JsonMap) => unknown,
) {
  const written = new Map<string, number>()
  const operations = new Map<string, { users: readonly JsonMap[]; looks: number }>()

  function show(id: string): ReturnType<Answering> {
    const operation = operations.get(id)
    if (!operation) return problem.notFound()
    const isDone = operation.looks >= bulkLooks
    const taken = operation.users.filter((user) => !bulkErrors.includes(String(user['id'])))
    const refused = operation.users.filter((user) => !taken.includes(user))
    if (isDone) for (const user of taken) identify(String(user['id']), user)
    return {
      status: 200,
      body: {
        __typename: 'BulkOperation',
        id,
        name: 'users.identify',
        status: isDone ? 'completed' : operation.looks === 0 ? 'queued' : 'processing',
        error_count: isDone ? refused.length : 0,
        error_items: isDone ? refused.map((user) => ({ id: user['id'] })) : [],
        progress_path: `https://api.knock.app/v1/bulk_operations/${id}`,
      },
    }
  }

  const begin: Answering = ({ path, body }) => {
    if (path[3] !== 'identify') return problem.unrouted()
    const users = isMap(body) ? body['users'] : undefined
    if (!Array.isArray(users) || users.length > 1000) return problem.invalid()
    if (!users.every((user) => isMap(user) && typeof user['id'] === 'string'))
      return problem.invalid()
    const id = crypto.randomUUID()
    const isEarly = (one: JsonMap) => Date.now() - (written.get(String(one['id'])) ?? 0) < 1000
    const [early, taken] = [true, false].map((is) =>
      (users as JsonMap[]).filter((one) => (bulkLimit && isEarly(one)) === is),
    )
    for (const one of taken ?? []) written.set(String(one['id']), Date.now())
    operations.set(id, { users: taken ?? [], looks: 0 })
    const names = early?.map((one) => String(one['id'])).join(',')
    return { ...show(id), headers: names ? { 'x-ratelimited-users': names } : {} }
  }

  const look: Answering = ({ path: [, , id = ''] }) => {
    const operation = operations.get(id)
    if (operation) operation.looks += 1
    return show(id)
  }

  return { begin, look }
}
