'use client'
import { forwardRef, useId, type HTMLAttributes, type JSX } from 'react'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { ChannelIcon } from './ChannelIcon.js'
import { partProps } from '../ui/partProps.js'
import { PreferenceSwitch } from './PreferenceSwitch.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'
import { getChannelLabel } from '../../core/messages/preferenceNames.js'

/** Props of `PreferenceCenterChannels`. */
export type PreferenceCenterChannelsProps = HTMLAttributes<HTMLDivElement>

/**
 * Renders a `<div role="group">` with a switch that turns a channel on or off for all types, or nothing if the service has no such
 * switches.
 * @example
 * <PreferenceCenter>
 *   <PreferenceCenterChannels />
 *   <PreferenceCenterList />
 * </PreferenceCenter>
 */
export const PreferenceCenterChannels = forwardRef<HTMLDivElement, PreferenceCenterChannelsProps>(
  function PreferenceCenterChannels(props, ref): JSX.Element | null {
    const { headingLevel } = usePreferenceCenterState('PreferenceCenterChannels')
    const messages = usePreferenceMessages()
    const outline = usePreferenceOutline()
    const headingId = useId()
    if (!outline || outline.channels.length === 0) return null
    const Heading = `h${headingLevel + 1}` as 'h2'
    return (
      <div
        role="group"
        aria-labelledby={headingId}
        {...partProps('preference-center-channels', props)}
        ref={ref}
      >
        <Heading className="ik-preference-center-group-title" id={headingId}>
          {messages.preferences.channelsTitle}
        </Heading>
        <ul className="ik-preference-center-channel-list">
          {outline.channels.map((channel) => (
            <li key={channel} className="ik-preference-center-line">
              <span className="ik-preference-center-line-label" aria-hidden="true">
                <ChannelIcon channel={channel} />
                <span>{getChannelLabel(messages, channel)}</span>
              </span>
              <PreferenceSwitch channel={channel} />
            </li>
          ))}
        </ul>
      </div>
    )
  },
)
