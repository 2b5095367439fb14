'use client'
import { useEffect, useId, useRef, useState, type JSX, type KeyboardEvent } from 'react'
import { formatNumber, parseNumber } from '../../core/numberFormat.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useStreakMessages } from '../../react/messages/useStreakMessages.js'

/** The props of `NumberField`. */
export interface NumberFieldProps {
  readonly value: number
  /** Called with each step, and with a typed number on Enter and blur. */
  readonly onSave: (value: number) => void
  readonly onFocus?: (() => void) | undefined
  readonly label: string
  /** The name of the decrease button. */
  readonly decrease: string
  /** The name of the increase button. */
  readonly increase: string
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** With an integer step, only integers are accepted. @default 1 */
  readonly step?: number | undefined
  /** Announces in a live region that a typed number was adjusted. */
  readonly announce: (text: string) => void
}

/**
 * Renders a `<div>` with a text input for a number and two step buttons. It is no `<input type="number">`, which accepts `1e3`, changes with
 * the mouse wheel and accepts one number format only.
 */
export function NumberField(props: NumberFieldProps): JSX.Element {
  const { value, label, step = 1 } = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const field = useNumberField(props, input)
  const { shown, note, min, max, stepTo } = field
  return (
    <div
      className="ik-number-field"
      onFocus={props.onFocus}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) field.commit()
      }}
    >
      <label className="ik-visually-hidden" htmlFor={id}>
        {label}
      </label>
      <span className="ik-number-field-control">
        <button
          type="button"
          className="ik-number-field-button"
          data-step="down"
          aria-label={props.decrease}
          aria-disabled={shown <= min || undefined}
          onClick={() => shown > min && stepTo(shown - step)}
        />
        <input
          ref={input}
          id={id}
          type="text"
          className="ik-number-field-input"
          inputMode={Number.isInteger(step) ? 'numeric' : 'decimal'}
          enterKeyHint="done"
          autoComplete="off"
          form="ik-no-form"
          value={field.draft ?? field.format(value)}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={({ currentTarget }) => field.type(currentTarget.value)}
          onKeyDown={field.onKeyDown}
        />
        <button
          type="button"
          className="ik-number-field-button"
          data-step="up"
          aria-label={props.increase}
          aria-disabled={shown >= max || undefined}
          onClick={() => shown < max && stepTo(shown + step)}
        />
      </span>
      {note && (
        <span className="ik-number-field-note" id={`${id}-note`}>
          {note}
        </span>
      )}
    </div>
  )
}

function useNumberField(
  props: NumberFieldProps,
  input: { readonly current: HTMLInputElement | null },
) {
  const { value, onSave, announce, step = 1 } = props
  const { min = -Infinity, max = Number.MAX_SAFE_INTEGER } = props
  const { streak: t } = useStreakMessages()
  const locale = useLocale()
  const [draft, setDraft] = useState<string>()
  const [adjustment, setAdjustment] = useState<{ readonly text: string; readonly value: number }>()
  const isInteger = Number.isInteger(step)
  const format = (number: number) => formatNumber(locale, number)
  const parse = (text: string) => parseNumber(locale, text, { isInteger })
  const shown = (draft === undefined ? undefined : parse(draft)) ?? value

  const clamp = (number: number) => Math.min(Math.max(round(number, isInteger), min), max)

  function type(text: string | undefined): void {
    setDraft(text)
    setAdjustment(undefined)
  }

  function commit(): void {
    if (draft === undefined) return
    setDraft(undefined)
    const typed = parse(draft)
    const next = typed === undefined ? value : clamp(typed)
    if (next !== typed) {
      const text = typed === undefined ? t.notANumber(format(value)) : t.adjusted(format(next))
      setAdjustment({ text, value: next })
      announce(text)
    }
    if (next !== value) onSave(next)
  }

  const latestCommit = useRef(commit)
  useEffect(() => {
    latestCommit.current = commit
    // A disabled input loses the focus without a blur event.
    if (input.current?.matches(':disabled')) latestCommit.current()
  })
  useEffect(() => () => latestCommit.current(), [])

  function stepTo(number: number): void {
    type(undefined)
    const next = clamp(number)
    if (next !== value) onSave(next)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const { key } = event
    if (event.nativeEvent.isComposing) return
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
    const target = getKeyTarget(key, shown, props)
    const isEscape = key === 'Escape' && draft !== undefined
    if (target === undefined && key !== 'Enter' && !isEscape) return
    // Enter must not submit the host's form, and Escape must not close the host's dialog.
    event.preventDefault()
    if (isEscape) {
      event.stopPropagation()
      type(undefined)
    } else if (target === undefined) commit()
    else stepTo(target)
  }

  return {
    draft,
    /** The number that is shown, whether it is saved or typed. */
    shown,
    min,
    max,
    /** How a typed number was adjusted, while that number is the value. */
    note: draft === undefined && adjustment?.value === value ? adjustment.text : '',
    format,
    type,
    commit,
    stepTo,
    onKeyDown,
  }
}

/** Returns the number that a key sets. */
function getKeyTarget(key: string, shown: number, props: NumberFieldProps): number | undefined {
  const { step = 1, min, max } = props
  const targets: Readonly<Record<string, number | undefined>> = {
    ArrowUp: shown + step,
    ArrowDown: shown - step,
    PageUp: shown + 10 * step,
    PageDown: shown - 10 * step,
    Home: min,
    End: max,
  }
  return targets[key]
}

/** Rounds away what steps of a tenth add up to. */
function round(number: number, isInteger: boolean): number {
  return isInteger ? Math.round(number) : Math.round(number * 1e6) / 1e6
}
