import { useState, type RefObject } from 'react'
import { normalizePhone, toE164 } from '../../core/contact/normalizePhone.js'
import type { PhoneMetadata, PhoneReader, PhoneReading } from '../../core/contact/phoneReader.js'
import { useDeviceLanguages } from '../../react/profile/useDeviceLanguages.js'
import { usePhoneMessages } from '../../react/messages/usePhoneMessages.js'
import { createOnDemand, useOnDemand } from '../ui/onDemand.js'
import { isFocused } from '../ui/useFocusFallback.js'
import type { ValueProps } from './controlProps.js'
import { guessPhoneCountry, type PhoneGuess } from './phoneCountries.js'
import { usePhoneReader } from './usePhoneReader.js'

const timezoneTable = /* @__PURE__ */ createOnDemand(
  () => import('../../core/timezone/timezone.js'),
)

/** Options of `usePhoneInput`. */
export interface PhoneInputOptions extends ValueProps<string> {
  readonly defaultCountry: string | undefined
  readonly timezone: string | null | undefined
  readonly load: (() => Promise<PhoneMetadata>) | undefined
  readonly start: PhoneStart | undefined
}

/** What was typed before the control was loaded. */
export interface PhoneStart {
  readonly typed: string
  /** The value that was reported for it. */
  readonly emitted: string | null
  /** The value before. */
  readonly initialValue: string | null
}

interface Draft {
  /** The `value` of the last render. */
  readonly lastValue: string | null
  /** The `value` before the person typed. Its country is the default of what they type. */
  readonly initialValue: string | null
  readonly typed?: string | undefined
  /** The value that was reported for `typed`. */
  readonly emitted?: string | null | undefined
  /** The guess when the person started to type, which a new time zone in the same form doesn't change. */
  readonly guess?: PhoneGuess | undefined
  /** The text of the input while it has the focus: only typing changes it, so that the caret stays in place. */
  readonly frozenText?: string | undefined
  /** The selected country, and the text that it was selected for. */
  readonly selection?: { readonly country: string; readonly text: string } | undefined
}

/** Returns the typed number, how it is understood, and how it is shown. */
export function usePhoneInput(
  input: RefObject<HTMLInputElement | null>,
  options: PhoneInputOptions,
) {
  const { value, onChange, defaultCountry, timezone } = options
  const { phone: t } = usePhoneMessages()
  const [draft, setDraft] = useState<Draft>({
    lastValue: value,
    initialValue: value,
    ...options.start,
  })
  const hasTimezone = !defaultCountry && Boolean(timezone)
  const timezones = useOnDemand(timezoneTable, hasTimezone)
  const [reader, loadReader] = usePhoneReader(options.load, {
    isNeeded: value !== null,
    loadOthers: () => (hasTimezone ? timezoneTable.load() : undefined),
    onLoad,
  })
  const languages = useDeviceLanguages()
  const typed = draft.typed ?? value ?? ''
  const guess = (draft.typed && draft.guess) || {
    country: defaultCountry,
    timezone,
    languages: languages ?? [],
  }
  const reading = read(typed, draft.selection?.country)

  if (value !== draft.lastValue) {
    const isOwn = draft.typed !== undefined && value === draft.emitted
    setDraft(isOwn ? { ...draft, lastValue: value } : { lastValue: value, initialValue: value })
  }

  function read(text: string, selectedCountry?: string, loaded = reader, zones = timezones) {
    const initial = draft.initialValue && loaded?.read(draft.initialValue).country
    const guessed = initial || guessPhoneCountry(guess, loaded?.metadata, zones)
    const country = selectedCountry ?? guessed
    return loaded ? loaded.read(text, country) : readWithoutPlans(text, country)
  }

  function emit(next: PhoneReading, change: Partial<Draft>): void {
    setDraft((previous) => ({ ...previous, ...change, emitted: next.value }))
    if (next.error) onChange(next.value, t[next.error])
    else onChange(next.value)
  }

  function freeze(text: string): void {
    setDraft((previous) => ({ ...previous, frozenText: previous.frozenText ?? text }))
  }

  function onLoad(loaded: PhoneReader): void {
    if (!input.current) return
    if (isFocused(input.current)) freeze(input.current.value)
    if (draft.typed === undefined) return
    const zones = timezoneTable.getSnapshot()
    const next = read(draft.typed, draft.selection?.country, loaded, zones)
    if (next.error || next.value !== draft.emitted) emit(next, {})
  }

  const { selection, frozenText } = draft
  return {
    reading,
    metadata: reader?.metadata,
    loadMetadata: loadReader,
    /** The browser's languages and its country names are unknown on the server. */
    isInBrowser: languages !== undefined,
    isFocused: frozenText !== undefined,
    text: frozenText ?? reading.formatted,
    country: selection?.text === typed ? selection.country : reading.country,
    type(text: string): void {
      const hasFocus = input.current !== null && isFocused(input.current)
      const change = { typed: text, guess, frozenText: hasFocus ? text : undefined }
      emit(read(text, selection?.country), change)
    },
    /** Reads a number without a + again for the selected country. */
    selectCountry(country: string): void {
      const next = read(typed, country)
      setDraft((previous) => ({ ...previous, selection: { country, text: typed } }))
      if (next.value !== null && !reading.isInternational) emit(next, { typed })
    },
    freeze: () => freeze(reading.formatted),
    /** Shows the formatted number, unless only the window lost the focus. */
    format(): void {
      if (input.current && isFocused(input.current)) return
      setDraft((previous) => ({ ...previous, frozenText: undefined }))
    },
  }
}

/** Reads a number while the numbering plans aren't loaded. */
function readWithoutPlans(typed: string, country: string | undefined): PhoneReading {
  const plain = normalizePhone(typed)
  const place = { country, isInternational: plain.startsWith('+') }
  if (plain === '') return { ...place, value: null, formatted: '' }
  const value = toE164(typed)
  return value === undefined
    ? { ...place, value: typed, formatted: typed, error: 'needsCode' }
    : { ...place, value, formatted: typed }
}
