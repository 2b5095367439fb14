import type { FakeUsers } from './fake.users.js'
import { isScalar, toPage, EngageRefusal } from './fake.rules.js'
import type { UndocumentedBehavior, FakeRequest, FakeRoute } from './fake.rules.js'

/** Creates the routes below /users. */
export function createUserRoutes(users: FakeUsers, undocumented: UndocumentedBehavior): FakeRoute {
  const done = () => (undocumented.answers === 'empty' ? 'empty' : { status: 'ok' })

  function checkSecret({ isPublic }: FakeRequest): void {
    if (isPublic) throw new EngageRefusal(401, 'This call needs the secret key')
  }

  function put(request: FakeRequest, uid: string): object {
    const { body, isPublic } = request
    const stored = users.byUid.get(uid)
    if (isPublic && body['email'] !== undefined && stored?.email !== body['email'])
      throw new EngageRefusal(401, 'Changing the email needs the secret key')
    const draft = structuredClone(stored ?? { uid })
    users.write(draft, body)
    users.write(stored ?? users.add({ uid }), body)
    return users.toJson(users.get(uid))
  }

  function track({ body }: FakeRequest, uid: string): object {
    if (undocumented.unknownUserEvent === 404) users.get(uid)
    const { event, value, properties = {}, timestamp } = body
    if (typeof event !== 'string' || event === '') throw new EngageRefusal(400, 'event: missing')
    if (value !== undefined && !isScalar(value)) throw new EngageRefusal(400, 'value: not plain')
    if (!Object.values(Object(properties) as object).every(isScalar))
      throw new EngageRefusal(400, 'properties: not plain')
    users.events.push({ uid, event, value, properties, timestamp })
    return { status: 'ok' }
  }

  function create({ body }: FakeRequest): object {
    const { id, lists = [], ...fields } = body
    if (typeof id !== 'string') throw new EngageRefusal(400, 'id: missing')
    if (users.byUid.has(id)) throw new EngageRefusal(409, 'id: exists')
    const draft = { uid: id }
    users.write(draft, fields)
    const joined = (lists as string[]).map((list) => ({ id: list, subscribed: true }))
    return users.toJson(users.add({ ...draft, lists: joined }))
  }

  function removePart(uid: string, part: string, name: string): object | 'empty' {
    const user = users.get(uid)
    if (part === 'attributes') {
      if (!undocumented.attributes) throw new EngageRefusal(404, 'No such route')
      if (!Object.hasOwn(user.meta ?? {}, name)) throw new EngageRefusal(404, 'No such attribute')
      delete user.meta?.[name]
    } else {
      if (!user.devices?.some(({ token }) => token === name))
        throw new EngageRefusal(404, 'No token')
      user.devices = user.devices.filter(({ token }) => token !== name)
    }
    return done()
  }

  return (request) => {
    const { method, path, body, query } = request
    const [resource, uid = '', part, name = ''] = path
    if (resource !== 'users') return undefined
    const route = [method, ...path.slice(2, 3)].join(' ')
    if (path.length === 1 && method === 'POST') return create(request)
    if (path.length === 2 && method === 'PUT') return put(request, uid)
    if (path.length === 3 && route === 'POST events') return track(request, uid)
    checkSecret(request)
    if (path.length === 1 && method === 'GET') {
      const all = [...users.byUid.values()].map((user) => users.toJson(user))
      return toPage(all, (user) => (user as { id: string }).id, query)
    }
    if (uid === 'merge' && method === 'POST' && path.length === 2) {
      users.merge(String(body['source']), String(body['destination']))
      return { status: 'queued' }
    }
    if (path.length === 2 && method === 'GET') return users.toJson(users.get(uid))
    if (path.length === 2 && method === 'DELETE') {
      users.get(uid)
      users.byUid.delete(uid)
      return { status: 'ok' }
    }
    if (path.length === 3 && route === 'POST archive') {
      users.get(uid).archived = true
      return { status: 'ok' }
    }
    const isPart = part === 'attributes' || part === 'tokens'
    return path.length === 4 && method === 'DELETE' && isPart
      ? removePart(uid, part, name)
      : undefined
  }
}
