import { useState } from 'react'
import type { Json } from '../../core/json.js'

/** The text of an input, apart from its value. */
export interface InputDraft<Value> {
  /** The typed text, while the value is the one that the text produced. */
  readonly text: string | undefined
  /** The value before the person started to type. */
  readonly initialValue: Value | null
  /** Stores a typed text and the value that it produced. */
  readonly keep: (text: string, emitted: Value | null) => void
  /** Drops the typed text, so that the value is shown. */
  readonly clear: () => void
}

/** Keeps the typed text until the value changes from outside, such as by a discard or a refresh. */
export function useInputDraft<Value extends Json>(value: Value | null): InputDraft<Value> {
  const [latest, setLatest] = useState<{
    readonly text: string
    readonly emitted: Value | null
    readonly initialValue: Value | null
  }>()
  const draft = latest && Object.is(latest.emitted, value) ? latest : undefined
  const initialValue = draft ? draft.initialValue : value
  return {
    text: draft?.text,
    initialValue,
    keep: (text, emitted) => setLatest({ text, emitted, initialValue }),
    clear: () => setLatest(undefined),
  }
}
