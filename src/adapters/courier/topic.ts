import { isMap } from '../../core/json.js'
import type { JsonPath } from '../http/parseParts.js'

/** What a topic of a user says, in the terms of the kit. */
export interface Topic {
  /** The `topic_id`. */
  readonly id: string
  /** The `topic_name`. */
  readonly name?: string | undefined
  /** The `section_name`. */
  readonly section?: string | undefined
  /** Whether messages are sent; `undefined` if the topic is not as documented. */
  readonly enabled?: boolean | undefined
  /** Whether messages are sent without a choice; `undefined` if unknown. */
  readonly default?: boolean | undefined
  /** Whether the user cannot opt out. */
  readonly isRequired: boolean
  /** Whether the user made the choice. */
  readonly isChosen: boolean
  /** The channels of messages as Courier names them; `undefined` for those of the topic's own routing. */
  readonly routing?: readonly unknown[] | undefined
}

/** Whether messages are sent, by status. */
const statuses = new Map<unknown, boolean>([
  ['OPTED_IN', true],
  ['OPTED_OUT', false],
  ['REQUIRED', true],
])

/**
 * Converts a topic, or returns `undefined` if it has no id. A topic of the list is a choice of the user, and any other the default.
 * @see https://github.com/trycourier/courier-node (`TopicPreference` of version 9.1.0)
 */
export function toTopic(item: unknown, isChosen: boolean): Topic | undefined {
  if (!isMap(item)) return undefined
  const { topic_id: id, topic_name: name, section_name: section } = item
  if (typeof id !== 'string' || id === '') return undefined
  const { status, default_status: defaultStatus, custom_routing: routing } = item
  return {
    id,
    name: toText(name),
    section: toText(section),
    enabled: findOddKeys(item).length === 0 ? statuses.get(status) : undefined,
    default: statuses.get(defaultStatus),
    isRequired: [status, defaultStatus].includes('REQUIRED'),
    isChosen,
    routing: item['has_custom_routing'] === true && Array.isArray(routing) ? routing : undefined,
  }
}

const toText = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** Returns the keys of a topic that say whether messages are sent and are not as documented. */
function findOddKeys(item: Readonly<Record<string, unknown>>): readonly string[] {
  const { status, has_custom_routing: hasRouting, custom_routing: routing } = item
  return [
    ...(statuses.has(status) ? [] : ['status']),
    ...(typeof (hasRouting ?? false) === 'boolean' ? [] : ['has_custom_routing']),
    ...(hasRouting !== true || Array.isArray(routing) ? [] : ['custom_routing']),
  ]
}

/** Returns the paths of the parts of a list of topics that are not as documented. */
export function findOddTopics(answer: unknown): readonly JsonPath[] {
  const { items } = Object(answer) as { readonly items?: unknown }
  const list: readonly unknown[] = Array.isArray(items) ? items : []
  return list.flatMap((item, index): readonly JsonPath[] => {
    if (!isMap(item)) return [['items', index]]
    const { topic_name: name, section_name: section, default_status: defaultStatus } = item
    const keys = [
      ...(toTopic(item, true) ? findOddKeys(item) : ['topic_id']),
      // An example of the reference has a default `OPT_IN`, so that any text is accepted.
      ...(typeof defaultStatus === 'string' ? [] : ['default_status']),
      ...(typeof (name ?? '') === 'string' ? [] : ['topic_name']),
      ...(typeof (section ?? '') === 'string' ? [] : ['section_name']),
    ]
    const routing: readonly unknown[] = toTopic(item, true)?.routing ?? []
    const entries = [...routing.entries()].filter(([, entry]) => typeof entry !== 'string')
    return [
      ...keys.map((key) => ['items', index, key]),
      ...entries.map(([place]) => ['items', index, 'custom_routing', place]),
    ]
  })
}
