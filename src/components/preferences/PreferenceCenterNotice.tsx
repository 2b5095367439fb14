'use client'
import { forwardRef, type HTMLAttributes, type JSX } from 'react'
import { useIsSuppressed } from '../../react/preferences/useIsSuppressed.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { useSaveSummary } from '../../react/saving/useSaveSummary.js'
import type { LoadStatus } from '../../react/store/loadState.js'
import { warningPath } from '../ui/iconPaths.js'
import { LoadNotice } from '../ui/LoadNotice.js'
import { Notice } from '../ui/Notice.js'
import { useSaveBar, type SaveBar } from '../ui/SaveBar.js'
import { partProps } from '../ui/partProps.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'

type NoticeKind = Exclude<LoadStatus, 'ready'> | SaveBar['kind'] | 'empty' | 'suppressed'

/** Props of `PreferenceCenterNotice`. */
export type PreferenceCenterNoticeProps = HTMLAttributes<HTMLDivElement>

const skeletonRows = [0, 1, 2, 3]

/**
 * Renders a `<div>` in place of the switches while there are none: a skeleton, a failed load with Retry, or a sentence that there is
 * nothing to set. Above switches it's a bar: that the browser is offline, that three or more changes couldn't be saved, with a button that
 * retries all, why the settings can't be read again, or that the service sends this user no messages. Renders nothing otherwise.
 * @selector [data-notice="signed-out"] [data-notice="loading"] [data-notice="failed"] [data-notice="unsupported"] [data-notice="empty"] [data-notice="offline"] [data-notice="not-saved"] [data-notice="problem"] [data-notice="suppressed"] what it says
 * @example
 * <PreferenceCenter>
 *   <PreferenceCenterNotice />
 *   <PreferenceCenterList />
 * </PreferenceCenter>
 */
export const PreferenceCenterNotice = forwardRef<HTMLDivElement, PreferenceCenterNoticeProps>(
  function PreferenceCenterNotice(props, ref): JSX.Element | null {
    const { signIn } = usePreferenceCenterState('PreferenceCenterNotice')
    const messages = usePreferenceMessages()
    const { preferences: t } = messages
    const load = usePreferenceStatus()
    const { status, loadError: error } = load
    const outline = usePreferenceOutline()
    const summary = useSaveSummary()
    const bar = useSaveBar(summary, error)
    const isSuppressed = useIsSuppressed()
    const isEmpty = !outline?.groups.length && !outline?.channels.length && !outline?.hasSubscribed
    let kind: NoticeKind | undefined = bar?.kind ?? (isSuppressed ? 'suppressed' : undefined)
    if (status !== 'ready') kind = status
    else if (isEmpty) kind = 'empty'
    // While the catalog's types load, the list shows them with placeholders.
    if (!kind || (kind === 'loading' && outline)) return null
    const titles = {
      'signed-out': t.signedOut,
      failed: t.loadFailed,
      unsupported: t.unsupported,
      empty: t.empty,
    }
    return (
      <div
        aria-hidden={kind === 'loading' || undefined}
        {...partProps('preference-center-notice', props)}
        ref={ref}
        data-notice={kind}
      >
        {kind === 'loading' ? (
          skeletonRows.map((row) => (
            <div key={row} className="ik-skeleton-row">
              <span className="ik-skeleton-text" />
              <span className="ik-skeleton-switch" />
              <span className="ik-skeleton-switch" />
            </div>
          ))
        ) : kind in titles ? (
          <LoadNotice
            load={load}
            text={titles[kind as keyof typeof titles]}
            detail={kind === 'empty' ? t.emptyHelp : undefined}
            action={kind === 'signed-out' && signIn}
          />
        ) : (
          (bar?.bar ?? <Notice icon={warningPath}>{t.suppressed}</Notice>)
        )}
      </div>
    )
  },
)
