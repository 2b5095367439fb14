import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import {
  settleChanges,
  toRefused,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import type { HttpClient } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import { acceptCourierChanges } from './acceptCourierChanges.js'
import { answerSchema } from './answer.js'
import type { TopicCatalog } from './catalog.js'
import { readUntil } from './readUntil.js'
import { resetChoices } from './resetChoices.js'
import type { Topic } from './topic.js'
import { isStored, toTopicBody } from './topicBody.js'
import { createTopicReader, readItems, toTopicPath } from './topicReader.js'
import { toPreferences } from './toPreferences.js'

/** What the saves of topics did. */
interface Saves {
  readonly saved: ReadonlyMap<string, Topic>
  readonly failures: ReadonlyMap<SwitchChange, IdentikitError>
}

/** The errors of a request that are about its topic, so that others can be saved. */
const refusals: ReadonlySet<string> = new Set(['invalid', 'forbidden', 'conflict'])

/**
 * Creates the preferences member. Courier stores one status and one list of channels for each topic, so a topic is read, written whole and
 * read again. The updates of one user run one after the other.
 * @param tenantId the tenant whose preferences these are
 * @see https://www.courier.com/docs/reference/user-preferences/update-subscription-topic-preferences
 */
export function createCourierPreferences(
  http: HttpClient,
  tenantId: string | undefined,
): PreferencesMember {
  const query = { tenant_id: tenantId }
  const hasChannels = tenantId === undefined
  const reader = createTopicReader(http, tenantId)
  const enqueue = createQueue()

  /** Saves one topic, and returns it as Courier stored it. */
  async function saveTopic(
    id: string,
    topic: Topic,
    changes: readonly SwitchChange[],
    catalog: TopicCatalog,
    options: RequestOptions,
  ): Promise<Topic> {
    const body = toTopicBody(topic, changes)
    const init = { ...options, query, body: { topic: body } }
    await http(answerSchema, 'PUT', toTopicPath(id, topic.id), init).catch(toTopicError)
    const stored = await readUntil(
      async () => reader.readOne(id, topic.id, catalog, options),
      (item) => isStored(item, body),
      options,
    )
    if (!stored || !isStored(stored, body)) throw notStored()
    return { ...stored, isChosen: true }
  }

  /** Saves one topic after the other. With `onReport`, the others are saved if Courier refuses one. */
  async function saveAll(
    id: string,
    topics: readonly Topic[],
    accepted: readonly SwitchChange[],
    catalog: TopicCatalog,
    options: RequestOptions,
  ): Promise<Saves> {
    const failures = new Map<SwitchChange, IdentikitError>()
    const saved = new Map<string, Topic>()
    const parts = topics
      .map((topic) => ({ topic, changes: accepted.filter(({ type }) => type === topic.id) }))
      .filter(({ changes }) => changes.length > 0)
    for (const [index, { topic, changes }] of parts.entries()) {
      try {
        saved.set(topic.id, await saveTopic(id, topic, changes, catalog, options))
      } catch (error) {
        if (!options.onReport || !isIdentikitError(error)) throw error
        const isRefused = refusals.has(error.code)
        if (!isRefused && saved.size === 0) throw error
        const failed = isRefused ? [{ changes }] : parts.slice(index)
        for (const change of failed.flatMap((part) => part.changes)) failures.set(change, error)
        if (!isRefused) break
      }
    }
    return { saved, failures }
  }

  /** Reads the changed topics one by one, because the list may have choices only. */
  async function readChanged(
    id: string,
    changes: readonly SwitchChange[],
    catalog: TopicCatalog,
    options: RequestOptions,
  ): Promise<ReadonlyMap<string, Topic>> {
    const types = [...new Set(changes.map(({ type = '' }) => type))]
    const read = types.map((type) => reader.readOne(id, type, catalog, options))
    const found = (await Promise.all(read)).flatMap((topic) => topic ?? [])
    const topics = new Map(found.map((topic) => [topic.id, topic]))
    // If Courier lacks a topic of its workspace, the user may be unknown, so that the list is not found either.
    if (types.some((type) => catalog.has(type) && !topics.has(type)))
      await readItems(http, id, tenantId, options)
    return topics
  }

  async function get(id: string, options: RequestOptions = {}) {
    return toPreferences(await reader.readAll(id, options))
  }

  return {
    rules: { write: 'row', parents: 'and' },
    get,
    async update(id, change, options = {}) {
      const changes = [change].flat()
      const { accepted: possible } = acceptCourierChanges(changes, { hasChannels }, options)
      return enqueue(id, options.signal, async () => {
        const catalog = await reader.readCatalog(options)
        const stored = await readChanged(id, possible, catalog, options)
        const known = { hasChannels, stored }
        const { accepted, refused } = acceptCourierChanges(changes, known, options)
        const topics = [...stored.values()]
        const { saved, failures } = await saveAll(id, topics, accepted, catalog, options)
        settleChanges('Courier', changes, [...refused, ...toRefused(changes, failures)], options)
        const after = await reader.readAll(id, options, catalog)
        const others = [...saved.values()].filter((topic) => !after.some(hasId(topic.id)))
        const all = after.map((topic) => saved.get(topic.id) ?? topic)
        return toPreferences([...all, ...others])
      })
    },
    async reset(id, options = {}) {
      return enqueue(id, options.signal, async () => {
        await resetChoices(http, id, tenantId, options)
        return get(id, options)
      })
    },
  }
}

const hasId = (id: string) => (topic: Topic) => topic.id === id

/** A 404 is about the topic. As `not-found`, it would mean that the user is unknown. */
function toTopicError(error: unknown): never {
  if (!isIdentikitError(error) || error.code !== 'not-found') throw error
  const { status, requestId } = error
  throw new IdentikitError('invalid', 'Courier no longer has one of the topics.', {
    cause: error,
    status,
    requestId,
  })
}

function notStored(): IdentikitError {
  const message =
    'Courier did not store the choice. Channels need a plan with Channel Delivery Customization.'
  return new IdentikitError('conflict', message)
}
