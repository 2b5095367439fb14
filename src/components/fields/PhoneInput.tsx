'use client'
import { useEffect, useMemo, useRef, type JSX } from 'react'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { countryName } from './countryName.js'
import type { ControlProps, ValueProps } from './controlProps.js'
import { phoneCountries } from './phoneCountries.js'
import type { PhoneMetadata } from './phoneNumber.js'
import { usePhoneInput } from './usePhoneInput.js'
import { loadPhoneMetadata } from './usePhoneMetadata.js'

export interface PhoneInputProps extends ControlProps, ValueProps<string> {
  readonly readOnly?: boolean | undefined
  /** ISO 3166, of numbers that are typed without a country code. @default the country of `timezone`, else of the browser's languages */
  readonly defaultCountry?: string | undefined
  /** Where the person is; of a detected zone only a likely one. */
  readonly timezone?: string | null | undefined
  /** Loads another size of libphonenumber-js, such as `() => import('libphonenumber-js/max')`. @default `min`, which cannot tell all wrong numbers */
  readonly metadata?: (() => Promise<PhoneMetadata>) | undefined
  /** Says what looks odd and is saved all the same, and `undefined` once it does no more. */
  readonly onWarning?: ((text: string | undefined) => void) | undefined
}

/**
 * A phone number of any country, given as E.164. What is typed stays as it is until the input is left; what knows the numbers of the
 * world is loaded when somebody comes to it, and without that a whole number with + is taken. Renders a `<div>` around a `<select>` and an `<input>`.
 */
export function PhoneInput(props: PhoneInputProps): JSX.Element {
  const { id, value, onChange, disabled, readOnly, onWarning } = props
  const { defaultCountry, timezone, metadata: source = loadPhoneMetadata } = props
  const { phone: t } = useMessages()
  const locale = useLocale()
  const input = useRef<HTMLInputElement>(null)
  const options = { value, onChange, defaultCountry, timezone, metadata: source }
  const { reading, metadata, country, ...phone } = usePhoneInput(input, options)
  useWarning(reading.isUnlikely ? t.unlikely : undefined, phone.isFocused, onWarning)

  const countries = useMemo(() => metadata && phoneCountries(metadata, locale), [metadata, locale])
  const choices = useMemo(
    () =>
      countries?.map((one) => (
        <option key={one.id} value={one.id}>
          {t.countryOption(one.name, one.code)}
        </option>
      )),
    [countries, t],
  )
  const chosen = countries?.find((one) => one.id === country)
  const code = chosen?.code ?? reading.code
  const nameOf = (one: string) => (phone.isInBrowser ? (countryName(locale, one) ?? one) : one)
  const keepsCode = chosen && reading.code !== undefined && chosen.code !== reading.code
  const hint = keepsCode ? undefined : reading.hint
  const place = hint?.country && nameOf(hint.country)
  // Nobody needs to read twice what the input shows once it is left.
  const number = phone.isFocused || hint?.number !== phone.text ? hint?.number : undefined
  const hasHint = keepsCode || number !== undefined || place !== undefined
  const described = [props['aria-describedby'], hasHint ? `${id}-hint` : undefined]

  return (
    <div
      className="ik-phone-input"
      role="group"
      aria-labelledby={`${id}-label`}
      aria-label={t.label}
    >
      <span className="ik-phone-input-country">
        <select
          className="ik-phone-input-select"
          aria-label={t.country}
          autoComplete="off"
          disabled={disabled || readOnly}
          value={country ?? ''}
          onFocus={phone.load}
          onPointerEnter={phone.load}
          onChange={({ currentTarget }) => phone.choose(currentTarget.value)}
        >
          {country === undefined && (
            <option value="">{code ? t.countryOption(t.noCountry, code) : t.noCountry}</option>
          )}
          {choices ?? (country !== undefined && <option value={country}>{nameOf(country)}</option>)}
        </select>
        <span className="ik-phone-input-code" aria-hidden="true">
          {code ?? country ?? '+'}
        </span>
      </span>
      <input
        ref={input}
        id={id}
        className="ik-input ik-phone-input-number"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        dir="ltr"
        value={phone.text}
        disabled={disabled}
        readOnly={readOnly}
        aria-describedby={described.filter(Boolean).join(' ') || undefined}
        aria-invalid={props['aria-invalid']}
        aria-required={props['aria-required']}
        onFocus={() => {
          phone.hold()
          phone.load()
        }}
        onPointerEnter={phone.load}
        onBlur={() => phone.release()}
        onChange={({ currentTarget }) => phone.type(currentTarget.value)}
      />
      <span className="ik-phone-input-hint" id={`${id}-hint`}>
        {keepsCode && t.keepsCode(reading.code, chosen.code)}
        {number && <bdi dir="ltr">{number}</bdi>}
        {number && place && ' · '}
        {place && <bdi>{place}</bdi>}
      </span>
    </div>
  )
}

/** Nobody is warned of what they still type, but what is said goes as soon as it is true no more. */
function useWarning(
  text: string | undefined,
  isTyping: boolean,
  onWarning: PhoneInputProps['onWarning'],
): void {
  const said = useRef<string>(undefined)
  useEffect(() => {
    const next = isTyping && said.current === undefined ? undefined : text
    if (next === said.current) return
    said.current = next
    onWarning?.(next)
  })
}
