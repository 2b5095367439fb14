import { useState, useSyncExternalStore, type RefObject } from 'react'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMessages } from '../../react/environment/useMessages.js'
import type { ValueProps } from './controlProps.js'
import { guessPhoneCountry, type PhoneGuess } from './phoneCountries.js'
import { readPhone, type PhoneMetadata, type PhoneReading } from './phoneNumber.js'
import { usePhoneMetadata } from './usePhoneMetadata.js'

export interface PhoneInputOptions extends ValueProps<string> {
  readonly defaultCountry: string | undefined
  readonly timezone: string | null | undefined
  readonly metadata: () => Promise<PhoneMetadata>
}

interface Draft {
  /** The host's value as it last was. */
  readonly seen: string | null
  /** The host's value as it was before anybody typed: its country is the one to go on with. */
  readonly stored: string | null
  /** Since then: what was typed, and what was made of it. */
  readonly typed?: string | undefined
  readonly given?: string | null | undefined
  /** Where they were when they began: who moves in the same form goes on having that number. */
  readonly place?: PhoneGuess | undefined
  /** What the input shows while it has the focus: nothing changes under a caret but by typing. */
  readonly held?: string | undefined
  /** The country that was chosen, and what stood beside it. */
  readonly choice?: { readonly country: string; readonly beside: string } | undefined
}

/** The number as it was typed, as it is understood, and as it is shown. */
export function usePhoneInput(input: RefObject<HTMLInputElement | null>, props: PhoneInputOptions) {
  const { value, onChange, defaultCountry, timezone } = props
  const { phone: t } = useMessages()
  const locale = useLocale()
  const [draft, setDraft] = useState<Draft>({ seen: value, stored: value })
  const [metadata, load] = usePhoneMetadata(props.metadata, { isNeeded: value !== null, onLoad })
  const languages = useSyncExternalStore(subscribe, readLanguages, () => undefined)
  const typed = draft.typed ?? value ?? ''
  const here = { country: defaultCountry, timezone, languages: languages?.split(',') ?? [] }
  const place = (draft.typed && draft.place) || here
  const reading = read(typed, draft.choice?.country, metadata)

  if (value !== draft.seen) {
    const isOwn = draft.typed !== undefined && value === draft.given
    setDraft(isOwn ? { ...draft, seen: value } : { seen: value, stored: value })
  }

  function read(text: string, chosen: string | undefined, known = metadata): PhoneReading {
    const guess = guessPhoneCountry(place, known)
    const context = { metadata: known, locale }
    const { stored } = draft
    const own = stored === null ? undefined : readPhone(stored, { ...context, country: undefined })
    return readPhone(text, { ...context, country: chosen ?? own?.country ?? guess })
  }

  function give(next: PhoneReading, change: Partial<Draft>): void {
    setDraft((before) => ({ ...before, ...change, given: next.value }))
    if (next.problem) onChange(next.value, t[next.problem])
    else onChange(next.value)
  }

  function isFocused(): boolean {
    return input.current?.matches(':focus') ?? false
  }

  function onLoad(found: PhoneMetadata): void {
    const shown = input.current?.value
    if (shown === undefined) return
    if (isFocused()) setDraft((before) => ({ ...before, held: before.held ?? shown }))
    if (draft.typed === undefined) return
    const next = read(draft.typed, draft.choice?.country, found)
    if (next.problem || next.value !== draft.given) give(next, {})
  }

  const { choice, held } = draft
  const isBeside = choice?.beside === typed
  return {
    reading,
    metadata,
    load,
    /** Only a browser knows its languages, and which names its engine has for countries. */
    isInBrowser: languages !== undefined,
    isFocused: held !== undefined,
    text: held ?? reading.formatted,
    country: isBeside ? choice.country : reading.country,
    type(text: string): void {
      const change = { typed: text, place, held: isFocused() ? text : undefined }
      give(read(text, choice?.country), change)
    },
    /** A number with a + says itself where it is from; any other is read anew. */
    choose(country: string): void {
      const next = read(typed, country)
      setDraft((before) => ({ ...before, choice: { country, beside: typed } }))
      if (next.value !== null && !reading.isWhole) give(next, { typed })
    },
    hold: () => setDraft((before) => ({ ...before, held: before.held ?? reading.formatted })),
    /** Who only goes to another window comes back to the same text. */
    release(): void {
      const root = input.current?.getRootNode() as Document | ShadowRoot | undefined
      if (root?.activeElement === input.current) return
      setDraft((before) => ({ ...before, held: undefined }))
    },
  }
}

function subscribe(): () => void {
  return () => {}
}

function readLanguages(): string {
  return navigator.languages.join(',')
}
