'use client'
import { forwardRef, useId, type HTMLAttributes, type JSX } from 'react'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { partProps } from '../ui/partProps.js'
import { PreferenceSwitch } from './PreferenceSwitch.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'

/** Props of `PreferenceCenterSubscribed`. */
export type PreferenceCenterSubscribedProps = HTMLAttributes<HTMLDivElement>

/**
 * Renders a `<div>` with the switch for all commercial messages, or nothing if the service has no such switch.
 * @example
 * <PreferenceCenter>
 *   <PreferenceCenterList />
 *   <PreferenceCenterSubscribed />
 * </PreferenceCenter>
 */
export const PreferenceCenterSubscribed = forwardRef<
  HTMLDivElement,
  PreferenceCenterSubscribedProps
>(function PreferenceCenterSubscribed(props, ref): JSX.Element | null {
  usePreferenceCenterState('PreferenceCenterSubscribed')
  const { preferences: t } = usePreferenceMessages()
  const outline = usePreferenceOutline()
  const descriptionId = useId()
  if (!outline?.hasSubscribed) return null
  return (
    <div {...partProps('preference-center-subscribed', props)} ref={ref}>
      <span className="ik-preference-center-line">
        <span className="ik-preference-center-line-text">
          <span className="ik-preference-center-type-title" aria-hidden="true">
            {t.subscribed}
          </span>
          <span className="ik-preference-center-type-description" id={descriptionId}>
            {t.subscribedDescription}
          </span>
        </span>
        <PreferenceSwitch describedBy={descriptionId} />
      </span>
    </div>
  )
})
