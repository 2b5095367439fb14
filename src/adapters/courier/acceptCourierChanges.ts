import type { RequestOptions } from '../../core/adapter.js'
import {
  acceptSwitches,
  type AcceptedChanges,
  type ChangeRefusal,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import { toPathSegment } from '../http/httpClient.js'
import { toChannelClass } from './channels.js'
import { listClasses } from './toPreferences.js'
import type { Topic } from './topic.js'

/** What is known of topics. */
interface KnownTopics {
  /** Whether topics may have channels. */
  readonly hasChannels: boolean
  /** The stored topics by id. Without them, only the kind of each change is checked. */
  readonly stored?: ReadonlyMap<string, Topic>
}

/** Selects the changes that Courier accepts. */
export function acceptCourierChanges(
  changes: readonly PreferenceChange[],
  known: KnownTopics,
  options: RequestOptions,
): AcceptedChanges<SwitchChange> {
  return acceptSwitches('Courier', changes, (change) => refuse(change, known), options)
}

function refuse(
  { type, channel }: SwitchChange,
  { hasChannels, stored }: KnownTopics,
): ChangeRefusal | undefined {
  if (type === undefined)
    return {
      code: 'unsupported',
      problem: 'names no topic, and Courier has no setting for all: change each topic',
    }
  if (!isTopicId(type))
    return { code: 'invalid', problem: 'cannot be the id of a topic', key: 'type' }
  if (channel !== undefined && !hasChannels)
    return { code: 'unsupported', problem: 'names a channel, and a tenant has its own channels' }
  const item = channel === undefined ? undefined : toChannelClass(channel)
  if (channel !== undefined && item === undefined)
    return { code: 'invalid', problem: 'is not a channel of Courier', key: 'channel' }
  return stored && refuseStored(stored.get(type), item)
}

function refuseStored(
  topic: Topic | undefined,
  item: string | undefined,
): ChangeRefusal | undefined {
  if (!topic) return { code: 'invalid', problem: 'names no topic of Courier', key: 'type' }
  if (topic.isRequired) return { code: 'locked', problem: 'is required at Courier' }
  if (topic.enabled === undefined) return { code: 'locked', problem: 'cannot be read' }
  const classes = listClasses(topic)
  if (item === undefined)
    return classes.length === 0
      ? undefined
      : { code: 'unsupported', problem: 'names a whole topic: change its channels' }
  if (classes.length === 0)
    return {
      code: 'unsupported',
      problem: 'names a channel, and this topic has no channels to choose: change the whole topic',
    }
  if (!classes.includes(item))
    return { code: 'invalid', problem: 'is not a channel of this topic', key: 'channel' }
  return undefined
}

function isTopicId(type: string): boolean {
  try {
    toPathSegment(type)
    return true
  } catch {
    return false
  }
}
