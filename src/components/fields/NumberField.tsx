'use client'
import { useEffect, useId, useRef, useState, type JSX, type KeyboardEvent } from 'react'
import { formatNumber, parseNumber } from '../../core/numberFormat.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'

export interface NumberFieldProps {
  /** What is saved, or on its way. */
  readonly value: number
  readonly onSave: (value: number) => void
  /** Hears that somebody comes to it. */
  readonly onFocus?: (() => void) | undefined
  readonly label: string
  /** The names of its two buttons. */
  readonly decrease: string
  readonly increase: string
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** With a whole step only whole numbers are taken. @default 1 */
  readonly step?: number | undefined
  /** Says in a live region what was done to what somebody wrote. */
  readonly announce: (text: string) => void
}

/** How long after the last step the number is saved, in milliseconds. */
const stepWait = 600

/**
 * A number to write or to step. It is saved when the person leaves it, with Enter, or a moment after the last step; Escape
 * goes back to what is saved. Not an `<input type="number">`, which takes `1e3`, turns with the wheel and knows one way to write numbers.
 * Renders a `<div>`.
 */
export function NumberField(props: NumberFieldProps): JSX.Element {
  const { value, onSave, label, min = -Infinity, max = Number.MAX_SAFE_INTEGER, step = 1 } = props
  const { streak: t } = useSharedMessages()
  const locale = useLocale()
  const id = useId()
  const [draft, setDraft] = useState<string>()
  const [noted, setNoted] = useState<{ readonly text: string; readonly at: number }>()
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isWhole = Number.isInteger(step)
  const format = (number: number) => formatNumber(locale, number)
  const read = (text: string) => parseNumber(locale, text, { isWhole })
  // What is said of one number is not true of another, such as the saved one that a failure brings back.
  const note = draft === undefined && noted?.at === value ? noted.text : ''
  const shown = (draft === undefined ? undefined : read(draft)) ?? value

  /** Steps of a tenth add up to no more than a few places. */
  function allowed(number: number): number {
    const rounded = isWhole ? Math.round(number) : Math.round(number * 1e6) / 1e6
    return Math.min(Math.max(rounded, min), max)
  }

  function write(text: string | undefined): void {
    clearTimeout(timer.current)
    setDraft(text)
    setNoted(undefined)
  }

  function commit(): void {
    clearTimeout(timer.current)
    if (draft === undefined) return
    setDraft(undefined)
    const written = read(draft)
    const next = written === undefined ? value : allowed(written)
    const told =
      written === undefined
        ? t.notANumber(format(value))
        : next === written
          ? ''
          : t.adjusted(format(next))
    setNoted({ text: told, at: next })
    if (told) props.announce(told)
    if (next !== value) onSave(next)
  }

  const latest = useRef(commit)
  useEffect(() => {
    latest.current = commit
    // A field that can be left no more must not go on showing what is not saved.
    if (input.current?.matches(':disabled')) commit()
  })
  // What was stepped is meant, also by somebody who leaves at once.
  useEffect(() => {
    const leave = () => latest.current()
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  function stepTo(number: number): void {
    write(format(allowed(number)))
    timer.current = setTimeout(() => latest.current(), stepWait)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const { key } = event
    const targets: Readonly<Record<string, number>> = {
      ArrowUp: shown + step,
      ArrowDown: shown - step,
      PageUp: shown + 10 * step,
      PageDown: shown - 10 * step,
      Home: props.min ?? NaN,
      End: props.max ?? NaN,
    }
    if (event.nativeEvent.isComposing) return
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
    const target = Object.hasOwn(targets, key) ? (targets[key] ?? NaN) : NaN
    const isEscape = key === 'Escape' && draft !== undefined
    if (Number.isNaN(target) && key !== 'Enter' && !isEscape) return
    // Enter must not send the host's form, nor Escape close what the field stands in.
    event.preventDefault()
    if (isEscape) event.stopPropagation()
    if (isEscape) write(undefined)
    else if (key === 'Enter') commit()
    else stepTo(target)
  }

  return (
    <div
      className="ik-number-field"
      onFocus={props.onFocus}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) commit()
      }}
    >
      <label className="ik-number-field-label" htmlFor={id}>
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
          inputMode={isWhole ? 'numeric' : 'decimal'}
          enterKeyHint="done"
          autoComplete="off"
          form="ik-no-form"
          value={draft ?? format(value)}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={onKeyDown}
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
