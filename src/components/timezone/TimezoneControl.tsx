'use client'
import { useState, type JSX } from 'react'
import { formatCity } from '../../core/timezone/cityNames.js'
import { useTimezonePickerMessages } from '../../react/messages/useTimezonePickerMessages.js'
import type { ControlProps, ValueProps } from '../fields/controlProps.js'
import { createOnDemand, useOnDemand } from '../ui/onDemand.js'
import type { PickerStart } from './useTimezonePicker.js'

/** The props of `TimezoneControl`. */
export interface TimezoneControlProps extends ControlProps, ValueProps<string> {
  readonly locale: string
}

const combobox = /* @__PURE__ */ createOnDemand(async () => {
  const { LoadedTimezoneControl } = await import('./LoadedTimezoneControl.js')
  return { LoadedTimezoneControl }
})

/**
 * Renders a `<div>` with the combobox of `TimezonePicker`, which is loaded after the first render. Until then, an input of the same size shows
 * the city, and what is typed into it is passed on. If the combobox can't be loaded, a `<select>` has the time zones of the browser.
 */
export function TimezoneControl(props: TimezoneControlProps): JSX.Element {
  const loaded = useOnDemand(combobox)
  const [isComposing, setIsComposing] = useState(false)
  const [start, setStart] = useState<PickerStart>()
  const isReady = loaded && !isComposing
  return (
    <div className="ik-timezone-picker" aria-busy={loaded === undefined || undefined}>
      {isReady ? (
        <loaded.LoadedTimezoneControl {...props} start={start} />
      ) : loaded === null ? (
        <BrowserZones {...props} />
      ) : (
        <LoadingInput {...props} start={start} onStart={setStart} onComposing={setIsComposing} />
      )}
    </div>
  )
}

interface LoadingInputProps extends TimezoneControlProps {
  readonly start: PickerStart | undefined
  /** Called with what the combobox starts with. */
  readonly onStart: (start: PickerStart | undefined) => void
  /** Called when an input method begins and ends to compose a text, which would be lost with the input. */
  readonly onComposing: (isComposing: boolean) => void
}

/** Renders the closed control with an `<input>` that keeps what is typed. */
function LoadingInput(props: LoadingInputProps): JSX.Element {
  const { value, start, onStart, onComposing, id, disabled, locale: _, ...others } = props
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
          onCompositionStart={() => onComposing(true)}
          onCompositionEnd={() => onComposing(false)}
        />
        <span className="ik-timezone-picker-open" />
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
    <select
      {...control}
      className="ik-timezone-picker-select"
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
    </select>
  )
}
