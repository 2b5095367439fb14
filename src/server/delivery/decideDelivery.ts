import type { User } from '../../core/user/user.js'
import { channelEntries } from '../../core/preferences/channels.js'
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

/** A message that is about to be sent. */
export interface DeliveryMessage {
  /** The id of its notification type. */
  readonly type: RegisteredTypeId
  /** The channel that it is sent through. */
  readonly channel: RegisteredChannel
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

/** Whether a message may be sent now. */
export type Delivery =
  | { readonly deliver: true }
  | {
      readonly deliver: false
      readonly reason: DeliveryReason
      /** The setting that turns it off, with the reason `parent-off`. */
      readonly parent?: PreferenceTarget | undefined
    }

/** What a decision is based on. */
export interface DeliveryFacts {
  readonly preferences: Preferences
  readonly rules: PreferenceRules
  /** The user; `undefined` if the service doesn't know them, so that nothing is known about their addresses. */
  readonly user: User | undefined
  /** Whether the address of the channel is verified. */
  readonly isVerified: boolean
}

const yes: Delivery = { deliver: true }
const no = (reason: DeliveryReason): Delivery => ({ deliver: false, reason })

/** Returns whether a message may be sent. What the preference center shows as on is delivered if there is an address, and nothing else. */
export function decideDelivery(message: DeliveryMessage, facts: DeliveryFacts): Delivery {
  const refused = checkSetting(message, facts)
  if (refused) return refused
  if (!hasAddress(message.channel, facts.user)) return no('no-address')
  return facts.isVerified ? yes : no('unverified')
}

function checkSetting(
  message: DeliveryMessage,
  { preferences, rules }: DeliveryFacts,
): Delivery | undefined {
  const target = findDecidingTarget(preferences, message)
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

/** Returns what of a user holds the address of a channel. */
export function getAddressField(channel: string): 'email' | 'phone' | 'devices' | undefined {
  if (!Object.hasOwn(channelEntries, channel)) return undefined
  const entry: { readonly address?: 'email' | 'phone' | 'devices' } =
    channelEntries[channel as keyof typeof channelEntries]
  return entry.address
}
