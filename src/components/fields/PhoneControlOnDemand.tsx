'use client'
import type { JSX } from 'react'
import { isE164 } from '../../core/contact/e164.js'
import { trimText } from '../../core/text.js'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { Icon } from '../ui/Icon.js'
import { chevronPath } from '../ui/iconPaths.js'
import { createOnDemand, useOnDemand } from '../ui/onDemand.js'
import { OnDemandControl, type Meanwhile } from './OnDemandControl.js'
import type * as Loaded from './PhoneControl.js'
import { useInputDraft } from './useInputDraft.js'
import type { PhoneStart } from './usePhoneInput.js'

type Module = Pick<typeof Loaded, 'PhoneControl' | 'FormattedPhone'>

const phoneControl = /* @__PURE__ */ createOnDemand(async (): Promise<Module> => {
  const { PhoneControl, FormattedPhone } = await import('./PhoneControl.js')
  return { PhoneControl, FormattedPhone }
})

/**
 * Renders a `PhoneControl`, which is loaded after the first render. Until then, and if it can't be loaded, an input of the same size accepts a
 * number with a country code.
 */
export function PhoneControlOnDemand(props: Loaded.PhoneControlProps): JSX.Element {
  return (
    <OnDemandControl<Module, PhoneStart>
      id={props.id}
      part={phoneControl}
      renderLoaded={({ PhoneControl }, start) => (
        <PhoneControl {...props} start={start?.emitted === props.value ? start : undefined} />
      )}
      renderMeanwhile={({ onStart }) => <PlainPhone {...props} onStart={onStart} />}
    />
  )
}

/** Renders a `<bdi>` with a number, which is formatted once the numbering plans are loaded. */
export function PhoneText({ number }: { readonly number: string }): JSX.Element {
  const loaded = useOnDemand(phoneControl)
  return loaded ? <loaded.FormattedPhone number={number} /> : <bdi dir="ltr">{number}</bdi>
}

interface PlainPhoneProps
  extends Omit<Loaded.PhoneControlProps, 'start'>, Pick<Meanwhile<PhoneStart>, 'onStart'> {}

/** Renders the `<input>` of a number, and a disabled list of countries without options. */
function PlainPhone(props: PlainPhoneProps): JSX.Element {
  const { value, onChange, defaultCountry: _, timezone: __, onWarning: ___, ...others } = props
  const { onStart, inputRef, metadata: ____, ...control } = others
  const { profile: t } = useProfileMessages()
  const { text, initialValue, keep } = useInputDraft(value)

  function change(typed: string): void {
    const number = trimText(typed).replaceAll(/[\s().-]/g, '')
    const isComplete = number === '' || isE164(number)
    const emitted = isComplete ? number || null : typed
    keep(typed, emitted)
    onStart({ typed, emitted, initialValue })
    if (isComplete) onChange(emitted)
    else onChange(emitted, t.phoneWithoutCode)
  }

  return (
    <div className="ik-phone-input" role="group" aria-labelledby={`${control.id}-label`}>
      <span className="ik-phone-input-country" aria-hidden="true">
        <select className="ik-phone-input-select" disabled />
        <span className="ik-phone-input-code">+</span>
        <Icon path={chevronPath} />
      </span>
      <input
        {...control}
        ref={inputRef}
        className="ik-input ik-phone-input-number"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        dir="ltr"
        value={text ?? value ?? ''}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      <span className="ik-phone-input-hint" />
    </div>
  )
}
