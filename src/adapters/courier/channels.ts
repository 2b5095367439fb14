/** Courier's name of each channel that users can choose (`ChannelClassification` of its specification). */
const classes = new Map([
  ['email', 'email'],
  ['push', 'push'],
  ['sms', 'sms'],
  ['in_app', 'inbox'],
  ['chat', 'direct_message'],
  ['webhook', 'webhook'],
])

const channels = new Map(Array.from(classes, ([channel, name]) => [name, channel] as const))

/** Returns Courier's name of a channel, or `undefined` if users can't choose it at Courier. */
export const toChannelClass = (channel: string): string | undefined => classes.get(channel)

/** Returns the kit's name of a channel, or Courier's name if it is a new one. */
export const toChannel = (name: string): string => channels.get(name) ?? name

/** Returns whether a name is one of Courier's that the kit knows. */
export const isChannelClass = (name: string): boolean => channels.has(name)
