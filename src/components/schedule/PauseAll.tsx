'use client'
import { useComposedRefs } from '@radix-ui/react-compose-refs'
import { forwardRef, useContext, useId, useRef, type HTMLAttributes, type JSX } from 'react'
import { formatInstant } from '../../core/locale/formatTimes.js'
import { regionalLocale } from '../../core/locale/regionalLocale.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { useOnline } from '../../react/environment/useOnline.js'
import { useScheduleMessages } from '../../react/messages/useScheduleMessages.js'
import { useIsReadOnly } from '../../react/readOnly/useIsReadOnly.js'
import { useSaveSummaryOf } from '../../react/saving/useSaveSummary.js'
import { useSchedule } from '../../react/schedule/useSchedule.js'
import { useScheduleAnnouncer } from '../../react/schedule/useScheduleAnnouncer.js'
import { useStores } from '../../react/store/stores.js'
import { joinIds } from '../fields/controlProps.js'
import { bellPath } from '../ui/iconPaths.js'
import { Notice } from '../ui/Notice.js'
import { useRootProps } from '../ui/partProps.js'
import { getOfflineText, HasSaveBarContext, useSaveBar } from '../ui/SaveBar.js'
import { SaveError } from '../ui/SaveError.js'
import { SaveMark, useSaveMark } from '../ui/SaveMark.js'
import { findFocusable, useFocusFallback } from '../ui/useFocusFallback.js'
import { PauseOffer, type PauseOfferProps } from './PauseOffer.js'
import { useStillSent } from './useStillSent.js'

/** Props of `PauseAll`. */
export type PauseAllProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

/**
 * Renders a `<div role="group">` in which users pause all notifications for an hour, until tomorrow at 9 or until a date, or nothing before
 * the schedule is loaded, where the service has none, and on a read-only page without a pause. During a pause it says until when, and which types are sent all the same.
 * Until the page is hydrated, a saved pause is a placeholder.
 * @selector [data-save="waiting"] [data-save="saving"] [data-save="saved"] [data-save="failed"] the status of the last save
 * @example
 * <PreferenceCenter pause={<PauseAll />} />
 */
export const PauseAll = forwardRef<HTMLDivElement, PauseAllProps>(function PauseAll(props, ref) {
  const { userId } = useStores('PauseAll')
  // Resets the date and announcements when the user changes.
  return <Group key={userId} {...props} ref={ref} />
})

const Group = forwardRef<HTMLDivElement, PauseAllProps>(function Group(props, forwardedRef) {
  const messages = useScheduleMessages()
  const { schedule: t } = messages
  const formatPause = useFormatPause()
  const { schedule, isPaused, update, getSaveState, status, loadError } = useSchedule()
  const isMounted = useMinute() > 0
  const isReadOnly = useIsReadOnly()
  const root = useRef<HTMLDivElement>(null)
  const ref = useComposedRefs(root, forwardedRef)
  const id = useId()
  const { saveStatus, saveError, retry } = getSaveState('pausedUntil')
  const mark = useSaveMark(saveStatus)
  const { announcement } = useScheduleAnnouncer(['pausedUntil'], formatPause)
  const hasBarAround = useContext(HasSaveBarContext)
  const summary = useSaveSummaryOf('schedule')
  const { bar } = useSaveBar(summary, loadError) ?? {}
  const isOnline = useOnline()
  const offlineText = isOnline || hasBarAround ? undefined : getOfflineText(messages, status)
  const rootProps = useRootProps('pause-all', props)
  // Whether a pause has ended isn't known before the page is hydrated, since the server's clock may differ.
  const isUnknown = !isMounted && schedule?.pausedUntil !== undefined
  if (!schedule || (isReadOnly && !isPaused && !isUnknown)) return null

  function save(pausedUntil: Date | null): void {
    // The buttons are replaced.
    root.current?.focus()
    void update({ pausedUntil: pausedUntil?.toISOString() ?? null })
  }
  const part = { id, mark, onPause: save }
  return (
    <div
      role="group"
      aria-label={t.pauseTitle}
      aria-describedby={joinIds(
        saveError && `${id} ${id}-why`,
        !isUnknown && `${id}-text`,
        mark === 'waiting' && `${id}-mark`,
      )}
      {...rootProps}
      ref={ref}
      tabIndex={-1}
      data-save={mark}
    >
      {!hasBarAround && bar && <div className="ik-pause-all-bar">{bar}</div>}
      {isUnknown ? (
        <Notice icon={bellPath} aria-hidden="true">
          <span className="ik-pause-all-placeholder">
            <span className="ik-skeleton-text" />
          </span>
        </Notice>
      ) : isPaused && schedule.pausedUntil !== undefined ? (
        <Pause {...part} text={formatPause(schedule.pausedUntil)} isReadOnly={isReadOnly} />
      ) : (
        <PauseOffer {...part} />
      )}
      {saveError && (
        <SaveError id={id} name={t.pauseTitle} error={saveError} retry={retry} control={root} />
      )}
      <div role="status" className="ik-visually-hidden">
        {offlineText ?? announcement}
      </div>
    </div>
  )
})

interface PauseProps extends PauseOfferProps {
  readonly text: string
  readonly isReadOnly: boolean
}

/** Renders the end of the pause, and the button that resumes. */
function Pause({ id, mark, onPause, text, isReadOnly }: PauseProps): JSX.Element {
  const { schedule: t } = useScheduleMessages()
  const stillSent = useStillSent()
  // The pause may end, fail or be resumed elsewhere.
  const button = useFocusFallback<HTMLButtonElement>(findFocusable)
  return (
    <Notice
      icon={bellPath}
      actions={
        !isReadOnly && (
          <span className="ik-pause-all-marked">
            <button type="button" className="ik-link" ref={button} onClick={() => onPause(null)}>
              {t.resume}
            </button>
            <SaveMark state={mark} id={`${id}-mark`} />
          </span>
        )
      }
    >
      <span id={`${id}-text`}>{text}</span>
      {stillSent && <span>{` ${t.stillSent(stillSent)}`}</span>}
    </Notice>
  )
}

/** Returns a function that returns the sentence about a pause. */
function useFormatPause(): (end: string) => string {
  const { schedule: t } = useScheduleMessages()
  const locale = useLocale()
  return (end) => t.paused(formatInstant(regionalLocale(locale), new Date(end), Date.now()))
}
