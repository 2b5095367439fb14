import { preferenceKey, type PreferenceTarget } from '../../core/preferences/preferences.js'
import { misuse } from './errors.js'

/** A notification type whose choices are stored in tags. */
export interface OneSignalType {
  /** The id of the type. */
  readonly id: string
  /** The name of the row. */
  readonly label?: string | undefined
  /** The text below the name. */
  readonly description?: string | undefined
  /** Its channels, in order. Each one is a tag of the user. */
  readonly channels: readonly string[]
}

/** The options of the OneSignal adapter that select the preferences. */
export interface OneSignalPreferenceOptions {
  /**
   * The notification types. OneSignal has no list of them. Without any, the adapter has no preferences.
   * @default []
   */
  readonly types?: readonly OneSignalType[] | undefined
  /**
   * Returns the name of the tag that holds the choice for a channel of a type. No two may have the same name.
   * @default (type, channel) => `notify_${type}_${channel}`
   */
  readonly preferenceTag?: ((type: string, channel: string) => string) | undefined
}

/** A switch, and the tag that holds its choice. */
export interface PreferenceTag {
  /** The id of the type. */
  readonly type: string
  /** The channel. */
  readonly channel: string
  /** The name of the tag. */
  readonly tag: string
}

/** The tags of all switches. */
export interface PreferenceTags {
  /** The types, in order. */
  readonly types: readonly OneSignalType[]
  /** The switches of all types. */
  readonly all: readonly PreferenceTag[]
  /** Returns the tag of a switch, or `undefined` if there is no such switch. */
  readonly find: (target: PreferenceTarget) => string | undefined
  /** Returns whether a tag holds a choice. */
  readonly has: (tag: string) => boolean
}

/**
 * Words that OneSignal uses itself where messages are personalized.
 * @see https://documentation.onesignal.com/docs/add-user-data-tags
 */
const restricted =
  /^(?:message|notification|subscription|user|template|app|org|dynamic_content|data_feed|journey|custom_data)$/

/** Returns whether OneSignal allows a tag with this name. */
export const isTagName = (name: string): boolean => name !== '' && !restricted.test(name)

/**
 * Returns the tags of the switches.
 * @throws IdentikitError `misuse` for types and tags that can't be told apart
 */
export function createPreferenceTags(options: OneSignalPreferenceOptions): PreferenceTags {
  const { types = [], preferenceTag = (type, channel) => `notify_${type}_${channel}` } = options
  const all = types.flatMap(({ id, channels }) =>
    channels.map((channel) => ({ type: id, channel, tag: preferenceTag(id, channel) })),
  )
  const names = new Set(all.map(({ tag }) => tag))
  const byTarget = new Map(all.map((item) => [preferenceKey(item), item.tag]))
  if (types.some(({ id }) => id === '') || all.some(({ channel }) => channel === ''))
    throw misuse('needs `types` with an `id` and with names of `channels`')
  if (new Set(types.map(({ id }) => id)).size < types.length || byTarget.size < all.length)
    throw misuse('contains a type or a channel of a type twice in `types`')
  if (![...names].every((name) => typeof name === 'string' && isTagName(name)))
    throw misuse('needs tags for `types` that are not empty or reserved by OneSignal')
  if (names.size < all.length) throw misuse('has the same `preferenceTag` for several switches')
  return {
    types,
    all,
    find: (target) => byTarget.get(preferenceKey(target)),
    has: (tag) => names.has(tag),
  }
}
