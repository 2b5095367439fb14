'use client'
import { useId, useRef, useState, type JSX } from 'react'
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

/** Renders a `<div>` with the day on which notifications come again. It's no form, since it may be inside of the host's. */
export function PauseDate({ first, onPause }: PauseDateProps): JSX.Element {
  const { schedule: t } = useScheduleMessages()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const min = toDateText(first)
  const [value, setValue] = useState(min)

  function pause(): void {
    if (input.current?.reportValidity() !== true) return
    const [year = 0, month = 1, day = 1] = value.split('-').map(Number)
    onPause(new Date(year, month - 1, day))
  }

  /** Pauses unless the key opens the browser's date picker: the focus may be on a part of the input that no event names. */
  function handleEnter(): void {
    if (!CSS.supports('selector(:open)') || !input.current?.matches(':open')) pause()
  }
  return (
    <div className="ik-pause-date">
      <label className="ik-schedule-name" htmlFor={id}>
        {t.resumeOn}
      </label>
      <span className="ik-pause-date-input">
        <input
          id={id}
          ref={input}
          type="date"
          className="ik-input"
          form="ik-no-form"
          required
          min={min}
          max={`${first.getFullYear() + 5}-12-31`}
          value={value}
          onChange={({ target }) => setValue(target.value)}
          onKeyPress={({ key }) => {
            // The picker opens after the event.
            if (key === 'Enter') setTimeout(handleEnter)
          }}
        />
      </span>
      <Button onClick={pause}>{t.pause}</Button>
    </div>
  )
}
