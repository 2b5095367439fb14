'use client'
import { useLayoutEffect, useRef, type JSX } from 'react'
import { isLikelyTimezone } from '../../core/timezone/timezone.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { useDetectedTimezone } from '../../react/timezone/useDetectedTimezone.js'
import { pickerLocale } from './pickerLocale.js'
import { TimezoneCombobox } from './TimezoneCombobox.js'
import type { TimezoneControlProps } from './TimezoneControl.js'
import type { PickerStart } from './useTimezonePicker.js'

/** The props of `LoadedTimezoneControl`. */
export interface LoadedTimezoneControlProps extends TimezoneControlProps {
  /** What the person did in the input that this one replaces; `undefined` if it had no focus. */
  readonly start: PickerStart | undefined
}

/** Renders the combobox that `TimezoneControl` loads. */
export function LoadedTimezoneControl(props: LoadedTimezoneControlProps): JSX.Element {
  const { value, onChange, locale, start, id, ...control } = props
  const detected = useDetectedTimezone()
  const isInBrowser = useMinute() > 0
  const input = useRef<HTMLInputElement>(null)
  const first = useRef(start)
  useLayoutEffect(() => {
    const { current } = input
    if (!first.current || !current) return
    current.focus()
    // A focused value is selected, but the caret stays behind what was typed.
    const end = current.value.length
    if (first.current.text !== undefined) current.setSelectionRange(end, end)
  }, [])
  return (
    <TimezoneCombobox
      inputId={id}
      {...{ value, control, start }}
      choose={onChange}
      detected={isLikelyTimezone(detected) ? detected : null}
      locale={pickerLocale(locale, isInBrowser)}
      forwarded={input}
    />
  )
}
