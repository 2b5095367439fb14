import { isMap } from '../../core/json.js'
import type { JsonPath } from '../http/parseParts.js'
import type { CatalogTopic } from './catalog.js'

/** A topic of a user. */
export interface Topic {
  /** The id. */
  readonly id: string
  /** The name of the topic. */
  readonly name?: string | undefined
  /** The text below the name. */
  readonly description?: string | undefined
  /** The name of its section. */
  readonly section?: string | undefined
  /** Whether messages are sent; `undefined` if the answer is not as documented. */
  readonly enabled?: boolean | undefined
  /** Whether messages are sent without a choice; `undefined` if unknown. */
  readonly default?: boolean | undefined
  /** Whether the user cannot opt out. */
  readonly isRequired: boolean
  /** Whether the user made the choice. */
  readonly isChosen: boolean
  /** The channels without a choice, if the user can choose some of them; otherwise none. */
  readonly classes: readonly string[]
  /** The chosen channels; `undefined` without a choice. */
  readonly routing?: readonly string[] | undefined
}

/** Whether messages are sent, by status. */
const statuses = new Map<unknown, boolean>([
  ['OPTED_IN', true],
  ['OPTED_OUT', false],
  ['REQUIRED', true],
])

/** Converts a topic of which the user made no choice. */
export function toDefaultTopic({ status, ...topic }: CatalogTopic): Topic {
  const enabled = statuses.get(status)
  return { ...topic, enabled, default: enabled, isRequired: status === 'REQUIRED', isChosen: false }
}

/**
 * Converts a topic of a user, or returns `undefined` if it has no id.
 * @see https://github.com/trycourier/courier-node (`TopicPreference` of version 9.1.0)
 */
export function toTopic(
  item: unknown,
  isChosen: boolean,
  catalog: ReadonlyMap<string, CatalogTopic>,
): Topic | undefined {
  if (!isMap(item)) return undefined
  const { topic_id: id, topic_name: name, section_name: section } = item
  if (typeof id !== 'string' || id === '') return undefined
  const { status, default_status: defaultStatus } = item
  const { status: catalogStatus, ...known } = catalog.get(id) ?? { id, classes: [] }
  const fallback = statuses.has(defaultStatus) ? defaultStatus : catalogStatus
  const isRequired = [status, fallback].includes('REQUIRED')
  const isReadable = findOddKeys(item).length === 0
  return {
    ...known,
    name: known.name ?? toText(name),
    section: known.section ?? toText(section),
    enabled: isReadable ? isRequired || statuses.get(status) : undefined,
    default: statuses.get(fallback),
    isRequired,
    isChosen,
    routing:
      isReadable && item['has_custom_routing'] === true
        ? (item['custom_routing'] as readonly string[])
        : undefined,
  }
}

const toText = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** Returns the channels on which messages are sent. */
export const getRouting = ({ enabled, routing, classes }: Topic): readonly string[] =>
  enabled ? (routing ?? classes) : []

/** Returns the keys of a topic that say whether messages are sent and are not as documented. */
function findOddKeys(item: Readonly<Record<string, unknown>>): readonly string[] {
  const { status, has_custom_routing: hasRouting, custom_routing: routing } = item
  return [
    ...(statuses.has(status) ? [] : ['status']),
    ...(typeof (hasRouting ?? false) === 'boolean' ? [] : ['has_custom_routing']),
    // An empty list would be no channel or those of the topic; the specification says "one or more".
    ...(hasRouting !== true || isRouting(routing) ? [] : ['custom_routing']),
  ]
}

const isRouting = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((entry) => typeof entry === 'string' && entry !== '')

/** Returns the paths of the parts of a list of topics that are not as documented. */
export function findOddTopics(answer: unknown): readonly JsonPath[] {
  const { items } = Object(answer) as { readonly items?: unknown }
  const list: readonly unknown[] = Array.isArray(items) ? items : []
  return list.flatMap((item, index): readonly JsonPath[] => {
    if (!isMap(item)) return [['items', index]]
    const { topic_id: id, topic_name: name, section_name: section } = item
    const keys = [
      ...(typeof id === 'string' && id !== '' ? findOddKeys(item) : ['topic_id']),
      // An example of the reference has a default `OPT_IN`, so that any text is accepted.
      ...(typeof item['default_status'] === 'string' ? [] : ['default_status']),
      ...(typeof (name ?? '') === 'string' ? [] : ['topic_name']),
      ...(typeof (section ?? '') === 'string' ? [] : ['section_name']),
    ]
    return keys.map((key) => ['items', index, key])
  })
}
