'use client'
import { useId, useRef, type JSX, type RefObject } from 'react'
import { formatMinute } from '../../core/locale/formatTimes.js'
import { getWeekdayName } from '../../core/weekdays.js'
import { addDay, changeRange, removeDay, type HoursEdit } from '../../core/schedule/editHours.js'
import type { ScheduleHours } from '../../core/schedule/schedule.js'
import { useScheduleMessages } from '../../react/messages/useScheduleMessages.js'
import { SaveMark, type SaveMarkState } from '../ui/SaveMark.js'
import { Select } from '../ui/Select.js'
import { useFocusFallback } from '../ui/useFocusFallback.js'

/** Props of `ScheduleDay`. */
export interface ScheduleDayProps {
  /** 0 is Sunday. */
  readonly day: number
  /** The locale with its region, for times. */
  readonly locale: string
  readonly hours: readonly ScheduleHours[]
  readonly isReadOnly: boolean
  /** How the save of this day goes. */
  readonly save: SaveMarkState
  readonly onEdit: (edit: HoursEdit) => void
}

/** Every half hour of a day. */
const halfHours = Array.from({ length: 48 }, (_, index) => index * 30)

/** Renders a `<div>` with the checkbox of a weekday and the start and end of each of its ranges. */
export function ScheduleDay(props: ScheduleDayProps): JSX.Element {
  const { day, locale, hours, isReadOnly, save, onEdit } = props
  const { schedule: t } = useScheduleMessages()
  const markId = useId()
  const checkbox = useRef<HTMLInputElement>(null)
  const removed = useRef<readonly ScheduleHours[]>([])
  const name = getWeekdayName(locale, day, 'long')
  const ranges = hours.filter((range) => range.day === day)
  const describedBy = save === 'waiting' ? markId : undefined

  function toggle(): void {
    if (ranges.length === 0) return onEdit(addDay(day, removed.current))
    // A day that is turned off by mistake gets its hours back.
    removed.current = ranges
    onEdit(removeDay(day))
  }
  return (
    <div className="ik-schedule-day" data-save={save}>
      <span className="ik-schedule-day-name">
        <label className="ik-schedule-day-label">
          <input
            ref={checkbox}
            type="checkbox"
            className="ik-checkbox"
            form="ik-no-form"
            aria-describedby={describedBy}
            checked={ranges.length > 0}
            disabled={isReadOnly}
            onChange={toggle}
          />
          <span>{name}</span>
        </label>
        <SaveMark state={save} id={markId} />
      </span>
      <div className="ik-schedule-ranges">
        {ranges.length === 0 && <span className="ik-schedule-hint">{t.dayOff}</span>}
        {ranges.map((range, index) => (
          <Range
            key={index}
            {...{ name, index, range, locale, isReadOnly, describedBy, checkbox }}
            onChange={(change) => onEdit(changeRange(day, index, change))}
          />
        ))}
      </div>
    </div>
  )
}

interface RangeProps extends Pick<ScheduleDayProps, 'locale' | 'isReadOnly'> {
  /** The name of the weekday. */
  readonly name: string
  readonly index: number
  readonly range: ScheduleHours
  readonly describedBy: string | undefined
  /** Gets the focus when the range is removed. */
  readonly checkbox: RefObject<HTMLInputElement | null>
  readonly onChange: (change: Partial<ScheduleHours>) => void
}

/** Renders a `<div>` with the start and the end of a range. From the second range of a day on, their names have its number. */
function Range(props: RangeProps): JSX.Element {
  const { name, index, range, locale, isReadOnly, describedBy, checkbox, onChange } = props
  const { schedule: t } = useScheduleMessages()
  const ref = useFocusFallback<HTMLDivElement>(() => checkbox.current)
  const number = new Intl.NumberFormat(locale).format(index + 1)
  const toLabel = (text: string) => (index === 0 ? text : t.numbered(text, number))
  return (
    <div className="ik-schedule-range" ref={ref}>
      <TimeSelect
        label={toLabel(t.from(name))}
        {...{ isReadOnly, describedBy }}
        value={range.from}
        format={(minute) => formatMinute(locale, minute)}
        onChange={(from) => onChange({ from })}
      />
      <span className="ik-schedule-hint" aria-hidden="true">
        {t.until}
      </span>
      <TimeSelect
        label={toLabel(t.to(name))}
        {...{ isReadOnly, describedBy }}
        value={range.to % 1440}
        format={(minute) => {
          const time = formatMinute(locale, minute)
          return minute > range.from ? time : t.nextDay(time)
        }}
        onChange={(to) => onChange({ to })}
      />
    </div>
  )
}

interface TimeSelectProps {
  readonly label: string
  readonly isReadOnly: boolean
  readonly describedBy: string | undefined
  /** The minute of the day. */
  readonly value: number
  readonly format: (minute: number) => string
  readonly onChange: (minute: number) => void
}

/** Renders a select of half hours, and of the saved time where that is another one. */
function TimeSelect(props: TimeSelectProps): JSX.Element {
  const { label, isReadOnly, describedBy, value, format, onChange } = props
  const minutes = [...new Set([...halfHours, value])].sort((a, b) => a - b)
  return (
    <Select
      aria-label={label}
      aria-describedby={describedBy}
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
