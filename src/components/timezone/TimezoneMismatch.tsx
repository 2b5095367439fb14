'use client'
import { useComposedRefs } from '@radix-ui/react-compose-refs'
import { forwardRef, useRef, useState, type HTMLAttributes } from 'react'
import type { IdentikitError } from '../../core/errors.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { useOnline } from '../../react/environment/useOnline.js'
import { useTimezoneMessages } from '../../react/messages/useTimezoneMessages.js'
import { useDeviceTimezone } from '../../react/timezone/useDeviceTimezone.js'
import { useTimezoneWith, type TimezoneTable } from '../../react/timezone/useTimezoneWith.js'
import { useStores } from '../../react/store/stores.js'
import { useSnapshot } from '../../react/store/useSnapshot.js'
import { getUserStore } from '../../react/user/userStore.js'
import { createOnDemand, useOnDemand } from '../ui/onDemand.js'
import { Notice } from '../ui/Notice.js'
import { moonPath, sunPath } from './skyPaths.js'
import { canTakeFocus } from '../ui/useFocusFallback.js'
import { useRootProps } from '../ui/partProps.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

/** Props of `TimezoneMismatch`. */
export type TimezoneMismatchProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

const tableOnDemand = /* @__PURE__ */ createOnDemand(async (): Promise<TimezoneTable> => {
  const [{ canonicalTimezone }, { isLikelyTimezone, timezoneCity }] = await Promise.all([
    import('../../core/timezone/timezoneAliases.js'),
    import('../../core/timezone/timezone.js'),
  ])
  return { canonicalTimezone, isLikelyTimezone, timezoneCity }
})

/**
 * Renders a `<div>` that asks whether to save the time zone of the device if it differs from the saved one, or nothing. It asks once for
 * each time zone of the device. The table of all zones is loaded when the two ids differ.
 * @example
 * <PreferenceCenter timezone={<TimezoneMismatch />} />
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
  const { table, mismatch, adopt, dismiss } = useMismatch()
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
  const rootProps = useRootProps('timezone-mismatch', props)
  const hour = new Date(useMinute()).getHours()
  if (!table || (answer === undefined && !question)) return null

  const device = table.timezoneCity(question?.detected ?? '')
  const saved = table.timezoneCity(question?.saved ?? '')
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
      {...rootProps}
      ref={ref}
      tabIndex={-1}
      aria-busy={isSaving}
      onBlur={(event) => {
        setAnswer(undefined)
        onBlur?.(event)
      }}
    >
      <Notice
        icon={hour >= 6 && hour < 18 ? sunPath : moonPath}
        actions={
          answer === undefined && (
            <>
              <button type="button" className="ik-link" onClick={() => void accept()}>
                {failure ? retry : t.adopt(device)}
              </button>
              <button type="button" className="ik-link" data-tone="muted" onClick={refuse}>
                {t.dismiss}
              </button>
            </>
          )
        }
      >
        <span role="status">
          <span>
            {answer ??
              (isOnline ? `${t.suggestion(device)} ${t.mismatch(saved)}` : messages.waiting)}
          </span>
          {failure && (
            <span className="ik-timezone-mismatch-error">
              {`${messages.notSaved} ${getErrorText(messages, failure)}`}
            </span>
          )}
        </span>
      </Notice>
    </div>
  )
})

/** Returns the difference of the two zones, once the table is loaded because their ids differ. */
function useMismatch() {
  const stores = useStores('TimezoneMismatch')
  const saved = useSnapshot(getUserStore(stores).user, ({ data }) => data?.timezone)
  const device = useDeviceTimezone()
  const table = useOnDemand(tableOnDemand, Boolean(saved && device) && saved !== device)
  return { table, ...useTimezoneWith(table) }
}
