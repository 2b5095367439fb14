'use client'
import type { HTMLAttributes, JSX } from 'react'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'
import { usePreferenceNews } from '../../react/preferences/usePreferenceAnnouncer.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { part } from '../ui/partProps.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'

export type PreferenceCenterStatusProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

/** Speaks what was saved and what was not, several in one sentence. Renders a `<div role="status">` that is not seen. */
export function PreferenceCenterStatus(props: PreferenceCenterStatusProps): JSX.Element {
  usePreferenceCenterState('PreferenceCenterStatus')
  const { preferences: words } = useSharedMessages()
  const { status } = usePreferenceStatus('<PreferenceCenterStatus>')
  const news = usePreferenceNews()
  const load = { loading: words.loading, failed: words.loadFailed, unsupported: '', ready: '' }[
    status
  ]
  const { className, ...rest } = part('preference-center-status', props)
  return (
    <div {...rest} role="status" className={`${className} ik-visually-hidden`}>
      {load || news}
    </div>
  )
}
