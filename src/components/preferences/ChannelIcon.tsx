import { forwardRef, type SVGAttributes } from 'react'
import type { Channel, KnownChannel } from '../../core/preferences/channels.js'
import { partProps } from '../ui/partProps.js'

const paths: Readonly<Record<KnownChannel, string>> = {
  email: 'M2.5 4.5h11v8h-11zM2.5 5l5.5 4 5.5-4',
  push: 'M4 11.5V7a4 4 0 0 1 8 0v4.5zM2.75 11.5h10.5M6.75 13.75h2.5',
  sms: 'M2.5 3.5h11v7h-6l-3 2.5v-2.5h-2zM5.5 7h.01M8 7h.01M10.5 7h.01',
  in_app: 'M2.5 3h11v8h-11zM6 13.5h4M8 11v2.5',
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
