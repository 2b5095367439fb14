import * as z from 'zod/mini'
import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { readCatalog, type TopicCatalog } from './catalog.js'
import { inGroups } from './inGroups.js'
import { findOddTopics, toDefaultTopic, toTopic, type Topic } from './topic.js'

/**
 * The topics of a user. They are not validated, so that an odd one is shown as read-only and reported.
 * @see https://www.courier.com/docs/api-reference/user-preferences/get-users-preferences
 */
const topicsSchema = z.object({
  items: z.array(z.unknown()),
  paging: z.nullish(z.object({ more: z.boolean(), cursor: z.nullish(z.string()) })),
})

/** The answer with one topic. */
const topicSchema = z.object({ topic: z.looseObject({ topic_id: z.string() }) })

/** The most pages that are read. */
const maxPages = 50

/** Creates the function that reads the topics of users, or those of one tenant. */
export function createTopicReader(http: HttpClient, tenantId: string | undefined) {
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
    const query = { tenant_id: tenantId }
    const request = http(topicSchema, 'GET', toTopicPath(id, topicId), { ...options, query })
    const answer = await ignoreErrors(request, 'not-found')
    if (answer && answer.topic.topic_id !== topicId)
      throw new IdentikitError('bad-answer', 'Courier answered with another topic.')
    return toTopic(answer?.topic, false, catalog)
  }

  /** Reads what a user without a choice has. A tenant may have its own defaults. */
  async function readDefaults(id: string, catalog: TopicCatalog, options: RequestOptions) {
    if (tenantId === undefined) return Array.from(catalog.values(), toDefaultTopic)
    const read = async (key: string) => readOne(id, key, catalog, options)
    return (await inGroups([...catalog.keys()], read)).flatMap((topic) => topic ?? [])
  }

  /**
   * Reads all topics: those of the workspace and others that Courier lists. The newest specification says that the list has the topics of
   * which the user made a choice, and a guide that it has all.
   */
  return async (id: string, options: RequestOptions): Promise<Topic[]> => {
    const [catalog, items] = await Promise.all([
      readCatalog(http, hasChannels, options),
      readItems(http, id, tenantId, options),
    ])
    const topics = new Map<string, Topic>()
    for (const item of items) {
      const topic = toTopic(item, true, catalog)
      // Without the id, it may be a choice of any topic.
      if (!topic) throw new IdentikitError('bad-answer', 'Courier listed a topic without an id.')
      if (!topics.has(topic.id)) topics.set(topic.id, topic)
    }
    const others = new Map([...catalog].filter(([key]) => !topics.has(key)))
    const defaults = await readDefaults(id, others, options)
    const found = new Map(defaults.map((topic) => [topic.id, topic]))
    const keys = new Set([...catalog.keys(), ...topics.keys()])
    return [...keys].flatMap((key) => topics.get(key) ?? found.get(key) ?? [])
  }
}

/**
 * Reads the list of topics. The reference calls its pages deprecated and not implemented, and its example has a cursor, so a cursor is
 * followed until it repeats. A list of which a part is missing or unreadable is an error, because a choice without its opt-out would be
 * none.
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
    const init = { ...options, query, findOdd: findOddTopics, strict: true }
    const page = await http(topicsSchema, 'GET', toTopicsPath(id), init)
    items.push(...page.items)
    if (!page.paging?.more) return items
    cursor = page.paging.cursor || undefined
    if (cursor === undefined)
      throw new IdentikitError('bad-answer', 'Courier has more topics of the user than it lists.')
    if (cursors.has(cursor)) return items
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
