'use client'
import { useEffect, useRef, useState, type HTMLAttributes, type JSX } from 'react'
import { errorText } from '../core/messages.js'
import { timezoneCity } from '../core/timezone.js'
import { useMessages } from '../react/useMessages.js'
import { useTimezone } from '../react/useTimezone.js'
import type { SaveResult } from '../react/store.js'
import { part } from './part.js'

export type TimezoneMismatchProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

/**
 * Asks a person whose device is in another time zone than the one that is saved, once for each zone of the device. Nothing
 * changes unless they say so. Renders a `<div>` with two buttons, and nothing when there is nothing to ask.
 */
export function TimezoneMismatch(props: TimezoneMismatchProps): JSX.Element | null {
  const messages = useMessages()
  const { timezone: words, preferences, retry } = messages
  const { mismatch, adopt, dismiss } = useTimezone()
  const root = useRef<HTMLDivElement>(null)
  /** What the person answered: it stands there until the focus leaves it. */
  const [answer, setAnswer] = useState<string>()
  const [result, setResult] = useState<SaveResult>()
  const [asked, setAsked] = useState<typeof mismatch>()
  useEffect(() => {
    const element = root.current
    if (answer === undefined || !element) return undefined
    const leave = () => setAnswer(undefined)
    element.addEventListener('focusout', leave)
    return () => element.removeEventListener('focusout', leave)
  }, [answer])
  // A zone that is being saved is no mismatch any more, but the question is not answered before it is saved.
  const question = mismatch ?? asked
  if (answer === undefined && !question) return null

  const device = timezoneCity(question?.detected ?? '')
  const saved = timezoneCity(question?.saved ?? '')
  async function accept(): Promise<void> {
    setAsked(question)
    setResult(undefined)
    const ended = await adopt()
    setResult(ended)
    if (ended.status === 'failed') return
    // The buttons go; the keyboard must not fall out of the page with them.
    root.current?.focus()
    setAsked(undefined)
    setAnswer(words.adopted(device))
  }
  function refuse(): void {
    root.current?.focus()
    setAsked(undefined)
    setAnswer(words.dismissed(saved))
    dismiss()
  }
  const isSaving = asked !== undefined && result === undefined
  return (
    <div {...part('timezone-mismatch', props)} ref={root} tabIndex={-1} aria-busy={isSaving}>
      <span className="ik-timezone-mismatch-text" role="status">
        {answer ?? words.mismatch(device, saved)}
        {result?.status === 'failed' && (
          <span className="ik-timezone-mismatch-error">
            {preferences.notSaved}. {errorText(messages, result.error)}
          </span>
        )}
      </span>
      {answer === undefined && (
        <span className="ik-timezone-mismatch-actions">
          <button type="button" className="ik-button" onClick={() => void accept()}>
            {result?.status === 'failed' ? retry : words.adopt(device)}
          </button>
          <button type="button" className="ik-button" onClick={refuse}>
            {words.dismiss(saved)}
          </button>
        </span>
      )}
    </div>
  )
}
