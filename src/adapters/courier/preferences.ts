import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import {
  settleChanges,
  toRefused,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import type { HttpClient } from '../http/httpClient.js'
import { acceptCourierChanges } from './acceptCourierChanges.js'
import { answerSchema } from './answer.js'
import { resetChoices } from './resetChoices.js'
import type { Topic } from './topic.js'
import { toTopicBody, withChoice } from './topicBody.js'
import { createTopicReader, toTopicPath } from './topicReader.js'
import { toPreferences } from './toPreferences.js'
import { toReadError } from './toReadError.js'

/** The preferences member. */
export type CourierPreferences = PreferencesMember & {
  readonly reset: NonNullable<PreferencesMember['reset']>
}

/** What the saves of topics did. */
interface Saves {
  readonly saved: ReadonlyMap<string, Topic>
  readonly failures: ReadonlyMap<SwitchChange, IdentikitError>
}

/** The errors of a request that are about its topic, so that others can be saved. */
const refusals: ReadonlySet<string> = new Set(['invalid', 'forbidden', 'conflict'])

/**
 * Creates the preferences member. Courier stores one status and one list of channels for each topic, so a topic is read and written whole.
 * A success status is Courier's word that it is saved, and nothing is read after an update. Writes don't wait for others of the user.
 * @param tenantId the tenant whose preferences these are
 * @see https://www.courier.com/docs/reference/user-preferences/update-subscription-topic-preferences
 */
export function createCourierPreferences(
  http: HttpClient,
  tenantId: string | undefined,
): CourierPreferences {
  const query = { tenant_id: tenantId }
  const hasChannels = tenantId === undefined
  const readTopics = createTopicReader(http, tenantId)

  /** Saves one topic, and returns it with its choice. */
  async function saveTopic(
    id: string,
    topic: Topic,
    changes: readonly SwitchChange[],
    options: RequestOptions,
  ): Promise<Topic> {
    const body = toTopicBody(topic, changes)
    const init = { ...options, query, body: { topic: body } }
    await http(answerSchema, 'PUT', toTopicPath(id, topic.id), init).catch(toTopicError)
    return withChoice(topic, body)
  }

  /** Saves one topic after the other. With `onReport`, the others are saved if Courier refuses one. */
  async function saveAll(
    id: string,
    topics: readonly Topic[],
    accepted: readonly SwitchChange[],
    options: RequestOptions,
  ): Promise<Saves> {
    const failures = new Map<SwitchChange, IdentikitError>()
    const saved = new Map<string, Topic>()
    const parts = topics
      .map((topic) => ({ topic, changes: accepted.filter(({ type }) => type === topic.id) }))
      .filter(({ changes }) => changes.length > 0)
    for (const [index, { topic, changes }] of parts.entries()) {
      try {
        saved.set(topic.id, await saveTopic(id, topic, changes, options))
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

  return {
    rules: { write: 'row', parents: 'and', complete: true },
    async get(id, options = {}) {
      return toPreferences(await readTopics(id, options))
    },
    async update(id, change, options = {}) {
      const changes = [change].flat()
      acceptCourierChanges(changes, { hasChannels }, options)
      const topics = await readTopics(id, options)
      const stored = new Map(topics.map((topic) => [topic.id, topic]))
      const { accepted, refused } = acceptCourierChanges(changes, { hasChannels, stored }, options)
      const { saved, failures } = await saveAll(id, topics, accepted, options)
      settleChanges('Courier', changes, [...refused, ...toRefused(changes, failures)], options)
      return toPreferences(topics.map((topic) => saved.get(topic.id) ?? topic))
    },
    async reset(id, options = {}) {
      const isFound = await resetChoices(http, id, tenantId, options)
      const topics = readTopics(id, options)
      return toPreferences(await (isFound ? topics.catch(toReadError) : topics))
    },
  }
}

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
