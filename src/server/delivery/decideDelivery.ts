import type { Schedule } from '../../core/schedule/schedule.js'
import type { User } from '../../core/user/user.js'
import { getFrequency } from '../../core/preferences/frequencies.js'
import { getAddressField } from '../../core/preferences/channels.js'
import {
  getDisabledParents,
  getSetting,
  isOn,
  type PreferenceRules,
  type Preferences,
  type PreferenceTarget,
} from '../../core/preferences/preferences.js'
import type {
  RegisteredChannel,
  RegisteredTypeId,
} from '../../core/preferences/registeredCatalog.js'
import { findDecidingTarget } from './findDecidingTarget.js'
import { findNextDigest } from './findNextDigest.js'
import { findScheduleHold } from './findScheduleHold.js'

/** A message that is about to be sent. */
export interface DeliveryMessage {
  /** The id of its notification type. */
  readonly type: RegisteredTypeId
  /** The channel that it is sent through. */
  readonly channel: RegisteredChannel
  /** When it is sent: a Date, or a date and time in ISO 8601 with a zone. @default now */
  readonly at?: Date | string | undefined
  /** The tenant or workspace whose preferences and schedule count. */
  readonly scope?: string | undefined
}

/** Why a message must not be sent. */
export type DeliveryReason =
  /** The user turned it off, or its default is off. */
  | 'off'
  /** The user turned off the type, the channel or all marketing messages. */
  | 'parent-off'
  /** The user made no choice, and there is no default. */
  | 'unset'
  /** The user has not yet confirmed it (double opt-in). */
  | 'unconfirmed'
  /** The service computes it, or has no such setting. */
  | 'unknown'
  /** The user has no address for the channel, or no device. */
  | 'no-address'
  /** The address is not verified. */
  | 'unverified'
  /** The user paused all messages. */
  | 'paused'
  /** The user wants messages at other hours. */
  | 'outside-hours'
  /** The user wants a digest: collect the message, and send it then. */
  | 'digest'

/** Whether a message may be sent now. */
export type Delivery =
  | { readonly deliver: true }
  | {
      readonly deliver: false
      readonly reason: DeliveryReason
      /** The setting that turns it off, with the reason `parent-off`. */
      readonly parent?: PreferenceTarget | undefined
      /**
       * When the message may be sent, if only the time keeps it: a date and time in ISO 8601. Check again then, because the user may have
       * changed the settings.
       */
      readonly until?: string | undefined
    }

/** What a decision is based on. */
export interface DeliveryFacts {
  readonly preferences: Preferences
  readonly rules: PreferenceRules
  /** The user; `undefined` if the service doesn't know them, so that nothing is known about their addresses. */
  readonly user: User | undefined
  /** Whether the service returns the address of the channel. Without, it can be stored elsewhere. @default true */
  readonly isAddressRead?: boolean | undefined
  /** Whether the address of the channel is verified. */
  readonly isVerified: boolean
  /** When the user wants messages, if the service has schedules. */
  readonly schedule: Schedule | undefined
  /** When the message is sent, in milliseconds since 1970. */
  readonly at: number
}

const yes: Delivery = { deliver: true }
const no = (reason: DeliveryReason): Delivery => ({ deliver: false, reason })

/** Returns whether a message may be sent. What the preference center shows as on is delivered if there is an address, and nothing else. */
export function decideDelivery(
  message: Pick<DeliveryMessage, 'type' | 'channel'>,
  facts: DeliveryFacts,
): Delivery {
  const target = findDecidingTarget(facts.preferences, message)
  const { isAddressRead = true, user } = facts
  const refused = checkSetting(target, facts)
  if (refused) return refused
  if (isAddressRead && !hasAddress(message.channel, user)) return no('no-address')
  if (!facts.isVerified) return no('unverified')
  const isLocked = getSetting(facts.preferences, target)?.locked !== undefined
  return (isLocked ? undefined : checkTime(message.type, facts)) ?? yes
}

/** Returns why a message has to wait. Messages of an urgent type don't. */
function checkTime(
  typeId: string,
  { preferences, schedule, user, at }: DeliveryFacts,
): Delivery | undefined {
  const type = preferences.types.find(({ id }) => id === typeId)
  if (type?.urgent) return undefined
  const timezone = schedule?.timezone ?? user?.timezone ?? 'UTC'
  const hold = schedule && findScheduleHold(schedule, timezone, at)
  if (hold) return wait(hold.reason, hold.until)
  const frequency = getFrequency(type?.frequency)
  return frequency === 'instant'
    ? undefined
    : wait('digest', findNextDigest(frequency, timezone, at))
}

const wait = (reason: DeliveryReason, until: number | undefined): Delivery => ({
  deliver: false,
  reason,
  ...(until !== undefined && { until: new Date(until).toISOString() }),
})

function checkSetting(
  target: PreferenceTarget,
  { preferences, rules }: DeliveryFacts,
): Delivery | undefined {
  const setting = getSetting(preferences, target)
  if (!setting) return no('unknown')
  if (setting.locked && isOn(setting)) return undefined
  if (setting.state === 'off') return no('off')
  const [parent] = getDisabledParents(preferences, target, rules)
  if (parent) return { deliver: false, reason: 'parent-off', parent }
  if (setting.state === 'conditional') return no('unknown')
  if (setting.pending) return no('unconfirmed')
  if (isOn(setting)) return undefined
  return no(setting.default === undefined ? 'unset' : 'off')
}

/** Returns whether a user can be reached. A channel whose address isn't known to the kit can. */
function hasAddress(channel: string, user: User | undefined): boolean {
  const address = getAddressField(channel)
  if (!user || !address) return true
  if (address !== 'devices') return Boolean(user[address])
  // Some services don't return the devices.
  return user.devices === undefined || user.devices.length > 0
}
