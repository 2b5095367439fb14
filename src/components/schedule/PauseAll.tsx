'use client'
import { useComposedRefs } from '@radix-ui/react-compose-refs'
import { forwardRef, useId, useRef, useState, type HTMLAttributes } from 'react'
import { formatInstant } from '../../core/locale/formatTimes.js'
import { getTypeName } from '../../core/messages/preferenceNames.js'
import { isOn } from '../../core/preferences/preferences.js'
import { regionalLocale } from '../../core/locale/regionalLocale.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { useScheduleMessages } from '../../react/messages/useScheduleMessages.js'
import { useIsReadOnly } from '../../react/readOnly/useIsReadOnly.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { useSchedule } from '../../react/schedule/useSchedule.js'
import { useScheduleAnnouncer } from '../../react/schedule/useScheduleAnnouncer.js'
import { useStores } from '../../react/store/stores.js'
import { Button } from '../ui/Button.js'
import { bellPath } from '../ui/iconPaths.js'
import { Notice } from '../ui/Notice.js'
import { useRootProps } from '../ui/partProps.js'
import { SaveError } from '../ui/SaveError.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { PauseDate } from './PauseDate.js'

/** Props of `PauseAll`. */
export type PauseAllProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

/** The hour of the device's clock at which a pause of days ends. */
const morning = 9

/**
 * Renders a `<div role="group">` in which users pause all notifications for an hour, until tomorrow at 9 or until a date, or nothing before
 * the schedule is loaded, where the service has none, and on a read-only page without a pause. During a pause it says until when, and which types are sent all the same.
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
  const locale = useLocale()
  const { schedule, isPaused, update, getSaveState } = useSchedule()
  const [isChoosing, setChoosing] = useState(false)
  const minute = useMinute()
  const isReadOnly = useIsReadOnly()
  const root = useRef<HTMLDivElement>(null)
  const ref = useComposedRefs(root, forwardedRef)
  const id = useId()
  const { saveStatus, saveError, retry } = getSaveState('pausedUntil')
  const mark = useSaveMark(saveStatus)
  const formatEnd = (end: string) =>
    t.paused(formatInstant(regionalLocale(locale), new Date(end), Date.now()))
  const { announcement } = useScheduleAnnouncer(['pausedUntil'], formatEnd)
  const stillSent = useStillSent()
  const rootProps = useRootProps('pause-all', props)
  if (!schedule || (isReadOnly && !isPaused)) return null

  function save(pausedUntil: Date | null): void {
    // The buttons are replaced.
    root.current?.focus()
    setChoosing(false)
    void update({ pausedUntil: pausedUntil?.toISOString() ?? null })
  }
  const { pausedUntil } = schedule
  return (
    <div
      role="group"
      aria-label={t.pauseTitle}
      aria-describedby={`${id}-text`}
      {...rootProps}
      ref={ref}
      tabIndex={-1}
      data-save={mark}
    >
      {isPaused && pausedUntil !== undefined ? (
        <Notice
          icon={bellPath}
          actions={
            !isReadOnly && (
              <button type="button" className="ik-link" onClick={() => save(null)}>
                {t.resume}
              </button>
            )
          }
        >
          <span id={`${id}-text`}>{formatEnd(pausedUntil)}</span>
          {stillSent && <span>{` ${t.stillSent(stillSent)}`}</span>}
        </Notice>
      ) : (
        <div className="ik-pause-all-row">
          <span className="ik-schedule-text">
            <span className="ik-schedule-name">{t.pauseTitle}</span>
            <span className="ik-schedule-hint" id={`${id}-text`}>
              {t.pauseDescription}
            </span>
          </span>
          <span className="ik-pause-all-actions">
            <Button onClick={() => save(new Date(Date.now() + 3_600_000))}>{t.forOneHour}</Button>
            <Button onClick={() => save(getMorning(new Date(), 1))}>{t.untilTomorrow}</Button>
            <Button aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
              {t.untilDate}
            </Button>
          </span>
          {isChoosing && (
            <PauseDate
              first={getMorning(new Date(minute), 1)}
              onPause={(day) => save(getMorning(day, 0))}
            />
          )}
        </div>
      )}
      {saveError && (
        <SaveError id={id} name={t.pauseTitle} error={saveError} retry={retry} control={root} />
      )}
      <div role="status" className="ik-visually-hidden">
        {announcement}
      </div>
    </div>
  )
})

/** Returns 9 o'clock some days later on the device's clock. */
function getMorning(day: Date, later: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + later, morning)
}

/** Returns the names of the types that are sent during a pause: urgent ones, and those with a locked setting that is on. */
function useStillSent(): string {
  const stores = useStores('PauseAll')
  const messages = usePreferenceMessages()
  const locale = useLocale()
  return usePreferenceSnapshot(stores, ({ data }) => {
    const types = data?.types ?? []
    const sent = types.filter(({ urgent, setting, channels }) => {
      const settings = [setting, ...Object.values(channels)].filter(isOn)
      return settings.some((one) => urgent ?? one?.locked)
    })
    const names = sent.map(({ id }) => getTypeName(messages, data, id))
    return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
  })
}
