'use client'
import { forwardRef, useContext, useId, useRef, type HTMLAttributes } from 'react'
import { workingHours } from '../../core/schedule/editHours.js'
import { getZoneName } from '../../core/schedule/zoneName.js'
import { useOnline } from '../../react/environment/useOnline.js'
import { useScheduleMessages } from '../../react/messages/useScheduleMessages.js'
import { useSaveSummaryOf } from '../../react/saving/useSaveSummary.js'
import { useSchedule, type UseScheduleResult } from '../../react/schedule/useSchedule.js'
import { useScheduleAnnouncer } from '../../react/schedule/useScheduleAnnouncer.js'
import { useIsReadOnly } from '../../react/readOnly/useIsReadOnly.js'
import { useStores } from '../../react/store/stores.js'
import { useSnapshot } from '../../react/store/useSnapshot.js'
import { getUserReader } from '../../react/user/userReader.js'
import { HeadingLevelContext } from '../ui/headingLevel.js'
import { LoadNotice } from '../ui/LoadNotice.js'
import { ReadOnlyNotice } from '../ui/ReadOnlyNotice.js'
import { partProps, useRootProps } from '../ui/partProps.js'
import { getOfflineText, HasSaveBarContext, useSaveBar } from '../ui/SaveBar.js'
import { SaveError } from '../ui/SaveError.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { Switch } from '../ui/Switch.js'
import { ScheduleWeek } from './ScheduleWeek.js'

/** Props of `NotificationSchedule`. */
export interface NotificationScheduleProps extends Omit<HTMLAttributes<HTMLElement>, 'children'> {
  /** The heading level of the title. @default 2, or in `schedule` of a `PreferenceCenter` one below the center's */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | undefined
}

/**
 * Renders a `<section>` in which users choose the hours of each weekday in which notifications may come. Each change saves at once. Other
 * ranges of a day, e.g. of your own page, are shown and kept.
 * @selector [data-status="signed-out"] [data-status="loading"] [data-status="failed"] [data-status="unsupported"] [data-status="ready"] the load status
 * @example
 * <PreferenceCenter schedule={<NotificationSchedule />} />
 */
export const NotificationSchedule = forwardRef<HTMLElement, NotificationScheduleProps>(
  function NotificationSchedule(props, ref) {
    const { userId } = useStores('NotificationSchedule')
    // Resets announcements when the user changes.
    return <Section key={userId} {...props} ref={ref} />
  },
)

const Section = forwardRef<HTMLElement, NotificationScheduleProps>(function Section(
  { headingLevel, ...props },
  ref,
) {
  const messages = useScheduleMessages()
  const { schedule: t } = messages
  const state = useSchedule()
  const { status, loadError, schedule } = state
  const { announcement } = useScheduleAnnouncer(['enabled', 'hours'], () => '')
  const titleId = useId()
  const level = useContext(HeadingLevelContext)
  const Title = `h${headingLevel ?? level}` as 'h2'
  const hasBarAround = useContext(HasSaveBarContext)
  const summary = useSaveSummaryOf('schedule')
  const bar = useSaveBar(hasBarAround ? undefined : summary, loadError)
  const isOnline = useOnline()
  const offlineText = isOnline || hasBarAround ? undefined : getOfflineText(messages, status)
  const loadText = status === 'loading' ? t.loading : status === 'failed' && t.loadFailed
  return (
    <section
      aria-labelledby={titleId}
      {...useRootProps('notification-schedule', props)}
      ref={ref}
      tabIndex={-1}
      data-status={status}
      aria-busy={status === 'loading'}
    >
      <header>
        <Title {...partProps('notification-schedule-title', {})} id={titleId}>
          {t.title}
        </Title>
        <p className="ik-notification-schedule-description" dir="auto">
          {t.description}
        </p>
      </header>
      {status === 'ready' && !hasBarAround && <ReadOnlyNotice />}
      {status === 'ready' && bar && <div>{bar.bar}</div>}
      {schedule ? <Enabled state={state} /> : <Missing state={state} />}
      {schedule?.enabled && <ScheduleWeek state={state} />}
      <div role="status" className="ik-visually-hidden">
        {[loadText, offlineText ?? announcement].filter(Boolean).join(' ')}
      </div>
    </section>
  )
})

interface PartProps {
  readonly state: UseScheduleResult
}

/** Renders the switch that limits notifications to the hours. */
function Enabled({ state: { schedule, update, getSaveState } }: PartProps) {
  const { schedule: t } = useScheduleMessages()
  const isReadOnly = useIsReadOnly()
  const zone = useZoneText(schedule?.timezone)
  const id = useId()
  const control = useRef<HTMLButtonElement>(null)
  const { saveStatus, saveError, retry } = getSaveState('enabled')
  const mark = useSaveMark(saveStatus)
  const isOn = schedule?.enabled === true
  const isEmpty = isOn && schedule.hours.length === 0
  return (
    <div className="ik-schedule-row" data-save={mark}>
      <span className="ik-schedule-text">
        <span className="ik-schedule-name">{t.enabled}</span>
        <span className="ik-schedule-hint" id={`${id}-hint`}>
          {isEmpty ? t.noHours : isOn ? zone : t.anyTime}
        </span>
        {saveError && (
          <SaveError id={id} name={t.enabled} error={saveError} retry={retry} control={control} />
        )}
      </span>
      <Switch
        ref={control}
        isOn={isOn}
        label={t.enabled}
        isReadOnly={isReadOnly}
        save={mark}
        describedBy={saveError ? `${id} ${id}-why` : `${id}-hint`}
        onToggle={() =>
          void update((shown) => ({
            enabled: !shown.enabled,
            ...(!shown.enabled && shown.hours.length === 0 && { hours: workingHours }),
          }))
        }
      />
    </div>
  )
}

/** Renders a skeleton, the error and a retry button, or a sentence. */
function Missing({ state }: PartProps) {
  const { schedule: t } = useScheduleMessages()
  const texts = { 'signed-out': t.signedOut, failed: t.loadFailed, unsupported: t.unsupported }
  if (state.status === 'failed' || state.status === 'unsupported' || state.status === 'signed-out')
    return <LoadNotice load={state} text={texts[state.status]} />
  return (
    <div className="ik-schedule-row" aria-hidden="true">
      <span className="ik-skeleton-text" />
      <span className="ik-skeleton-switch" />
    </div>
  )
}

/** Returns the sentence about the time zone of the hours: the schedule's own, else the user's, else UTC. */
function useZoneText(own: string | undefined): string {
  const { schedule: t } = useScheduleMessages()
  const stores = useStores('NotificationSchedule')
  const known = stores.capabilities()
  const isRead = known?.users.includes('get') === true && known.fields.timezone?.read === true
  const user = useSnapshot(getUserReader(stores), ({ data }) => data, { isRead })
  const zone = own ?? user?.timezone
  if (zone) return t.zone(getZoneName(zone))
  // Before the user is read, the time zone isn't known.
  return isRead && !user ? t.zoneOwn : t.zoneUnknown
}
