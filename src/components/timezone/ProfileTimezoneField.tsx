'use client'
import {
  forwardRef,
  useId,
  useRef,
  useState,
  type ForwardedRef,
  type HTMLAttributes,
  type JSX,
} from 'react'
import { getErrorText } from '../../core/messages/sharedMessages.js'
import { timezoneCity } from '../../core/timezone/timezone.js'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'
import type { SaveResult } from '../../react/store/saveState.js'
import { useStores } from '../../react/store/stores.js'
import { useTimezone } from '../../react/timezone/useTimezone.js'
import { useUser } from '../../react/user/useUser.js'
import { LoadNotice } from '../ui/LoadNotice.js'
import { partProps } from '../ui/partProps.js'
import { TimezonePicker, type TimezonePickerProps } from './TimezonePicker.js'

/** Props of `ProfileTimezoneField`. */
export interface ProfileTimezoneFieldProps
  extends
    Omit<HTMLAttributes<HTMLDivElement>, 'children'>,
    Pick<TimezonePickerProps, 'label' | 'locale' | 'native'> {}

type SaveState = 'idle' | 'saving' | 'saved' | 'failed'

/**
 * Renders a `<div>` with a `TimezonePicker` that saves the user's time zone when they choose one, or a sentence if the service has no such
 * field. A saved alias is shown by its current name and stays saved as it is; an unknown one is shown by its id.
 * @selector [data-save="saving"] [data-save="saved"] [data-save="failed"] the status of the last save
 * @example
 * <ProfileTimezoneField />
 */
export const ProfileTimezoneField = forwardRef<HTMLDivElement, ProfileTimezoneFieldProps>(
  function ProfileTimezoneField(props, ref): JSX.Element {
    const { userId } = useStores('ProfileTimezoneField')
    // Resets the choice and its result when the user changes.
    return <Field key={userId} {...props} root={ref} />
  },
)

interface FieldProps extends ProfileTimezoneFieldProps {
  readonly root: ForwardedRef<HTMLDivElement>
}

function Field({ root, label, locale, native, ...props }: FieldProps): JSX.Element {
  const messages = useSharedMessages()
  const { timezone: t, preferences, retry } = messages
  const load = useUser()
  const { status, user, update } = load
  const { detected, isLikely } = useTimezone()
  const picker = useRef<HTMLInputElement | HTMLSelectElement>(null)
  const hintId = useId()
  const [wanted, setWanted] = useState<string>()
  const [result, setResult] = useState<SaveResult>()
  const value = user?.timezone ?? null
  const save: SaveState =
    result?.status === 'failed'
      ? 'failed'
      : result
        ? 'saved'
        : wanted === undefined
          ? 'idle'
          : 'saving'

  async function choose(timezone: string): Promise<void> {
    setWanted(timezone)
    setResult(undefined)
    const ended = await update({ timezone })
    if (ended.status !== 'replaced') setResult(ended)
  }

  if (status !== 'ready' && status !== 'loading') {
    const texts = { 'signed-out': t.signedOut, failed: t.loadFailed, unsupported: t.unsupported }
    return (
      <div {...partProps('profile-timezone-field', props)} ref={root} tabIndex={-1}>
        <LoadNotice load={load} text={texts[status]} />
      </div>
    )
  }
  const isLoading = status === 'loading'
  const failure = result?.status === 'failed' ? result.error : undefined
  const offered = value === null && !isLoading && isLikely ? detected : null
  return (
    <div
      {...partProps('profile-timezone-field', props)}
      ref={root}
      tabIndex={-1}
      data-save={save === 'idle' ? undefined : save}
      aria-busy={isLoading}
    >
      <TimezonePicker
        ref={picker}
        {...{ label, locale, native, value }}
        disabled={isLoading}
        onChange={(timezone) => void choose(timezone)}
        aria-describedby={hintId}
        aria-invalid={failure ? true : undefined}
      />
      <span className="ik-profile-timezone-field-hint" id={hintId}>
        {isLoading ? t.loading : t.description}
      </span>
      {offered !== null && (
        <span className="ik-profile-timezone-field-offer">
          {t.suggestion(timezoneCity(offered))}
          <button
            type="button"
            className="ik-button"
            onClick={() => {
              picker.current?.focus()
              void choose(offered)
            }}
          >
            {t.adopt(timezoneCity(offered))}
          </button>
        </span>
      )}
      {failure && (
        <span className="ik-not-saved">
          {preferences.notSaved}. {getErrorText(messages, failure)}
          <button
            type="button"
            className="ik-retry"
            aria-label={preferences.retrySetting(t.label)}
            onClick={() => {
              picker.current?.focus()
              if (wanted !== undefined) void choose(wanted)
            }}
          >
            {retry}
          </button>
        </span>
      )}
      <span className="ik-visually-hidden" role="status">
        {save === 'saved' && t.saved(timezoneCity(value ?? ''))}
        {failure && preferences.notSavedNamed(t.label)}
      </span>
    </div>
  )
}
