'use client'
import type { HTMLAttributes, JSX } from 'react'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'
import { usePreferenceAnnouncer } from '../../react/preferences/usePreferenceAnnouncer.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { partProps } from '../ui/partProps.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'

export type PreferenceCenterStatusProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

/** Renders a visually hidden `<div role="status">` that announces the load and each save, several saves in one sentence. */
export function PreferenceCenterStatus(props: PreferenceCenterStatusProps): JSX.Element {
  usePreferenceCenterState('PreferenceCenterStatus')
  const { preferences: t } = useSharedMessages()
  const { status } = usePreferenceStatus()
  const news = usePreferenceAnnouncer()
  const load = status === 'loading' ? t.loading : status === 'failed' ? t.loadFailed : ''
  const { className, ...rest } = partProps('preference-center-status', props)
  return (
    <div {...rest} role="status" className={`${className} ik-visually-hidden`}>
      {load || news}
    </div>
  )
}
