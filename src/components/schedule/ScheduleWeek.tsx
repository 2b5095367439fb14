'use client'
import { useComposedRefs } from '@radix-ui/react-compose-refs'
import { useId, useRef, useState, type JSX } from 'react'
import { regionalLocale } from '../../core/locale/regionalLocale.js'
import type { HoursEdit } from '../../core/schedule/editHours.js'
import { getFirstWeekday } from '../../core/weekdays.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { useScheduleMessages } from '../../react/messages/useScheduleMessages.js'
import { useIsReadOnly } from '../../react/readOnly/useIsReadOnly.js'
import type { UseScheduleResult } from '../../react/schedule/useSchedule.js'
import { SaveError } from '../ui/SaveError.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { findFocusable, useFocusFallback } from '../ui/useFocusFallback.js'
import { ScheduleDay } from './ScheduleDay.js'

/** Props of `ScheduleWeek`. */
export interface ScheduleWeekProps {
  readonly state: UseScheduleResult
}

/** Renders a `<div role="group">` with the hours of each weekday. The day that was changed last shows how its save goes. */
export function ScheduleWeek({ state }: ScheduleWeekProps): JSX.Element {
  const { schedule, update, getSaveState } = state
  const { schedule: t } = useScheduleMessages()
  const locale = useLocale()
  const isReadOnly = useIsReadOnly()
  // JavaScript engines disagree on regions, so the server and the first render use those of the page.
  const isMounted = useMinute() > 0
  const region = isMounted ? regionalLocale(locale) : locale
  const first = isMounted ? getFirstWeekday(region) : 1
  const id = useId()
  const group = useRef<HTMLDivElement>(null)
  // The hours may be turned off elsewhere, or turning them on may fail.
  const fallback = useFocusFallback<HTMLDivElement>(
    ({ parentElement }) => parentElement && findFocusable(parentElement),
  )
  const ref = useComposedRefs(group, fallback)
  const { saveStatus, saveError, retry } = getSaveState('hours')
  const mark = useSaveMark(saveStatus)
  const [changedDay, setChangedDay] = useState<number>()
  /** The edits since the last saved hours. */
  const edits = useRef<readonly HoursEdit[]>([])

  function edit(day: number, change: HoursEdit): void {
    edits.current = saveStatus === 'saving' ? [...edits.current, change] : [change]
    setChangedDay(day)
    void save((shown) => ({ hours: change(shown.hours) }))
  }

  async function save(patch: Parameters<typeof update>[0]): Promise<unknown> {
    const result = await update(patch)
    // A later failure is that of another change.
    if (result.status === 'saved') edits.current = []
    return result
  }

  /** Repeats the edits, since another page may have changed other days. */
  async function repeat(): Promise<unknown> {
    if (edits.current.length === 0) return retry()
    return save(({ hours }) => ({
      hours: edits.current.reduce((shown, change) => change(shown), hours),
    }))
  }
  return (
    <div
      role="group"
      aria-label={t.hours}
      aria-describedby={saveError && `${id} ${id}-why`}
      ref={ref}
      tabIndex={-1}
    >
      {saveError && (
        <div className="ik-schedule-error">
          <SaveError id={id} name={t.hours} error={saveError} retry={repeat} control={group} />
        </div>
      )}
      {Array.from({ length: 7 }, (_, index) => (first + index) % 7).map((day) => (
        <ScheduleDay
          key={day}
          day={day}
          locale={region}
          hours={schedule?.hours ?? []}
          isReadOnly={isReadOnly}
          save={day === changedDay ? mark : undefined}
          onEdit={(change) => edit(day, change)}
        />
      ))}
    </div>
  )
}
