'use client'
import { useComposedRefs } from '@radix-ui/react-compose-refs'
import { forwardRef, useRef, useState, type HTMLAttributes } from 'react'
import type { IdentikitError } from '../../core/errors.js'
import { timezoneCity } from '../../core/timezone/timezone.js'
import { useOnline } from '../../react/environment/useOnline.js'
import { useTimezoneMessages } from '../../react/messages/useTimezoneMessages.js'
import { useTimezone } from '../../react/timezone/useTimezone.js'
import { useStores } from '../../react/store/stores.js'
import { Button } from '../ui/Button.js'
import { canTakeFocus } from '../ui/useFocusFallback.js'
import { partProps } from '../ui/partProps.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

/** Props of `TimezoneMismatch`. */
export type TimezoneMismatchProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

/**
 * Renders a `<div>` that asks whether to save the time zone of the device if it differs from the saved one, or nothing. It asks once for
 * each time zone of the device.
 * @example
 * <TimezoneMismatch />
 */
export const TimezoneMismatch = forwardRef<HTMLDivElement, TimezoneMismatchProps>(
  function TimezoneMismatch(props, ref) {
    const { userId } = useStores('TimezoneMismatch')
    // Resets the question and the answer when the user changes.
    return <Question key={userId} {...props} ref={ref} />
  },
)

const Question = forwardRef<HTMLDivElement, TimezoneMismatchProps>(function Question(
  { onBlur, ...props },
  forwardedRef,
) {
  const messages = useTimezoneMessages()
  const { timezone: t, retry } = messages
  const { mismatch, adopt, dismiss } = useTimezone()
  const root = useRef<HTMLDivElement>(null)
  const ref = useComposedRefs(root, forwardedRef)
  /** The confirmation, shown until the focus leaves it. */
  const [answer, setAnswer] = useState<string>()
  const [failure, setFailure] = useState<IdentikitError>()
  const [asked, setAsked] = useState<typeof mismatch>()
  // The optimistic update ends the mismatch, so the question is kept until the save ends.
  const question = mismatch ?? asked
  const isSaving = asked !== undefined
  const isOnline = useOnline(isSaving)
  if (answer === undefined && !question) return null

  const device = timezoneCity(question?.detected ?? '')
  const saved = timezoneCity(question?.saved ?? '')
  /** Focuses the root, since the buttons are removed, unless the focus moved elsewhere in the meantime. */
  function keepFocus(): void {
    if (root.current && canTakeFocus(root.current)) root.current.focus()
  }
  async function accept(): Promise<void> {
    if (isSaving) return
    setAsked(question)
    setFailure(undefined)
    const result = await adopt()
    setAsked(undefined)
    if (result.status === 'failed') return setFailure(result.error)
    keepFocus()
    setAnswer(t.adopted(device))
  }
  function refuse(): void {
    if (isSaving) return
    keepFocus()
    setFailure(undefined)
    setAnswer(t.dismissed(saved))
    dismiss()
  }
  return (
    <div
      {...partProps('timezone-mismatch', props)}
      ref={ref}
      tabIndex={-1}
      aria-busy={isSaving}
      onBlur={(event) => {
        setAnswer(undefined)
        onBlur?.(event)
      }}
    >
      <span className="ik-timezone-mismatch-text" role="status">
        <span>{answer ?? (isOnline ? t.mismatch(device, saved) : messages.waiting)}</span>
        {failure && (
          <span className="ik-timezone-mismatch-error">
            {`${messages.notSaved} ${getErrorText(messages, failure)}`}
          </span>
        )}
      </span>
      {answer === undefined && (
        <span className="ik-timezone-mismatch-actions">
          <Button onClick={() => void accept()}>{failure ? retry : t.adopt(device)}</Button>
          <Button onClick={refuse}>{t.dismiss(saved)}</Button>
        </span>
      )}
    </div>
  )
})
