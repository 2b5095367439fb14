'use client'
import {
  forwardRef,
  useEffect,
  useId,
  useRef,
  type HTMLAttributes,
  type JSX,
  type ReactNode,
  type Ref,
} from 'react'
import { isLikelyTimezone } from '../../core/timezone/timezone.js'
import { useDetectedTimezone } from '../../react/timezone/useDetectedTimezone.js'
import { useTimezonePickerMessages } from '../../react/messages/useTimezonePickerMessages.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { useRootProps } from '../ui/partProps.js'
import { pickerLocale } from './pickerLocale.js'
import { TimezoneCombobox, type ComboboxAttributes } from './TimezoneCombobox.js'
import { TimezonePickerSelect } from './TimezonePickerSelect.js'
import { useResettableState } from './useResettableState.js'

/** Props of `TimezonePicker`. */
export interface TimezonePickerProps extends Omit<
  HTMLAttributes<HTMLDivElement>,
  'children' | 'defaultValue' | 'onChange'
> {
  /** The selected tzdb name, or `null`. Makes the picker controlled. */
  readonly value?: string | null | undefined
  /** The initial value of an uncontrolled picker. @default null */
  readonly defaultValue?: string | null | undefined
  /** Called with the current tzdb name of the zone that the user chose. */
  readonly onChange?: ((timezone: string) => void) | undefined
  /** Uses the time zone of the device as the initial value of an uncontrolled picker. @default false */
  readonly prefill?: boolean | undefined
  /** The name of the value in form data. */
  readonly name?: string | undefined
  /** The id of the form, if the picker is outside of it. */
  readonly form?: string | undefined
  /** Whether a form can be sent without a value. @default false */
  readonly required?: boolean | undefined
  /** Whether the picker is disabled. @default false */
  readonly disabled?: boolean | undefined
  /** The visible label. With `false`, label the input by `aria-label`, `aria-labelledby` or a label for `id`. @default "Time zone" */
  readonly label?: ReactNode
  /** The language of countries and times, BCP 47; without a region, times follow the browser's. @default the locale of the provider, else 'en' */
  readonly locale?: string | undefined
  /** Renders a `<select>` instead of a combobox. @default false */
  readonly native?: boolean | undefined
}

/**
 * Renders a `<div>` with an `<input role="combobox">`, or a `<select>` if `native`, to choose a time zone by city, country, offset or
 * abbreviation. `id`, `aria-*` and `ref` go to the input. It needs no provider.
 * @example
 * <TimezonePicker name="timezone" prefill required />
 */
export const TimezonePicker = forwardRef<HTMLInputElement | HTMLSelectElement, TimezonePickerProps>(
  function TimezonePicker(props, ref): JSX.Element {
    const { value: controlled, defaultValue, onChange, prefill, name, native, ...others } = props
    const { id, label, locale: preferredLocale, ...attributes } = others
    const { control, rest } = splitAttributes(attributes)
    const { form, required, disabled } = control
    const { timezone: t } = useTimezonePickerMessages()
    const ownId = useId()
    const inputId = id ?? ownId
    const root = useRef<HTMLDivElement>(null)
    const detected = useDetectedTimezone()
    const likely = isLikelyTimezone(detected) ? detected : null
    const minute = useMinute()
    const [chosen, setChosen] = useResettableState<string>(root)
    const initial = defaultValue ?? (prefill ? likely : null)
    const value = controlled === undefined ? (chosen ?? initial) : controlled
    const choose = (timezone: string): void => {
      setChosen(timezone)
      onChange?.(timezone)
    }
    const pageLocale = useLocale()
    const locale = pickerLocale(preferredLocale ?? pageLocale, minute > 0)
    useEffect(() => {
      const element = root.current?.querySelector<HTMLInputElement>('input, select')
      element?.setCustomValidity(required && !value ? t.required : '')
    }, [required, value, t])
    return (
      <div {...useRootProps('timezone-picker', rest)} ref={root}>
        {label !== false && (
          <label className="ik-timezone-picker-label" htmlFor={inputId}>
            {label ?? t.label}
          </label>
        )}
        {native ? (
          <TimezonePickerSelect
            {...control}
            {...{ value, choose, locale, minute, name }}
            id={inputId}
            ref={ref as Ref<HTMLSelectElement>}
            detected={likely}
          />
        ) : (
          <>
            <TimezoneCombobox
              {...{ inputId, value, choose, locale, control }}
              detected={likely}
              forwarded={ref as Ref<HTMLInputElement>}
            />
            {name && (
              <input
                type="hidden"
                name={name}
                form={form}
                value={value ?? ''}
                disabled={disabled}
              />
            )}
          </>
        )}
      </div>
    )
  },
)

const controls = /^(aria-.*|form|required|disabled|autoFocus)$/

/** Splits attributes into those of the input and those of the root. */
function splitAttributes(attributes: ComboboxAttributes & HTMLAttributes<HTMLDivElement>) {
  const control: Record<string, unknown> = {}
  const rest: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(attributes))
    (controls.test(key) ? control : rest)[key] = value
  return { control: control as ComboboxAttributes, rest }
}
