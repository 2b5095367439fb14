/** The description of one known channel. */
interface ChannelEntry {
  /** What of a user holds the address of the channel. */
  readonly address?: 'email' | 'phone' | 'devices'
}

/**
 * The known channels in the order of a page. The key is also the key of the label in `messages.channels` and of the icon of
 * `<ChannelIcon>`.
 */
export const channelEntries = {
  email: { address: 'email' },
  push: { address: 'devices' },
  sms: { address: 'phone' },
  in_app: {},
  chat: {},
  web_push: { address: 'devices' },
  webhook: {},
} as const satisfies Readonly<Record<string, ChannelEntry>>

/** A channel that has a label and an icon. */
export type KnownChannel = keyof typeof channelEntries

/** A way to reach a user. A channel that isn't known is labeled by its own name. */
export type Channel = KnownChannel | (string & {})

/** The known channels, in order. */
export const knownChannels = /* @__PURE__ */ Object.keys(channelEntries) as readonly KnownChannel[]

/** Returns what of a user holds the address of a channel. */
export function getAddressField(channel: string): ChannelEntry['address'] {
  if (!Object.hasOwn(channelEntries, channel)) return undefined
  const entry: ChannelEntry = channelEntries[channel as keyof typeof channelEntries]
  return entry.address
}
