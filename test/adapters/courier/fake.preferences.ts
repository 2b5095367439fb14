import { CourierRefusal, readObject, type JsonObject } from './fake.json.js'

/** A subscription topic of the workspace. */
export interface FakeTopic {
  readonly topic_id: string
  readonly topic_name?: string
  readonly section_name?: string
  readonly description?: string
  readonly default_status: 'OPTED_IN' | 'OPTED_OUT' | 'REQUIRED'
  /** The channels of its messages. */
  readonly routing_options?: readonly string[]
  /** What users can choose. @default the channels, where it names some */
  readonly allowed_preferences?: readonly string[]
}

/** A choice of a user for one topic. */
export interface FakeChoice {
  readonly status: string
  readonly has_custom_routing?: boolean
  readonly custom_routing?: readonly unknown[]
}

/** Options of the preferences of the fake. */
export interface FakePreferenceOptions {
  /** The topics of the workspace. */
  readonly topics?: readonly FakeTopic[]
  /** Other parts of the sections of the workspace. */
  readonly sections?: JsonObject
  /** The initial choices by user and topic. */
  readonly choices?: Readonly<Record<string, Readonly<Record<string, FakeChoice>>>>
  /** The choices of each user within a tenant, by tenant and topic. */
  readonly tenantChoices?: Readonly<Record<string, Readonly<Record<string, FakeChoice>>>>
  /** What users of a tenant have without a choice, by tenant and topic. */
  readonly tenantDefaults?: Readonly<Record<string, Readonly<Record<string, FakeChoice>>>>
  /**
   * What the list of a user has: "one entry per subscription topic they have set a choice for" (courier-node 9.1.0,
   * `Preferences.retrieve`), or all ("Access all configured subscription topics and their status", docs/platform/preferences/user-preferences-logs).
   * @default 'choices'
   */
  readonly lists?: 'choices' | 'all'
  /** What is stored of a choice; nothing for `undefined`. @default all of it */
  readonly stores?: (choice: FakeChoice, topic: FakeTopic) => FakeChoice | undefined
  /** Whether a reset deletes choices. @default true */
  readonly resets?: boolean
  /** Whether the answer to a reset has the choices that are left, as in 9.1.0. @default true */
  readonly namesLeft?: boolean
  /** Pages of one topic, whose cursor is followed or ignored. */
  readonly paging?: 'followed' | 'ignored'
}

/** `ChannelClassification` of the specification. */
const channelClasses = ['direct_message', 'email', 'push', 'sms', 'webhook', 'inbox']

/** Creates the preferences of the fake. Choices are kept by user and tenant. */
export function createFakePreferences(options: FakePreferenceOptions, users: readonly string[]) {
  const { topics = [], lists = 'choices', paging, stores = (choice) => choice } = options
  const choices = new Map<string, ReadonlyMap<string, FakeChoice>>()
  for (const [id, seed] of Object.entries(options.choices ?? {}))
    choices.set(toKey(id, null), new Map(Object.entries(seed)))
  for (const [tenant, seed] of Object.entries(options.tenantChoices ?? {}))
    for (const id of users) choices.set(toKey(id, tenant), new Map(Object.entries(seed)))

  /** "It applies whenever the user has no override of their own (status equals this value)." (9.1.0, `default_status`) */
  function toItem(topic: FakeTopic, choice: FakeChoice | undefined, tenant: string | null) {
    const { topic_id, topic_name = '', section_name } = topic
    const ofTenant = new Map(Object.entries(options.tenantDefaults?.[tenant ?? ''] ?? {})).get(
      topic_id,
    )
    const default_status = ofTenant?.status ?? topic.default_status
    const shown = choice ?? ofTenant ?? { status: default_status }
    // "present only when has_custom_routing is true" (9.1.0, `custom_routing`)
    const { custom_routing, has_custom_routing = false, status } = shown
    return {
      topic_id,
      topic_name,
      ...(section_name !== undefined && { section_name }),
      default_status,
      status,
      has_custom_routing,
      ...(has_custom_routing && { custom_routing }),
    }
  }

  const findTopic = (topicId: string): FakeTopic => {
    const topic = topics.find(({ topic_id }) => topic_id === topicId)
    // "Calling for an unknown topic returns 404." (courier-skills, resources/guides/preferences.md)
    if (!topic) throw new CourierRefusal(404)
    return topic
  }

  /**
   * "status: required. has_custom_routing: If false, custom_routing is ignored and the topic preference is used."
   * (reference/user-preferences/update-subscription-topic-preferences) "One or more of" (9.1.0, `custom_routing`)
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
    if (has_custom_routing && custom_routing.length === 0) throw new CourierRefusal(400)
    return {
      status: String(status),
      has_custom_routing,
      ...(has_custom_routing && { custom_routing: custom_routing as unknown[] }),
    }
  }

  function list(id: string, query: URLSearchParams) {
    const tenant = query.get('tenant_id')
    const stored = choices.get(toKey(id, tenant))
    const shown = topics.filter(({ topic_id }) => lists === 'all' || stored?.has(topic_id))
    const items = shown.map((topic) => toItem(topic, stored?.get(topic.topic_id), tenant))
    // "Deprecated - Paging not implemented on this endpoint", and its example has a cursor.
    if (paging === 'ignored') return { items, paging: { more: true, cursor: 'MTU4OTQ5' } }
    if (paging !== 'followed') return { items, paging: { more: false } }
    const start = Number(query.get('cursor') ?? 0)
    const more = start + 1 < items.length
    return {
      items: items.slice(start, start + 1),
      paging: { more, ...(more && { cursor: String(start + 1) }) },
    }
  }

  /** "Any existing override not listed here is reset to its topic default; an empty array resets every existing override." (9.1.0) */
  function replace(key: string, body: unknown): Response {
    const replaced = readObject(body, 'body')['topics']
    if (!Array.isArray(replaced) || replaced.length > 0) throw new CourierRefusal(400)
    const stored = choices.get(key) ?? new Map<string, FakeChoice>()
    if (options.resets !== false) choices.delete(key)
    if (options.namesLeft === false) return Response.json({ message: 'success' })
    // "items: The complete resulting set of topic overrides for the user." (9.1.0, `PreferenceBulkReplaceResponse`)
    const left = Array.from(choices.get(key) ?? [], ([topic_id, item]) => ({ ...item, topic_id }))
    return Response.json({ items: left, deleted: left.length > 0 ? [] : [...stored.keys()] })
  }

  /** The sections by name, as `WorkspacePreferences.list` of 9.1.0 has them. */
  function listSections() {
    const names = [...new Set(topics.map(({ section_name = 'General' }) => section_name))]
    const results = names.map((name) => ({
      id: `section ${name}`,
      name,
      created: '2026-10-01T12:00:00Z',
      has_custom_routing: false,
      routing_options: [],
      topics: topics
        .filter((topic) => (topic.section_name ?? 'General') === name)
        .map(toCatalogTopic),
      ...options.sections,
    }))
    return { results }
  }

  return {
    choices,
    listSections,
    serve(
      method: string,
      id: string,
      topicId: string | undefined,
      body: unknown,
      query: URLSearchParams,
    ): Response {
      const tenant = query.get('tenant_id')
      const key = toKey(id, tenant)
      if (topicId === undefined) {
        if (method === 'GET') return Response.json(list(id, query))
        if (method === 'PUT') return replace(key, body)
        throw new CourierRefusal(405)
      }
      const topic = findTopic(topicId)
      const stored = choices.get(key)
      if (method === 'GET')
        return Response.json({ topic: toItem(topic, stored?.get(topicId), tenant) })
      if (method !== 'PUT') throw new CourierRefusal(405)
      const choice = readChoice(body)
      // "the API rejects opting a user out of a REQUIRED topic" (9.1.0, `status`)
      if (topic.default_status === 'REQUIRED' && choice.status === 'OPTED_OUT')
        throw new CourierRefusal(400)
      const kept = stores(choice, topic)
      const others = new Map(stored)
      if (kept) others.set(topicId, kept)
      else others.delete(topicId)
      choices.set(key, others)
      return Response.json({ message: 'success' })
    },
  }
}

function toCatalogTopic({ topic_id, topic_name = '', routing_options, ...topic }: FakeTopic) {
  return {
    id: topic_id,
    name: topic_name,
    description: topic.description ?? null,
    created: '2026-10-01T12:00:00Z',
    updated: '2026-10-01T12:00:00Z',
    default_status: topic.default_status,
    include_unsubscribe_header: true,
    topic_data: {},
    allowed_preferences:
      topic.allowed_preferences ?? (routing_options ? ['channel_preferences'] : []),
    routing_options: routing_options ?? [],
  }
}

/** Returns the key of the choices of a user within a tenant. */
export const toKey = (id: string, tenant: string | null): string => JSON.stringify([id, tenant])
