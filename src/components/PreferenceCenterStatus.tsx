'use client'
import type { HTMLAttributes, JSX } from 'react'
import { useSharedMessages } from '../react/useSharedMessages.js'
import { usePreferenceNews } from '../react/usePreferenceNews.js'
import { usePreferenceStatus } from '../react/usePreferenceStatus.js'
import { part } from './part.js'
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
