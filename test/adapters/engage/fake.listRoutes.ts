import type { FakeUsers } from './fake.users.js'
import { toPage, EngageRefusal } from './fake.rules.js'
import type { UndocumentedBehavior, FakeRequest, FakeRoute } from './fake.rules.js'

/** A stored list. */
export interface FakeList {
  readonly id: string
  readonly title: string
  readonly description?: string | null
  readonly double_optin?: boolean
  /** Whether the list refuses new subscribers. */
  readonly archived?: boolean
}

/** Creates the routes of lists. */
export function createListRoutes(
  lists: ReadonlyMap<string, FakeList>,
  users: FakeUsers,
  undocumented: UndocumentedBehavior,
): FakeRoute {
  function set(uid: string, id: string, subscribed: boolean): void {
    const user = users.get(uid)
    const list = lists.get(id)
    if (!list) throw new EngageRefusal(404, 'List not found')
    const entry = user.lists?.find((item) => item.id === id)
    if (entry) {
      entry.subscribed = subscribed
      return
    }
    if (list.archived) throw new EngageRefusal(400, 'The list is archived')
    // The user has to confirm first; until then, the subscription is not returned.
    if (subscribed && list.double_optin) return
    user.lists = [...(user.lists ?? []), { id, subscribed }]
  }

  function toggle({ body }: FakeRequest, id: string, uid: string): object {
    const { subscribed } = body
    if (typeof subscribed !== 'boolean') throw new EngageRefusal(400, 'subscribed: not a boolean')
    const isMember = users.get(uid).lists?.some((list) => list.id === id) ?? false
    if (!isMember && undocumented.nonMember !== 'joins')
      throw new EngageRefusal(undocumented.nonMember, 'Not a subscriber')
    set(uid, id, subscribed)
    return {
      subscribed: users.get(uid).lists?.find((list) => list.id === id)?.subscribed ?? false,
    }
  }

  return (request) => {
    const { method, path, query, body, isPublic } = request
    const [resource, first = '', part, second = ''] = path
    if (resource === 'lists' && path.length === 1 && method === 'GET') {
      const shown = [...lists.values()].map((list) => ({
        description: null,
        subscriber_count: 0,
        broadcast_count: 0,
        double_optin: false,
        redirect_url: null,
        ...list,
      }))
      return toPage(shown, ({ id }) => id, query)
    }
    const isToggle = resource === 'lists' && part === 'subscribers' && path.length === 4
    const isJoin = resource === 'users' && part === 'lists' && path.length === 3
    if (!isToggle && !isJoin) return undefined
    if (isPublic) throw new EngageRefusal(401, 'This call needs the secret key')
    if (isToggle && method === 'PUT') return toggle(request, first, second)
    if (isJoin && method === 'POST') {
      for (const id of body['lists'] as string[]) set(first, id, true)
      return undocumented.answers === 'empty' ? 'empty' : { status: 'ok' }
    }
    return undefined
  }
}
