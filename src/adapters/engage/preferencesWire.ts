import type {
  NotificationType,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import type { User } from '../../core/user/user.js'
import { needsConfirmation, type EngageList } from './lists.js'
import { isUnreadableList } from './userWire.js'

/** A list that users see as a type. */
export interface EngageRow {
  /** The id of the list or segment. */
  readonly id: string
  /** @default the title of the list */
  readonly label?: string | undefined
  /** @default the description of the list */
  readonly description?: string | undefined
}

/** The options of the Engage adapter that select the preferences. */
export interface EngagePreferenceOptions {
  /**
   * The lists that users see as types; `'all'` for every list of the account, internal ones included. Without `lists` and
   * `segments`, the adapter has no preferences.
   */
  readonly lists?: readonly EngageRow[] | 'all' | undefined
  /** The segments that their members see as read-only rows. The API has no names of segments. */
  readonly segments?: readonly (EngageRow & { readonly label: string })[] | undefined
}

function toSetting(user: User, { id }: EngageList): PreferenceSetting {
  if (isUnreadableList(user, id)) return { state: 'conditional' }
  const entry = user.lists?.find((list) => list.id === id)
  const state = entry ? (entry.subscribed ? 'on' : 'off') : 'unset'
  return { state, default: false }
}

/**
 * Returns the setting after a write: the state of the answer, otherwise of the user that was read afterwards. Returns `undefined`
 * if the change was not saved. A list with a double opt-in is pending until the user confirms.
 */
export function toSavedSetting(
  user: User,
  list: EngageList,
  subscribed: boolean | undefined,
  answer: boolean | undefined,
): PreferenceSetting | undefined {
  const setting = toSetting(user, list)
  const isUnknown = answer === undefined && setting.state === 'conditional'
  if (subscribed === undefined || isUnknown) return setting
  if ((answer ?? setting.state === 'on') !== subscribed) {
    return subscribed && needsConfirmation(list)
      ? { ...setting, state: 'on', pending: true }
      : undefined
  }
  return answer === undefined ? setting : { ...setting, state: subscribed ? 'on' : 'off' }
}

/** Converts the subscriptions and segments of a user. `settings` overrides the settings of lists. */
export function toPreferences(
  user: User,
  lists: readonly EngageList[],
  segments: NonNullable<EngagePreferenceOptions['segments']>,
  settings?: ReadonlyMap<string, PreferenceSetting | undefined>,
): Preferences {
  const types = lists.map((list): NotificationType => ({
    id: list.id,
    ...(list.title && { label: list.title }),
    ...(list.description && { description: list.description }),
    setting: settings?.get(list.id) ?? toSetting(user, list),
    channels: {},
  }))
  const computed = segments.flatMap((row): NotificationType[] => {
    const segment = user.segments?.find(({ id }) => id === row.id)
    if (!segment) return []
    const setting: PreferenceSetting = { state: segment.suppressed ? 'off' : 'on', locked: {} }
    return [{ ...row, setting, channels: {} }]
  })
  return { types: [...types, ...computed], channels: {}, rest: {} }
}
