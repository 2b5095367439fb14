'use client'
import { forwardRef, useId, useRef, useState, type HTMLAttributes, type JSX } from 'react'
import { timezoneCity } from '../../core/timezone/timezone.js'
import { useTimezoneMessages } from '../../react/messages/useTimezoneMessages.js'
import { useTimezone } from '../../react/timezone/useTimezone.js'
import { Button } from '../ui/Button.js'
import { LoadNotice } from '../ui/LoadNotice.js'
import { useRootProps } from '../ui/partProps.js'
import { RetryButton } from '../ui/RetryButton.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { TimezonePicker, type TimezonePickerProps } from './TimezonePicker.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

/** Props of `ProfileTimezoneField`. */
export interface ProfileTimezoneFieldProps
  extends
    Omit<HTMLAttributes<HTMLDivElement>, 'children'>,
    Pick<TimezonePickerProps, 'label' | 'locale' | 'native'> {}

/**
 * Renders a `<div>` with a `TimezonePicker` that saves the user's time zone when they choose one, or a sentence if the service has no such
 * field. A saved alias is shown by its current name and stays saved as it is; an unknown one is shown by its id.
 * @selector [data-save="waiting"] [data-save="saving"] [data-save="saved"] [data-save="failed"] the status of the last save
 * @example
 * <ProfileTimezoneField />
 */
export const ProfileTimezoneField = forwardRef<HTMLDivElement, ProfileTimezoneFieldProps>(
  function ProfileTimezoneField({ label, locale, native, ...props }, ref): JSX.Element {
    const messages = useTimezoneMessages()
    const { timezone: t } = messages
    const state = useTimezone()
    const { status, timezone, detected, isLikely, update, retry } = state
    // `TimezoneMismatch` saves the time zone too, and shows its own errors.
    const [isUsed, setUsed] = useState(false)
    const saveStatus = isUsed ? state.saveStatus : 'idle'
    const mark = useSaveMark(saveStatus)
    const saveError = isUsed ? state.saveError : undefined
    const picker = useRef<HTMLInputElement | HTMLSelectElement>(null)
    const hintId = useId()
    const root = useRootProps('profile-timezone-field', props)
    if (status !== 'ready' && status !== 'loading') {
      const texts = { 'signed-out': t.signedOut, failed: t.loadFailed, unsupported: t.unsupported }
      return (
        <div {...root} ref={ref} tabIndex={-1}>
          <LoadNotice load={state} text={texts[status]} />
        </div>
      )
    }
    const isLoading = status === 'loading'
    const choose = (next: string): void => {
      setUsed(true)
      void update(next)
    }
    /** Focuses the picker before a pressed button is removed. */
    const focusPicker = () => picker.current?.focus()
    return (
      <div {...root} ref={ref} tabIndex={-1} data-save={mark} aria-busy={isLoading}>
        <TimezonePicker
          ref={picker}
          {...{ label, locale, native }}
          value={timezone ?? null}
          disabled={isLoading}
          onChange={choose}
          aria-describedby={hintId}
          aria-invalid={saveError ? true : undefined}
        />
        <span className="ik-profile-timezone-field-hint" id={hintId}>
          {isLoading ? t.loading : mark === 'waiting' ? messages.waiting : t.description}
        </span>
        {timezone === null && isLikely && detected && (
          <span className="ik-profile-timezone-field-offer">
            <span>{t.suggestion(timezoneCity(detected))}</span>
            <Button
              onClick={() => {
                focusPicker()
                choose(detected)
              }}
            >
              {t.adopt(timezoneCity(detected))}
            </Button>
          </span>
        )}
        {saveError && (
          <span className="ik-not-saved">
            <span>{`${messages.notSaved} ${getErrorText(messages, saveError)}`}</span>
            <RetryButton
              name={t.label}
              onClick={() => {
                focusPicker()
                void retry()
              }}
            />
          </span>
        )}
        <span className="ik-visually-hidden" role="status">
          {saveError
            ? messages.notSavedNamed(t.label)
            : saveStatus === 'saved' && t.saved(timezoneCity(timezone ?? ''))}
        </span>
      </div>
    )
  },
)
