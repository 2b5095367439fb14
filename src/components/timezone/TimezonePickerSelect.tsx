'use client'
import { forwardRef, type JSX, type SelectHTMLAttributes } from 'react'
import { getTimezone } from '../../core/timezone/timezone.js'
import { useTimezonePickerMessages } from '../../react/messages/useTimezonePickerMessages.js'
import { timezoneFacts, timezoneText } from './timezoneFacts.js'
import { Select } from '../ui/Select.js'
import { headingText, timezoneFinder, type TimezoneChoice } from './timezoneSections.js'

/** Props of `TimezonePickerSelect`. */
export interface TimezonePickerSelectProps
  extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'children'>, TimezoneChoice {
  /** The current minute; 0 on the server and during hydration. */
  readonly minute: number
}

/** Renders a `<select>` with all time zones. */
export const TimezonePickerSelect = forwardRef<HTMLSelectElement, TimezonePickerSelectProps>(
  function TimezonePickerSelect(
    { value, choose, detected, locale, minute, ...props },
    ref,
  ): JSX.Element {
    const { timezone: t } = useTimezonePickerMessages()
    const selected = value ? (getTimezone(value)?.id ?? value) : null
    const { sections } = timezoneFinder([detected, selected], locale)('')
    const option = (id: string) => (
      <option
        key={id}
        ref={preselect(id === selected)}
        value={id === selected ? (value ?? id) : id}
      >
        {timezoneText({ ...timezoneFacts(id, minute, locale, t), time: undefined }, t)}
      </option>
    )
    return (
      <Select
        {...props}
        ref={ref}
        value={value ?? ''}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {!value && (
          <option value="" ref={preselect(true)} disabled>
            {t.required}
          </option>
        )}
        {sections.map(
          ({ heading = '', ids }) =>
            (minute > 0 || heading === 'suggested') && (
              <optgroup key={heading} label={headingText(heading, t)}>
                {ids.map(option)}
              </optgroup>
            ),
        )}
      </Select>
    )
  },
)

/** Marks an option as the one that a form reset selects. */
const preselect = (isSelected: boolean) => (option: HTMLOptionElement | null) => {
  if (option) option.defaultSelected = isSelected
}
