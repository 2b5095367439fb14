import { forwardRef, type SVGAttributes } from 'react'
import type { Channel, KnownChannel } from '../../core/preferences/channels.js'
import { partProps } from '../ui/partProps.js'

const paths: Readonly<Record<KnownChannel, string>> = {
  email:
    'M3.75 3.25h8.5a2 2 0 0 1 2 2v5.5a2 2 0 0 1-2 2h-8.5a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2ZM2.25 4.75 8 8.75l5.75-4',
  push: 'M8 1.75a4 4 0 0 0-4 4v2.5L2.75 11h10.5L12 8.25v-2.5a4 4 0 0 0-4-4ZM6.5 13.25a1.6 1.6 0 0 0 3 0',
  sms: 'M6.25 1.75h3.5a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2h-3.5a2 2 0 0 1-2-2v-8.5a2 2 0 0 1 2-2ZM7 12h2',
  in_app:
    'M3.75 2.75h8.5a2 2 0 0 1 2 2v4.5a2 2 0 0 1-2 2h-8.5a2 2 0 0 1-2-2v-4.5a2 2 0 0 1 2-2ZM5.5 13.75h5',
  chat: 'M2.5 3.5h8v5.5h-4l-2 2v-2h-2zM12.5 6.5h1v5.5h-2v1.75l-2-1.75h-3',
  web_push: 'M2.5 3h11v10h-11zM2.5 6h11M4.5 4.5h.01M6.5 4.5h.01',
  webhook: 'M6 4 2.5 8 6 12M10 4l3.5 4-3.5 4',
}
const other = 'M8 2.75a5.25 5.25 0 1 1 0 10.5 5.25 5.25 0 0 1 0-10.5M8 6v4M6 8h4'

/** Props of `ChannelIcon`. */
export interface ChannelIconProps extends Omit<SVGAttributes<SVGSVGElement>, 'children'> {
  /** The channel, such as `email`. */
  readonly channel: Channel
}

/**
 * Renders an `<svg>` with the icon of a channel. It is hidden from assistive technology: show the channel's name beside it.
 * @example
 * <ChannelIcon channel="email" /> Email
 */
export const ChannelIcon = forwardRef<SVGSVGElement, ChannelIconProps>(function ChannelIcon(
  { channel, ...props },
  ref,
) {
  const path = Object.hasOwn(paths, channel) ? paths[channel as KnownChannel] : other
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      {...partProps('channel-icon', props)}
      ref={ref}
    >
      <path d={path} />
    </svg>
  )
})
