import * as z from 'zod/mini'
import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import type { HttpClient } from '../http/httpClient.js'

const text = z.nullish(z.string())

/** A list of texts. It is one part of an answer, because a list without some of its entries would say something else. */
const texts = z.nullish(
  z.custom<readonly string[]>(
    (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
    'must be a list of texts',
  ),
)

/**
 * The sections of a workspace with their topics.
 * @see https://github.com/trycourier/courier-node (`WorkspacePreferences.list` of version 9.1.0)
 */
const sectionsSchema = z.object({
  results: z.array(
    z.object({
      name: text,
      has_custom_routing: z.nullish(z.boolean()),
      routing_options: texts,
      topics: z.nullish(
        z.array(
          z.object({
            id: z.string(),
            name: text,
            description: text,
            default_status: text,
            allowed_preferences: texts,
            routing_options: texts,
          }),
        ),
      ),
    }),
  ),
})
type Section = z.infer<typeof sectionsSchema>['results'][number]
type SectionTopic = NonNullable<Section['topics']>[number]

/** A topic of the workspace. */
export interface CatalogTopic {
  /** The id. */
  readonly id: string
  /** The name of the topic. */
  readonly name?: string | undefined
  /** The text below the name. */
  readonly description?: string | undefined
  /** The name of its section. */
  readonly section?: string | undefined
  /** The status of users without a choice. */
  readonly status?: string | undefined
  /** The channels of messages to users without a choice, if users can choose some of them; otherwise none. */
  readonly classes: readonly string[]
}

/** The topics of a workspace by id. */
export type TopicCatalog = ReadonlyMap<string, CatalogTopic>

/**
 * Reads the topics of the workspace.
 * @param hasChannels whether users can choose channels
 */
export async function readCatalog(
  http: HttpClient,
  hasChannels: boolean,
  options: RequestOptions,
): Promise<TopicCatalog> {
  const request = http(sectionsSchema, 'GET', '/preferences/sections', options)
  const { results } = await request.catch(toCatalogError)
  const catalog = new Map<string, CatalogTopic>()
  for (const section of results) {
    for (const topic of section.topics ?? []) {
      if (topic.id === '' || catalog.has(topic.id)) continue
      catalog.set(topic.id, {
        id: topic.id,
        name: topic.name || undefined,
        description: topic.description || undefined,
        section: section.name || undefined,
        status: topic.default_status ?? undefined,
        classes: hasChannels ? listClasses(section, topic) : [],
      })
    }
  }
  return catalog
}

/** Returns the channels of a topic's messages: those of the topic, or those of its section for all its topics. */
function listClasses(section: Section, topic: SectionTopic): readonly string[] {
  if (!topic.allowed_preferences?.includes('channel_preferences')) return []
  // Without them, a part of the answer is unreadable or unknown. The topic's own channels may differ from those of the section.
  if (!topic.routing_options) return []
  if (topic.routing_options.length > 0) return [...new Set(topic.routing_options)]
  return section.has_custom_routing ? [...new Set(section.routing_options ?? [])] : []
}

/** The request names no user, so an answer 404 doesn't mean that a user is unknown. */
function toCatalogError(error: unknown): never {
  if (!isIdentikitError(error) || error.code !== 'not-found') throw error
  const { status, requestId } = error
  throw new IdentikitError('bad-answer', 'Courier answered the list of topics with 404.', {
    cause: error,
    status,
    requestId,
  })
}
