import * as z from 'zod/mini'
import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { readCatalog, type TopicCatalog } from './catalog.js'
import { findOddTopics, toDefaultTopic, toTopic, type Topic } from './topic.js'

/**
 * The topics of a user. They are not validated, so that an odd one is shown as read-only and reported.
 * @see https://www.courier.com/docs/api-reference/user-preferences/get-users-preferences
 */
const topicsSchema = z.object({
  items: z.array(z.unknown()),
  paging: z.catch(z.nullish(z.object({ more: z.boolean(), cursor: z.nullish(z.string()) })), null),
})

/** The answer with one topic. */
const topicSchema = z.object({ topic: z.looseObject({ topic_id: z.string() }) })

/** The most pages that are read. */
const maxPages = 50

/** Reads the topics of users. */
export type TopicReader = ReturnType<typeof createTopicReader>

/** Creates the reader of topics of users, or of those of one tenant. */
export function createTopicReader(http: HttpClient, tenantId: string | undefined) {
  const query = { tenant_id: tenantId }
  // A tenant may have its own channels.
  const hasChannels = tenantId === undefined

  /**
   * Reads one topic, or returns `undefined` if Courier lacks it: the choice, or the default of the user without one.
   * @see https://github.com/trycourier/courier-node (`Preferences.retrieveTopic` of version 9.1.0)
   */
  async function readOne(
    id: string,
    topicId: string,
    catalog: TopicCatalog,
    options: RequestOptions,
  ): Promise<Topic | undefined> {
    const request = http(topicSchema, 'GET', toTopicPath(id, topicId), { ...options, query })
    const answer = await ignoreErrors(request, 'not-found')
    if (answer && answer.topic.topic_id !== topicId)
      throw new IdentikitError('bad-answer', 'Courier answered with another topic.')
    return toTopic(answer?.topic, false, catalog)
  }

  /** Reads what a user without a choice has. A tenant may have its own defaults. */
  async function readDefaults(id: string, catalog: TopicCatalog, options: RequestOptions) {
    if (tenantId === undefined) return Array.from(catalog.values(), toDefaultTopic)
    const request = Array.from(catalog.keys(), (key) => readOne(id, key, catalog, options))
    return (await Promise.all(request)).flatMap((topic) => topic ?? [])
  }

  return {
    readOne,

    /** Reads the topics of the workspace. */
    readCatalog: async (options: RequestOptions) => readCatalog(http, hasChannels, options),

    /**
     * Reads all topics: those of the workspace, which are read unless they are given, and others that Courier lists. The newest
     * specification says that the list has the topics of which the user made a choice, and a guide that it has all.
     */
    async readAll(
      id: string,
      options: RequestOptions,
      workspace: TopicCatalog | Promise<TopicCatalog> = readCatalog(http, hasChannels, options),
    ): Promise<Topic[]> {
      const list = readItems(http, id, tenantId, options)
      const [catalog, items] = await Promise.all([workspace, list])
      const topics = new Map<string, Topic>()
      for (const item of items) {
        const topic = toTopic(item, true, catalog)
        if (topic && !topics.has(topic.id)) topics.set(topic.id, topic)
      }
      const others = new Map([...catalog].filter(([key]) => !topics.has(key)))
      const defaults = await readDefaults(id, others, options)
      const found = new Map(defaults.map((topic) => [topic.id, topic]))
      const keys = new Set([...catalog.keys(), ...topics.keys()])
      return [...keys].flatMap((key) => topics.get(key) ?? found.get(key) ?? [])
    },
  }
}

/**
 * Reads the list of topics. The reference calls its pages deprecated and not implemented, and its example has a cursor, so a cursor is
 * followed until it repeats.
 */
export async function readItems(
  http: HttpClient,
  id: string,
  tenantId: string | undefined,
  options: RequestOptions,
): Promise<readonly unknown[]> {
  const items: unknown[] = []
  const cursors = new Set<string>()
  for (let cursor: string | undefined; cursors.size < maxPages;) {
    const query = { tenant_id: tenantId, cursor }
    const init = { ...options, query, findOdd: findOddTopics }
    const page = await http(topicsSchema, 'GET', toTopicsPath(id), init)
    items.push(...page.items)
    cursor = (page.paging?.more && page.paging.cursor) || undefined
    if (cursor === undefined || cursors.has(cursor)) return items
    cursors.add(cursor)
  }
  throw new IdentikitError('bad-answer', `Courier has more than ${maxPages} pages of topics.`)
}

/** Returns the path of all topics of a user. */
export function toTopicsPath(id: string): string {
  return `/users/${toPathSegment(id)}/preferences`
}

/** Returns the path of one topic of a user. */
export function toTopicPath(id: string, topicId: string): string {
  return `${toTopicsPath(id)}/${toPathSegment(topicId, 'type')}`
}
