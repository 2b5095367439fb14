import type { RequestOptions } from '../../core/adapter.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreUnknown } from './errors.js'
import { findOddTopics, toTopic, type Topic } from './topic.js'
import { topicSchema, topicsSchema } from './preferencesWire.js'

/** The topics of a user by id. */
export type Topics = ReadonlyMap<string, Topic>

/** Reads the topics of a user: those that the adapter always shows, those that Courier lists, and others. */
export type ReadTopics = (
  id: string,
  others: readonly string[],
  options: RequestOptions,
) => Promise<Topics>

/** The most pages that are read. The reference calls paging deprecated and not implemented, and its example has a cursor. */
const maxPages = 20

/**
 * Creates the reader of topics. The SDK says that the list has the topics for which the user made a choice, and Courier's guide that it
 * has all, so a topic that is not listed is read by itself. Courier answers that with the default. One that Courier lacks is left out.
 * @param shown the topics that the adapter always shows, in their order
 */
export function createTopicReader(
  http: HttpClient,
  query: Readonly<Record<string, string | undefined>>,
  shown: readonly string[],
): ReadTopics {
  async function readList(id: string, options: RequestOptions): Promise<Map<string, Topic>> {
    const topics = new Map<string, Topic>()
    const cursors = new Set<string>()
    for (let cursor: string | undefined, page = 0; page < maxPages; page += 1) {
      const init = { ...options, query: { ...query, cursor }, findOdd: findOddTopics }
      const { items, paging } = await http(topicsSchema, 'GET', toTopicsPath(id), init)
      for (const item of items) {
        const topic = toTopic(item, true)
        if (topic && !topics.has(topic.id)) topics.set(topic.id, topic)
      }
      cursor = (paging?.more && paging.cursor) || undefined
      if (cursor === undefined || cursors.has(cursor)) break
      cursors.add(cursor)
    }
    return topics
  }

  async function readOne(id: string, topicId: string, options: RequestOptions) {
    const request = http(topicSchema, 'GET', toTopicPath(id, topicId), { ...options, query })
    const answer = await ignoreUnknown(request)
    return toTopic(answer?.topic, false)
  }

  return async (id, others, options) => {
    const listed = await readList(id, options)
    const topics = new Map<string, Topic>()
    for (const topicId of new Set([...shown, ...listed.keys(), ...others])) {
      const topic = listed.get(topicId) ?? (await readOne(id, topicId, options))
      if (topic) topics.set(topicId, { ...topic, id: topicId })
    }
    return topics
  }
}

/** Returns the path of all topics of a user. */
export function toTopicsPath(id: string): string {
  return `/users/${toPathSegment(id)}/preferences`
}

/** Returns the path of one topic of a user. */
export function toTopicPath(id: string, topicId: string): string {
  return `${toTopicsPath(id)}/${toPathSegment(topicId, 'type')}`
}
