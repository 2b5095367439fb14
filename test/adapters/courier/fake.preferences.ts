import { CourierRefusal, readObject } from './fake.json.js'

/** A subscription topic of the workspace. */
export interface FakeTopic {
  readonly topic_id: string
  readonly topic_name?: string
  readonly section_name?: string
  readonly default_status: 'OPTED_IN' | 'OPTED_OUT' | 'REQUIRED'
}

/** A choice of a user for one topic. */
export interface FakeChoice {
  readonly status: string
  readonly has_custom_routing?: boolean
  readonly custom_routing?: readonly unknown[]
}

interface Options {
  readonly topics?: readonly FakeTopic[]
  readonly choices?: Readonly<Record<string, Readonly<Record<string, FakeChoice>>>>
  readonly lists?: 'choices' | 'all'
  readonly hasRouting?: boolean
  readonly paging?: 'followed' | 'ignored'
}

/** `ChannelClassification` of the specification. */
const channelClasses = ['direct_message', 'email', 'push', 'sms', 'webhook', 'inbox']

/** Creates the preferences of the fake. Choices are kept by user and tenant. */
export function createFakePreferences(options: Options) {
  const { topics = [], lists = 'choices', hasRouting = true, paging } = options
  const choices = new Map<string, Map<string, FakeChoice>>()
  for (const [id, seed] of Object.entries(options.choices ?? {}))
    choices.set(toKey(id, null), new Map(Object.entries(seed)))

  /** "It applies whenever the user has no override of their own (status equals this value)." (9.1.0, `default_status`) */
  function toItem({ topic_name = '', ...topic }: FakeTopic, choice: FakeChoice | undefined) {
    const item = { ...topic, topic_name, has_custom_routing: false, status: topic.default_status }
    if (!choice) return item
    // "present only when has_custom_routing is true" (9.1.0, `custom_routing`)
    const { custom_routing, ...others } = choice
    return { ...item, ...others, ...(choice.has_custom_routing && { custom_routing }) }
  }

  const findTopic = (topicId: string): FakeTopic => {
    const topic = topics.find(({ topic_id }) => topic_id === topicId)
    if (!topic) throw new CourierRefusal(404)
    return topic
  }

  /**
   * "status: required. has_custom_routing: If false, custom_routing is ignored and the topic preference is used."
   * (reference/user-preferences/update-subscription-topic-preferences) "A topic set as REQUIRED will prevent users from opting out."
   * (docs/platform/preferences)
   */
  function readChoice(body: unknown): FakeChoice {
    const topic = readObject(readObject(body, 'body')['topic'], 'topic')
    const { status, has_custom_routing = false, custom_routing = [] } = topic
    const isRouting =
      typeof has_custom_routing === 'boolean' &&
      Array.isArray(custom_routing) &&
      custom_routing.every((entry) => channelClasses.includes(String(entry)))
    if (!['OPTED_IN', 'OPTED_OUT'].includes(String(status)) || !isRouting)
      throw new CourierRefusal(400)
    const isRouted = has_custom_routing && hasRouting
    return {
      status: String(status),
      has_custom_routing: isRouted,
      ...(isRouted && { custom_routing: custom_routing as unknown[] }),
    }
  }

  function list(stored: ReadonlyMap<string, FakeChoice> | undefined, cursor: string | null) {
    const shown = topics.filter(({ topic_id }) => lists === 'all' || stored?.has(topic_id))
    const items = shown.map((topic) => toItem(topic, stored?.get(topic.topic_id)))
    // "Deprecated - Paging not implemented on this endpoint", and its example has a cursor.
    if (paging === 'ignored') return { items, paging: { more: true, cursor: 'MTU4OTQ5' } }
    if (paging !== 'followed') return { items, paging: { more: false } }
    const start = Number(cursor ?? 0)
    const more = start + 1 < items.length
    return {
      items: items.slice(start, start + 1),
      paging: { more, ...(more && { cursor: String(start + 1) }) },
    }
  }

  return {
    choices,
    serve(
      method: string,
      id: string,
      topicId: string | undefined,
      body: unknown,
      query: URLSearchParams,
    ): Response {
      const key = toKey(id, query.get('tenant_id'))
      const stored = choices.get(key)
      if (topicId === undefined) {
        if (method === 'GET') return Response.json(list(stored, query.get('cursor')))
        const replaced = readObject(body, 'body')['topics']
        if (method !== 'PUT' || !Array.isArray(replaced) || replaced.length > 0)
          throw new CourierRefusal(400)
        // "an empty array resets every existing override" (9.1.0, `bulkReplace`)
        choices.delete(key)
        return Response.json({ items: [], deleted: [...(stored ?? new Map()).keys()] })
      }
      const topic = findTopic(topicId)
      if (method === 'GET') return Response.json({ topic: toItem(topic, stored?.get(topicId)) })
      if (method !== 'PUT') throw new CourierRefusal(405)
      const choice = readChoice(body)
      if (topic.default_status === 'REQUIRED' && choice.status === 'OPTED_OUT')
        throw new CourierRefusal(400)
      choices.set(key, new Map([...(stored ?? []), [topicId, choice]]))
      return Response.json({ message: 'success' })
    },
  }
}

/** Returns the key of the choices of a user within a tenant. */
export const toKey = (id: string, tenant: string | null): string => JSON.stringify([id, tenant])
