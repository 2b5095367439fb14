import { humanize } from '../locale/humanize.js'
import type { KnownChannel } from '../preferences/channels.js'

/** The English names of the channels. */
export const channelMessages = {
  /** The names of the known channels. */
  channels: {
    email: 'Email',
    push: 'Push',
    sms: 'SMS',
    in_app: 'In-app',
    chat: 'Chat',
    web_push: 'Browser',
    webhook: 'Webhook',
  } satisfies Readonly<Record<KnownChannel, string>>,
  /** The name of any other channel. */
  otherChannel: humanize,
}
