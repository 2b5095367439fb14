'use client'
import { useDetectedTimezone, useLocale, useMessages } from 'identikit'
import {
  getTimezone,
  isLikelyTimezone,
  listTimezones,
  timezoneCity,
  timezoneOffsets,
} from 'identikit/core'
import {
  useId,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
  type SelectHTMLAttributes,
} from 'react'

export interface TimezonePickerProps extends Omit<
  SelectHTMLAttributes<HTMLSelectElement>,
  'value' | 'defaultValue' | 'onChange' | 'children'
> {
  /** The selected zone, or `null`. Makes the picker controlled. */
  readonly value?: string | null
  /** The first zone of an uncontrolled picker. */
  readonly defaultValue?: string | null
  readonly onChange?: (timezone: string) => void
  /** Uses the time zone of the device as the first value of an uncontrolled picker. */
  readonly prefill?: boolean
  readonly label?: ReactNode
}

/** Lets users choose a time zone by region and city, with that of the device first. */
export function TimezonePicker(props: TimezonePickerProps) {
  const { value, defaultValue, onChange, prefill, label, id, ...attributes } = props
  const { timezone: t } = useMessages()
  const ownId = useId()
  const selectId = id ?? ownId
  const detected = useDetectedTimezone()
  const likely = isLikelyTimezone(detected) ? detected : null
  const [chosen, setChosen] = useState<string>()
  const initial = defaultValue ?? (prefill ? likely : null)
  const selected = value === undefined ? (chosen ?? initial) : value
  const groups = useGroups(likely, selected)
  return (
    <div className="grid gap-2 text-foreground">
      <label htmlFor={selectId} className="text-sm font-medium">
        {label ?? t.label}
      </label>
      <select
        {...attributes}
        id={selectId}
        value={selected ?? ''}
        onChange={({ currentTarget }) => {
          setChosen(currentTarget.value)
          onChange?.(currentTarget.value)
        }}
        className="h-9 w-full min-w-0 rounded-md border border-input bg-background px-2 text-base outline-none focus-visible:ring-2 focus-visible:ring-ring disabled:opacity-50 aria-invalid:border-destructive pointer-coarse:h-11 md:text-sm"
      >
        {!selected && (
          <option value="" disabled ref={keepOnReset(true)}>
            {t.required}
          </option>
        )}
        {groups.map(({ name, options }) => (
          <optgroup key={name} label={name}>
            {options.map((option) => (
              <option key={option.id} value={option.id} ref={keepOnReset(option.id === selected)}>
                {option.text}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

/** Returns a ref that makes a reset of the form keep the selected option, which React would no longer know. */
function keepOnReset(isSelected: boolean) {
  return (option: HTMLOptionElement | null) => {
    if (option) option.defaultSelected = isSelected
  }
}

type Texts = ReturnType<typeof useMessages>['timezone']

/** Returns the city, the country and the offset of a zone. */
function getText(id: string, countries: Intl.DisplayNames, t: Texts) {
  const country = getTimezone(id)?.country
  const offset = timezoneOffsets(id, Date.now())?.now
  return t.option(
    [
      timezoneCity(id),
      country && countries.of(country),
      offset === undefined ? undefined : t.offset(offset),
    ].filter((part) => part !== undefined),
  )
}

const subscribe = () => () => {}

/** Returns the zone of the device, then all others by region. */
function useGroups(detected: string | null, selected: string | null) {
  const { timezone: t } = useMessages()
  const locale = useLocale()
  // The names of countries and the offsets can differ between the server and the browser.
  const isHydrated = useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
  return useMemo(() => {
    const countries = new Intl.DisplayNames(locale, { type: 'region' })
    const getOption = (id: string) => ({
      id,
      text: isHydrated ? getText(id, countries, t) : timezoneCity(id),
    })
    // A saved zone can be an alias, such as Asia/Calcutta, or unknown. It's listed until the user chooses another one.
    const listedId = selected === null ? undefined : getTimezone(selected)?.id
    const isListed = isHydrated && selected === listedId
    const first = [detected === listedId && !isListed ? null : detected, isListed ? null : selected]
    const firstIds = first.filter((id) => id !== null)
    const others = isHydrated
      ? listTimezones().filter(({ id }) => id !== detected && (isListed || id !== listedId))
      : []
    const regions = [...new Set(others.map(({ region }) => region))].map((region) => ({
      name: t.regions[region as keyof typeof t.regions],
      options: others.filter((zone) => zone.region === region).map(({ id }) => getOption(id)),
    }))
    return [{ name: t.suggested, options: firstIds.map(getOption) }, ...regions].filter(
      ({ options }) => options.length > 0,
    )
  }, [detected, selected, t, locale, isHydrated])
}
