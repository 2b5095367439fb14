'use client'
import { forwardRef, useContext, useId, useRef, type HTMLAttributes } from 'react'
import { workingHours } from '../../core/schedule/editHours.js'
import { getFirstWeekday } from '../../core/weekdays.js'
import { regionalLocale } from '../../core/locale/regionalLocale.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMinute } from '../../react/environment/useMinute.js'
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
import { ScheduleDay } from './ScheduleDay.js'

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
      {schedule?.enabled && <Week state={state} />}
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
  const city = useCity(schedule?.timezone)
  const id = useId()
  const control = useRef<HTMLButtonElement>(null)
  const { saveStatus, saveError, retry } = getSaveState('enabled')
  const mark = useSaveMark(saveStatus)
  const isOn = schedule?.enabled === true
  const zone = city === undefined ? t.zoneUnknown : t.zone(city)
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

/** Renders the hours of each weekday. */
function Week({ state: { schedule, update, getSaveState } }: PartProps) {
  const { schedule: t } = useScheduleMessages()
  const locale = useLocale()
  const isReadOnly = useIsReadOnly()
  // JavaScript engines disagree on regions, so the server and the first render use those of the page.
  const isMounted = useMinute() > 0
  const region = isMounted ? regionalLocale(locale) : locale
  const first = isMounted ? getFirstWeekday(region) : 1
  const id = useId()
  const group = useRef<HTMLDivElement>(null)
  const { saveError, retry } = getSaveState('hours')
  return (
    <div
      role="group"
      aria-label={t.hours}
      aria-describedby={saveError && `${id} ${id}-why`}
      ref={group}
      tabIndex={-1}
    >
      {saveError && (
        <div className="ik-schedule-error">
          <SaveError id={id} name={t.hours} error={saveError} retry={retry} control={group} />
        </div>
      )}
      {Array.from({ length: 7 }, (_, index) => (first + index) % 7).map((day) => (
        <ScheduleDay
          key={day}
          day={day}
          locale={region}
          hours={schedule?.hours ?? []}
          isReadOnly={isReadOnly}
          onChange={(change) => void update((shown) => ({ hours: change(shown.hours) }))}
        />
      ))}
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

/** Returns the city of the time zone of the hours: the schedule's own, else the user's. */
function useCity(own: string | undefined): string | undefined {
  const stores = useStores('NotificationSchedule')
  const known = stores.capabilities()
  const isRead = known?.users.includes('get') === true && known.fields.timezone?.read === true
  const saved = useSnapshot(getUserReader(stores), ({ data }) => data?.timezone, { isRead })
  const zone = own ?? saved
  return zone?.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}
