'use client'
import { memo, useEffect, useImperativeHandle, useMemo, useRef, type JSX, type Ref } from 'react'
import type { PhoneMetadata, PhoneReading } from '../../core/contact/phoneReader.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { usePhoneMessages } from '../../react/messages/usePhoneMessages.js'
import { Icon } from '../ui/Icon.js'
import { chevronPath } from '../ui/iconPaths.js'
import { joinIds, type ControlProps, type ValueProps } from './controlProps.js'
import { countryName } from './countryName.js'
import { listPhoneCountries, type PhoneCountry } from './phoneCountries.js'
import { usePhoneInput, type PhoneStart } from './usePhoneInput.js'
import { usePhoneReader } from './usePhoneReader.js'

/** The props of `PhoneControl`. */
export interface PhoneControlProps extends ControlProps, ValueProps<string> {
  /** @default false */
  readonly readOnly?: boolean | undefined
  /** The country of numbers without a country code, ISO 3166. @default the country of `timezone`, else of the browser's languages */
  readonly defaultCountry?: string | undefined
  /** The person's time zone, a tzdb name. */
  readonly timezone?: string | null | undefined
  /** Loads another size of libphonenumber-js, such as `() => import('libphonenumber-js/max')`. @default `min`, which accepts some wrong numbers */
  readonly metadata?: (() => Promise<PhoneMetadata>) | undefined
  /** Called with a hint about an unusual number, and with `undefined` when the hint no longer applies. */
  readonly onWarning?: ((text: string | undefined) => void) | undefined
  readonly inputRef?: Ref<HTMLInputElement> | undefined
  /** What was typed before the control was loaded. */
  readonly start?: PhoneStart | undefined
}

/** Renders a `<div role="group">` with a `<select>` of countries and an `<input>` for a number, whose value is E.164. */
export function PhoneControl(props: PhoneControlProps): JSX.Element {
  const { value, onChange, defaultCountry, timezone, onWarning, inputRef, ...others } = props
  const { metadata: load, start, ...control } = others
  const { id, disabled, readOnly } = control
  const { phone: t, profile } = usePhoneMessages()
  const locale = useLocale()
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle(inputRef, () => input.current as HTMLInputElement, [])
  const options = { value, onChange, defaultCountry, timezone, load, start }
  const { reading, metadata, country, ...phone } = usePhoneInput(input, options)
  useWarning(reading.isUnlikely ? t.unlikely : undefined, phone.isFocused, onWarning)

  const countries = usePhoneCountries(metadata, locale)
  const selected = countries?.find(({ id: code }) => code === country)
  const callingCode = selected?.callingCode ?? reading.callingCode
  const ignoredCode = getIgnoredCode(reading.callingCode, selected?.callingCode)
  // Shows a code once, in the number or beside it.
  const hasCode = ignoredCode === undefined && phone.text.trimStart().startsWith('+')
  // Country names differ between engines, so the server renders the code.
  const getName = (code: string) =>
    (phone.isInBrowser ? countryName(locale, code) : undefined) ?? code
  return (
    <div
      className="ik-phone-input"
      role="group"
      aria-labelledby={`${id}-label`}
      aria-label={profile.phone}
    >
      <span className="ik-phone-input-country">
        <select
          className="ik-phone-input-select"
          aria-label={t.country}
          autoComplete="off"
          disabled={disabled || readOnly}
          value={country ?? ''}
          onFocus={phone.loadMetadata}
          onPointerEnter={phone.loadMetadata}
          onChange={({ currentTarget }) => phone.selectCountry(currentTarget.value)}
        >
          {country === undefined && (
            <option value="">
              {callingCode ? t.countryOption(t.noCountry, callingCode) : t.noCountry}
            </option>
          )}
          {country !== undefined && !countries && (
            <option value={country}>{getName(country)}</option>
          )}
          <CountryOptions countries={countries} />
        </select>
        <span className="ik-phone-input-code" aria-hidden="true">
          {(hasCode && country) || (callingCode ?? country ?? '+')}
        </span>
        <Icon path={chevronPath} />
      </span>
      <input
        {...control}
        ref={input}
        className="ik-input ik-phone-input-number"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        dir="ltr"
        value={phone.text}
        aria-describedby={joinIds(
          control['aria-describedby'],
          Boolean(reading.hint ?? ignoredCode) && `${id}-hint`,
        )}
        onFocus={() => {
          phone.freeze()
          phone.loadMetadata()
        }}
        onPointerEnter={phone.loadMetadata}
        onBlur={() => phone.format()}
        onChange={({ currentTarget }) => phone.type(currentTarget.value)}
      />
      <span className="ik-phone-input-hint" id={`${id}-hint`}>
        <Hint
          reading={reading}
          ignoredCode={ignoredCode}
          shownText={phone.isFocused ? undefined : phone.text}
          getName={getName}
        />
      </span>
    </div>
  )
}

/** Renders a `<bdi>` with a number in the international format, or as it is without the numbering plans. */
export function FormattedPhone({ number }: { readonly number: string }): JSX.Element {
  const [reader] = usePhoneReader(undefined, {
    isNeeded: true,
    loadOthers: doNothing,
    onLoad: doNothing,
  })
  return <bdi dir="ltr">{reader?.read(number, undefined).formatted ?? number}</bdi>
}

const doNothing = () => undefined

function usePhoneCountries(metadata: PhoneMetadata | undefined, locale: string) {
  return useMemo(() => metadata && listPhoneCountries(metadata, locale), [metadata, locale])
}

interface HintProps {
  readonly reading: PhoneReading
  /** The calling code of the selected country if the number has another one. */
  readonly ignoredCode: string | undefined
  /** The text of the input on blur. It is then the formatted number. */
  readonly shownText: string | undefined
  readonly getName: (country: string) => string
}

/** Returns the selected calling code if the number has another one. */
function getIgnoredCode(code: string | undefined, selected: string | undefined) {
  return code === undefined || code === selected ? undefined : selected
}

/** Renders the formatted number and its country, or that the number belongs to another country than the selected one. */
function Hint({ reading, ignoredCode, shownText, getName }: HintProps): JSX.Element {
  const { phone: t } = usePhoneMessages()
  const { callingCode, hint } = reading
  if (callingCode && ignoredCode) return <span>{t.keepsCode(callingCode, ignoredCode)}</span>
  const number = hint?.number === shownText ? undefined : hint?.number
  return (
    <>
      {number && <bdi dir="ltr">{number}</bdi>}
      {number && hint?.country && <span>{' · '}</span>}
      {hint?.country && <bdi>{getName(hint.country)}</bdi>}
    </>
  )
}

/** Renders the `<option>` elements of all countries, about 245, only when the list changes. */
const CountryOptions = memo(function CountryOptions({
  countries,
}: {
  readonly countries: readonly PhoneCountry[] | undefined
}): JSX.Element {
  const { phone: t } = usePhoneMessages()
  return (
    <>
      {countries?.map(({ id, name, callingCode }) => (
        <option key={id} value={id}>
          {t.countryOption(name, callingCode)}
        </option>
      ))}
    </>
  )
})

/** Reports a warning on blur, and removes it while the person types. */
function useWarning(
  text: string | undefined,
  isTyping: boolean,
  onWarning: PhoneControlProps['onWarning'],
): void {
  const reported = useRef<string>(undefined)
  useEffect(() => {
    const next = isTyping && reported.current === undefined ? undefined : text
    if (next === reported.current) return
    reported.current = next
    onWarning?.(next)
  })
}
