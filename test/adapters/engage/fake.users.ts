import type { EngagePeople } from './fake.people.js'
import { isScalar, toPage, EngageRefusal } from './fake.rules.js'
import type { UndocumentedBehavior, FakeRequest, FakeRoute } from './fake.rules.js'

/** Creates the routes below /users. */
export function createEngageUsers(
  people: EngagePeople,
  undocumented: UndocumentedBehavior,
): FakeRoute {
  const done = () => (undocumented.answers === 'empty' ? 'empty' : { status: 'ok' })

  function checkSecret({ isPublic }: FakeRequest): void {
    if (isPublic) throw new EngageRefusal(401, 'This call needs the secret key')
  }

  function put(request: FakeRequest, uid: string): object {
    const { body, isPublic } = request
    const stored = people.byUid.get(uid)
    if (isPublic && body['email'] !== undefined && stored?.email !== body['email'])
      throw new EngageRefusal(401, 'Changing the email needs the secret key')
    const draft = structuredClone(stored ?? { uid })
    people.write(draft, body)
    people.write(stored ?? people.add({ uid }), body)
    return people.toJson(people.get(uid))
  }

  function track({ body }: FakeRequest, uid: string): object {
    if (undocumented.unknownUserEvent === 404) people.get(uid)
    const { event, value, properties = {}, timestamp } = body
    if (typeof event !== 'string' || event === '') throw new EngageRefusal(400, 'event: missing')
    if (value !== undefined && !isScalar(value)) throw new EngageRefusal(400, 'value: not plain')
    if (!Object.values(Object(properties) as object).every(isScalar))
      throw new EngageRefusal(400, 'properties: not plain')
    people.events.push({ uid, event, value, properties, timestamp })
    return { status: 'ok' }
  }

  function create({ body }: FakeRequest): object {
    const { id, lists = [], ...fields } = body
    if (typeof id !== 'string') throw new EngageRefusal(400, 'id: missing')
    if (people.byUid.has(id)) throw new EngageRefusal(409, 'id: exists')
    const draft = { uid: id }
    people.write(draft, fields)
    const joined = (lists as string[]).map((list) => ({ id: list, subscribed: true }))
    return people.toJson(people.add({ ...draft, lists: joined }))
  }

  function removePart(uid: string, part: string, name: string): object | 'empty' {
    const person = people.get(uid)
    if (part === 'attributes') {
      if (!undocumented.attributes) throw new EngageRefusal(404, 'No such route')
      if (!Object.hasOwn(person.meta ?? {}, name)) throw new EngageRefusal(404, 'No such attribute')
      delete person.meta?.[name]
    } else {
      if (!person.devices?.some(({ token }) => token === name))
        throw new EngageRefusal(404, 'No token')
      person.devices = person.devices.filter(({ token }) => token !== name)
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
      const all = [...people.byUid.values()].map((person) => people.toJson(person))
      return toPage(all, (person) => (person as { id: string }).id, query)
    }
    if (uid === 'merge' && method === 'POST' && path.length === 2) {
      people.merge(String(body['source']), String(body['destination']))
      return { status: 'queued' }
    }
    if (path.length === 2 && method === 'GET') return people.toJson(people.get(uid))
    if (path.length === 2 && method === 'DELETE') {
      people.get(uid)
      people.byUid.delete(uid)
      return { status: 'ok' }
    }
    if (path.length === 3 && route === 'POST archive') {
      people.get(uid).archived = true
      return { status: 'ok' }
    }
    const isPart = part === 'attributes' || part === 'tokens'
    return path.length === 4 && method === 'DELETE' && isPart
      ? removePart(uid, part, name)
      : undefined
  }
}
