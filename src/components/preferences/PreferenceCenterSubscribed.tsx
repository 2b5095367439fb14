'use client'
import { forwardRef, useId, useState, type HTMLAttributes, type JSX } from 'react'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { partProps } from '../ui/partProps.js'
import { SaveErrorSlotContext, type SaveErrorSlot } from '../ui/SaveErrorSlot.js'
import { PreferenceRowText } from './PreferenceRowText.js'
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
  const id = useId()
  const [slot] = useState<SaveErrorSlot>({ current: null, id })
  if (!outline?.hasSubscribed) return null
  return (
    <div {...partProps('preference-center-subscribed', props)} ref={ref}>
      <PreferenceRowText
        slot={slot}
        label={t.subscribed}
        isLabelHidden
        description={t.subscribedDescription}
      />
      <SaveErrorSlotContext.Provider value={slot}>
        <PreferenceSwitch describedBy={`${id}-help`} />
      </SaveErrorSlotContext.Provider>
    </div>
  )
})
