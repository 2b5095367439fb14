import type { RequestOptions } from '../../core/adapter.js'
import { acceptSwitches, type ChangeRefusal } from '../../core/preferences/acceptChanges.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import type { Topics } from './topicReader.js'

/** Checks changes, before a read or with the stored topics. */
export type AcceptCourierChanges = ReturnType<typeof createAcceptChanges>

/**
 * Creates the check of changes: which settings Courier has, and whether their stored values are readable and can be changed.
 * @throws IdentikitError `unsupported`, `locked`
 */
export function createAcceptChanges(channels: readonly string[]) {
  const hasChannels = channels.length > 0

  function refuse(
    { type, channel }: PreferenceChange,
    stored: Topics | undefined,
  ): ChangeRefusal | undefined {
    if (type === undefined)
      return {
        code: 'unsupported',
        problem: 'names no topic, and Courier has no setting for all: change each topic',
      }
    if (hasChannels !== (channel !== undefined)) {
      const problem = hasChannels
        ? 'names a whole topic: change its channels'
        : 'names a channel: give the adapter `channels`, or change the whole topic'
      return { code: 'unsupported', problem }
    }
    if (!stored) return undefined
    const topic = stored.get(type)
    if (!topic) return { code: 'invalid', problem: 'names no topic of Courier', key: 'type' }
    if (topic.isRequired) return { code: 'locked', problem: 'is required at Courier' }
    if (topic.enabled === undefined) return { code: 'locked', problem: 'cannot be read' }
    return undefined
  }

  return (changes: readonly PreferenceChange[], options: RequestOptions, stored?: Topics) =>
    acceptSwitches('Courier', changes, (change) => refuse(change, stored), options)
}
