/** The channels that Courier calls by another name. */
const names = [
  ['in_app', 'inbox'],
  ['chat', 'direct_message'],
] as const

const toCourier = new Map<unknown, string>(names)
const toKit = new Map<unknown, string>(names.map(([kit, courier]) => [courier, kit]))

/**
 * The channels that a user can choose: the channel classes of Courier's specification.
 * @see https://www.courier.com/docs/reference/user-preferences/update-subscription-topic-preferences
 */
export const courierChannels = ['email', 'push', 'sms', 'in_app', 'chat', 'webhook'] as const

/** A channel that a user can choose at Courier. */
export type CourierChannel = (typeof courierChannels)[number]

/** Returns Courier's name of a channel. */
export const toChannelClass = (channel: string): string => toCourier.get(channel) ?? channel

/** Returns the kit's names of the channels of a custom routing, without entries that are no text. */
export function toChannels(routing: readonly unknown[]): readonly string[] {
  return routing
    .filter((entry): entry is string => typeof entry === 'string' && entry !== '')
    .map((entry) => toKit.get(entry) ?? entry)
}
