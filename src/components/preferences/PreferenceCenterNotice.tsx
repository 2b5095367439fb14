'use client'
import { forwardRef, type HTMLAttributes, type JSX } from 'react'
import { errorText } from '../../core/messages/sharedMessages.js'
import { useIsSuppressed } from '../../react/preferences/useIsSuppressed.js'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { isHopeless } from '../ui/isRetryable.js'
import { partProps } from '../ui/partProps.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'

export type PreferenceCenterNoticeProps = HTMLAttributes<HTMLDivElement>

const skeletonRows = [0, 1, 2, 3]

/**
 * Stands in the place of the switches while there are none: a skeleton of their shape, a failed load with Retry, or a sentence
 * that there is nothing to set up or nothing to be had. Over switches it says why a save cannot succeed, where Retry would not
 * help, or else that the service sends this person nothing at the moment. Renders a `<div>`, and nothing when there is nothing to say.
 */
export const PreferenceCenterNotice = forwardRef<HTMLDivElement, PreferenceCenterNoticeProps>(
  function PreferenceCenterNotice(props, ref): JSX.Element | null {
    usePreferenceCenterState('PreferenceCenterNotice')
    const messages = useSharedMessages()
    const { preferences: t, retry } = messages
    const { status, error, reload } = usePreferenceStatus('<PreferenceCenterNotice>')
    const outline = usePreferenceOutline('<PreferenceCenterNotice>')
    const lost = usePreferenceSnapshot(
      '<PreferenceCenterNotice>',
      ({ log }) => log.find((entry) => entry.error && isHopeless(entry.error))?.error,
    )
    const isWithheld = useIsSuppressed('<PreferenceCenterNotice>')

    // Where the catalog tells what will come, the list itself stands there, with empty places for the switches.
    if (status === 'loading' && outline) return null
    if (status === 'loading') {
      return (
        <div aria-hidden="true" {...partProps('preference-center-skeleton', props)} ref={ref}>
          {skeletonRows.map((row) => (
            <div key={row} className="ik-skeleton-row">
              <span className="ik-skeleton-text" />
              <span className="ik-skeleton-switch" />
              <span className="ik-skeleton-switch" />
            </div>
          ))}
        </div>
      )
    }
    if (status === 'ready' && !isEmpty(outline)) {
      const problem = error && isHopeless(error) ? error : lost
      if (problem) {
        return (
          <div {...partProps('preference-center-problem', props)} ref={ref}>
            {errorText(messages, problem)}
          </div>
        )
      }
      if (!isWithheld) return null
      return (
        <div {...partProps('preference-center-suppressed', props)} ref={ref}>
          {t.suppressed}
        </div>
      )
    }
    const sentence = { failed: t.loadFailed, unsupported: t.unsupported, ready: t.empty }[status]
    return (
      <div {...partProps('preference-center-notice', props)} ref={ref}>
        <p className="ik-preference-center-notice-text">{sentence}</p>
        {status === 'failed' && error && (
          <p className="ik-preference-center-notice-detail">{errorText(messages, error)}</p>
        )}
        {status === 'failed' && (
          <button
            type="button"
            className="ik-button"
            onClick={({ currentTarget }) => {
              // The button goes; the keyboard must not fall out of the page with it.
              currentTarget.closest<HTMLElement>('.ik-preference-center')?.focus()
              void reload()
            }}
          >
            {retry}
          </button>
        )}
      </div>
    )
  },
)

function isEmpty(outline: ReturnType<typeof usePreferenceOutline>): boolean {
  return (
    !outline ||
    (outline.groups.length === 0 && outline.channels.length === 0 && !outline.hasSubscribed)
  )
}
