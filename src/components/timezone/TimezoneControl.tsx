'use client'
import type { JSX } from 'react'
import { formatCity } from '../../core/timezone/cityNames.js'
import { useTimezonePickerMessages } from '../../react/messages/useTimezonePickerMessages.js'
import type { ControlProps, ValueProps } from '../fields/controlProps.js'
import { OnDemandControl, type Meanwhile } from '../fields/OnDemandControl.js'
import { createOnDemand } from '../ui/onDemand.js'
import { Icon } from '../ui/Icon.js'
import { chevronPath } from '../ui/iconPaths.js'
import { Select } from '../ui/Select.js'
import type * as Loaded from './LoadedTimezoneControl.js'
import type { PickerStart } from './useTimezonePicker.js'

/** The props of `TimezoneControl`. */
export interface TimezoneControlProps extends ControlProps, ValueProps<string> {
  readonly locale: string
}

type Combobox = Pick<typeof Loaded, 'LoadedTimezoneControl'>

const combobox = /* @__PURE__ */ createOnDemand(async (): Promise<Combobox> => {
  const { LoadedTimezoneControl } = await import('./LoadedTimezoneControl.js')
  return { LoadedTimezoneControl }
})

/**
 * Renders a `<div>` with the combobox of `TimezonePicker`, which is loaded after the first render. Until then, an input of the same size shows
 * the city, and what is typed into it is passed on. If the combobox can't be loaded, a `<select>` has the time zones of the browser.
 */
export function TimezoneControl(props: TimezoneControlProps): JSX.Element {
  return (
    <OnDemandControl<Combobox, PickerStart>
      id={props.id}
      part={combobox}
      renderLoaded={({ LoadedTimezoneControl }, start) => (
        <div className="ik-timezone-picker">
          <LoadedTimezoneControl {...props} start={start} />
        </div>
      )}
      renderMeanwhile={({ hasFailed, ...meanwhile }) => (
        <div className="ik-timezone-picker" aria-busy={isWaiting(hasFailed, meanwhile.start)}>
          {hasFailed ? <BrowserZones {...props} /> : <LoadingInput {...props} {...meanwhile} />}
        </div>
      )}
    />
  )
}

/** Returns whether the person opened the list, which isn't there yet. The input can be used before. */
function isWaiting(hasFailed: boolean, start: PickerStart | undefined): true | undefined {
  return (!hasFailed && start?.isOpen) || undefined
}

interface LoadingInputProps
  extends TimezoneControlProps, Pick<Meanwhile<PickerStart>, 'start' | 'onStart'> {}

/** Renders the closed control with an `<input>` that keeps what is typed. */
function LoadingInput(props: LoadingInputProps): JSX.Element {
  const { value, start, onStart, id, disabled, locale: _, ...others } = props
  const { onChange: __, ...aria } = others
  const { timezone: t } = useTimezonePickerMessages()
  const open = () => onStart({ text: start?.text, isOpen: true })
  return (
    <div className="ik-timezone-picker-place">
      <div className="ik-timezone-picker-field">
        <input
          {...aria}
          {...{ id, disabled }}
          className="ik-timezone-picker-input"
          role="combobox"
          aria-expanded="false"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={t.placeholder}
          value={start?.text ?? (value ? formatCity(value) : '')}
          onFocus={({ currentTarget }) => {
            currentTarget.select()
            onStart({ isOpen: false })
          }}
          onBlur={() => onStart(undefined)}
          onChange={({ currentTarget }) => onStart({ text: currentTarget.value, isOpen: true })}
          onClick={open}
          onKeyDown={(event) => {
            if (/^Arrow(?:Down|Up)$/.test(event.key)) open()
            // There is no result to choose yet, and the form must not be sent.
            if (event.key === 'Enter' && start?.isOpen) event.preventDefault()
          }}
        />
        <span className="ik-timezone-picker-open">
          <Icon path={chevronPath} />
        </span>
      </div>
    </div>
  )
}

/** Renders a `<select>` of the time zones that the browser knows. */
function BrowserZones(props: TimezoneControlProps): JSX.Element {
  const { value, onChange, locale: _, ...control } = props
  const { timezone: t } = useTimezonePickerMessages()
  const ids = new Set([...(value ? [value] : []), ...Intl.supportedValuesOf('timeZone')])
  return (
    <Select
      {...control}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      {!value && (
        <option value="" disabled>
          {t.required}
        </option>
      )}
      {[...ids].map((id) => (
        <option key={id} value={id}>
          {id.replaceAll('_', ' ')}
        </option>
      ))}
    </Select>
  )
}
