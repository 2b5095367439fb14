/** The English texts of channels that don't reach the user. */
export const reachMessages = {
  /** The name of the group of notices, for screen readers. */
  title: 'How we reach you',
  /** There is no address, by what the address of the channel is. */
  missing: {
    email: (channel: string) => `${channel}: we don't have your email address.`,
    phone: (channel: string) => `${channel}: we don't have your phone number.`,
    devices: (channel: string) => `${channel}: none of your devices is set up.`,
    other: (channel: string) => `${channel}: we don't know where to send these.`,
  },
  /** The link to the form for the address. */
  add: {
    email: 'Add email address',
    phone: 'Add phone number',
    devices: 'Set up a device',
    other: 'Add address',
  },
  unverified: (channel: string, address: string) => `${channel}: ${address} isn't confirmed yet.`,
  /** The button that confirms an address. */
  verify: (address: string) => `Confirm ${address}`,
  /** Shown after `unverified`. */
  verifyFailed: "That didn't work. Try again.",
  blocked: (channel: string) => `${channel}: your browser blocks notifications from this site.`,
}

/** The messages of channels that don't reach the user. */
export type ReachMessages = typeof reachMessages
