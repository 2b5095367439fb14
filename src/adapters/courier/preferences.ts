import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import {
  settleChanges,
  toRefused,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import { getSetting, isOn } from '../../core/preferences/preferences.js'
import type { HttpClient } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import { createAcceptChanges } from './createAcceptChanges.js'
import { answerSchema } from './errors.js'
import { toPreferences, toTopicBody } from './preferencesWire.js'
import type { Topic } from './topic.js'
import { createTopicReader, toTopicPath, toTopicsPath, type Topics } from './topicReader.js'

/** Options of {@link createCourierPreferences}. */
export interface CourierPreferencesOptions {
  /** The channels that users choose. Without any, each topic has one switch. */
  readonly channels: readonly string[]
  /** The topics that are shown also where Courier doesn't list them. */
  readonly topics: readonly string[]
  /** The tenant whose preferences these are. */
  readonly tenantId: string | undefined
}

type Failures = Map<SwitchChange, IdentikitError>

/**
 * Creates the preferences member. Courier stores one status and one list of channels for each topic, so the topics are read first and
 * each changed one is written whole. The updates of one user run one after the other.
 * @see https://www.courier.com/docs/reference/user-preferences/update-subscription-topic-preferences
 */
export function createCourierPreferences(
  http: HttpClient,
  { channels, topics: shown, tenantId }: CourierPreferencesOptions,
): PreferencesMember {
  const query = { tenant_id: tenantId }
  const readTopics = createTopicReader(http, query, shown)
  const accept = createAcceptChanges(channels)
  const enqueue = createQueue()

  /** Saves one topic after the other. With `onReport`, the others are saved if Courier refuses one. */
  async function saveAll(
    id: string,
    stored: Topics,
    accepted: readonly SwitchChange[],
    options: RequestOptions,
  ): Promise<Failures> {
    const failures: Failures = new Map()
    const parts = groupByTopic(accepted, stored)
    let savedTopics = 0
    for (const [index, { topic, changes }] of parts.entries()) {
      try {
        const body = { topic: toTopicBody(topic, changes, channels) }
        await http(answerSchema, 'PUT', toTopicPath(id, topic.id), { ...options, query, body })
        savedTopics += 1
      } catch (error) {
        if (!options.onReport || !isIdentikitError(error)) throw error
        const isRefused = refusals.has(error.code)
        if (!isRefused && savedTopics === 0) throw error
        const failed = isRefused ? [{ changes }] : parts.slice(index)
        for (const change of failed.flatMap((part) => part.changes)) failures.set(change, error)
        if (!isRefused) break
      }
    }
    return failures
  }

  async function get(id: string, options: RequestOptions = {}) {
    return toPreferences((await readTopics(id, [], options)).values(), channels)
  }

  return {
    rules: { write: channels.length === 0 ? 'setting' : 'row', parents: 'and' },
    get,
    async update(id, change, options = {}) {
      const changes = [change].flat()
      accept(changes, options)
      const types = changes.flatMap(({ type }) => type ?? [])
      return enqueue(id, options.signal, async () => {
        const stored = await readTopics(id, types, options)
        const { accepted, refused } = accept(changes, options, stored)
        const failures = await saveAll(id, stored, accepted, options)
        const saved = [...(await readTopics(id, types, options)).values()]
        const after = toPreferences(
          saved.filter(
            (topic) =>
              topic.isChosen ||
              shown.includes(topic.id) ||
              accepted.some(({ type }) => type === topic.id),
          ),
          channels,
        )
        for (const item of accepted) {
          const setting = getSetting(after, item)
          const isReadable = setting !== undefined && setting.state !== 'conditional'
          const isSaved = !isReadable || isOn(setting) === getLast(accepted, item).enabled
          if (!isSaved && !failures.has(item)) failures.set(item, notStored())
        }
        settleChanges('Courier', changes, [...refused, ...toRefused(changes, failures)], options)
        return after
      })
    },
    async reset(id, options = {}) {
      return enqueue(id, options.signal, async () => {
        // An empty set resets all choices.
        const init = { ...options, query, body: { topics: [] } }
        await http(answerSchema, 'PUT', toTopicsPath(id), init)
        return get(id, options)
      })
    },
  }
}

/** The errors of a request that are about its topic, so that others can be saved. */
const refusals: ReadonlySet<string> = new Set(['invalid', 'not-found', 'forbidden'])

/** The changes of one topic. */
interface TopicChanges {
  readonly topic: Topic
  readonly changes: readonly SwitchChange[]
}

function groupByTopic(changes: readonly SwitchChange[], stored: Topics): readonly TopicChanges[] {
  const topics = Array.from(stored.values(), (topic) => ({
    topic,
    changes: changes.filter(({ type }) => type === topic.id),
  }))
  return topics.filter((item) => item.changes.length > 0)
}

/** Returns the last change of the same setting, which counts. */
function getLast(changes: readonly SwitchChange[], { type, channel }: SwitchChange): SwitchChange {
  return changes.reduce((last, item) =>
    item.type === type && item.channel === channel ? item : last,
  )
}

function notStored(): IdentikitError {
  const message =
    'Courier did not store the choice. Channels need a plan with Channel Delivery Customization.'
  return new IdentikitError('conflict', message)
}
