'use client'
import type { JSX } from 'react'
import { formatMinute } from '../../core/locale/formatTimes.js'
import { getWeekdayName } from '../../core/weekdays.js'
import { replaceHours, toggleDay } from '../../core/schedule/editHours.js'
import type { ScheduleHours } from '../../core/schedule/schedule.js'
import { useScheduleMessages } from '../../react/messages/useScheduleMessages.js'
import { Select } from '../ui/Select.js'

/** Props of `ScheduleDay`. */
export interface ScheduleDayProps {
  /** 0 is Sunday. */
  readonly day: number
  /** The locale with its region, for times. */
  readonly locale: string
  readonly hours: readonly ScheduleHours[]
  readonly isReadOnly: boolean
  /** Called with a function that returns the hours after the change. */
  readonly onChange: (change: (hours: readonly ScheduleHours[]) => readonly ScheduleHours[]) => void
}

/** Every half hour of a day. */
const halfHours = Array.from({ length: 48 }, (_, index) => index * 30)

/** Renders a `<div>` with the checkbox of a weekday and the start and end of each of its ranges. */
export function ScheduleDay(props: ScheduleDayProps): JSX.Element {
  const { day, locale, hours, isReadOnly, onChange } = props
  const { schedule: t } = useScheduleMessages()
  const name = getWeekdayName(locale, day, 'long')
  const ranges = hours.filter((range) => range.day === day)
  return (
    <div className="ik-schedule-day">
      <label className="ik-schedule-day-name">
        <input
          type="checkbox"
          className="ik-checkbox"
          form="ik-no-form"
          checked={ranges.length > 0}
          disabled={isReadOnly}
          onChange={() => onChange((shown) => toggleDay(shown, day))}
        />
        <span>{name}</span>
      </label>
      <div className="ik-schedule-ranges">
        {ranges.length === 0 && <span className="ik-schedule-hint">{t.dayOff}</span>}
        {ranges.map((range, index) => (
          <div className="ik-schedule-range" key={index}>
            <TimeSelect
              label={t.from(name)}
              isReadOnly={isReadOnly}
              value={range.from}
              format={(minute) => formatMinute(locale, minute)}
              onChange={(from) => onChange((shown) => replaceHours(shown, range, { from }))}
            />
            <span className="ik-schedule-hint" aria-hidden="true">
              {t.until}
            </span>
            <TimeSelect
              label={t.to(name)}
              isReadOnly={isReadOnly}
              value={range.to % 1440}
              format={(minute) => {
                const time = formatMinute(locale, minute)
                return minute > range.from ? time : t.nextDay(time)
              }}
              onChange={(to) => onChange((shown) => replaceHours(shown, range, { to }))}
            />
          </div>
        ))}
      </div>
    </div>
  )
}

interface TimeSelectProps {
  readonly label: string
  readonly isReadOnly: boolean
  /** The minute of the day. */
  readonly value: number
  readonly format: (minute: number) => string
  readonly onChange: (minute: number) => void
}

/** Renders a select of half hours, and of the saved time where that is another one. */
function TimeSelect(props: TimeSelectProps): JSX.Element {
  const { label, isReadOnly, value, format, onChange } = props
  const minutes = [...new Set([...halfHours, value])].sort((a, b) => a - b)
  return (
    <Select
      aria-label={label}
      disabled={isReadOnly}
      value={value}
      form="ik-no-form"
      onChange={({ target }) => onChange(Number(target.value))}
    >
      {minutes.map((minute) => (
        <option key={minute} value={minute}>
          {format(minute)}
        </option>
      ))}
    </Select>
  )
}
