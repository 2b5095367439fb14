'use client'
import { useId, useState, type FormEvent, type JSX } from 'react'
import { useScheduleMessages } from '../../react/messages/useScheduleMessages.js'
import { Button } from '../ui/Button.js'

/** Props of `PauseDate`. */
export interface PauseDateProps {
  /** The first day that can be chosen. */
  readonly first: Date
  /** Called with a day on the device's clock. */
  readonly onPause: (day: Date) => void
}

const toDateText = (day: Date) =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')

/** Renders a `<form>` with the day on which notifications come again. */
export function PauseDate({ first, onPause }: PauseDateProps): JSX.Element {
  const { schedule: t } = useScheduleMessages()
  const id = useId()
  const min = toDateText(first)
  const [value, setValue] = useState(min)

  function submit(event: FormEvent): void {
    event.preventDefault()
    const [year = 0, month = 1, day = 1] = value.split('-').map(Number)
    onPause(new Date(year, month - 1, day))
  }
  return (
    <form className="ik-pause-date" onSubmit={submit}>
      <label className="ik-schedule-name" htmlFor={id}>
        {t.resumeOn}
      </label>
      <span className="ik-pause-date-input">
        <input
          id={id}
          type="date"
          className="ik-input"
          required
          min={min}
          max={`${first.getFullYear() + 5}-12-31`}
          value={value}
          onChange={({ target }) => setValue(target.value)}
        />
      </span>
      <Button type="submit">{t.pause}</Button>
    </form>
  )
}
