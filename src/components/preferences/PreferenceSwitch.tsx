'use client'
import {
  forwardRef,
  type ForwardedRef,
  useEffect,
  useId,
  useRef,
  type HTMLAttributes,
  type JSX,
  type RefObject,
} from 'react'
import type { SharedMessages } from '../../core/messages/sharedMessages.js'
import { isFixed, type PreferenceTarget } from '../../core/preferences/preferences.js'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'
import { usePreference, type UsePreferenceResult } from '../../react/preferences/usePreference.js'
import { usePreferenceName } from '../../react/preferences/usePreferenceName.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { SaveError } from '../ui/SaveError.js'
import { partProps } from '../ui/partProps.js'
import { canTakeFocus } from '../ui/useFocusFallback.js'
import { Switch } from '../ui/Switch.js'

export interface PreferenceSwitchProps
  extends Omit<HTMLAttributes<HTMLSpanElement>, 'children'>, PreferenceTarget {
  /** The id of a text that describes it. */
  readonly describedBy?: string | undefined
  /** The id of a text that says why it cannot be changed, if it cannot. @default a hint of its own */
  readonly explainedBy?: string | undefined
}

/**
 * Switches one thing on or off and tells how its save goes: a spinner while it takes long, a tick, or "Not saved" with Retry.
 * Named by type and channel. Renders a `<span>` around a `<button role="switch">`, and nothing where the service has no such
 * switch.
 * @selector [data-save="saving"] [data-save="saved"] [data-save="failed"] how the last change is doing
 * @selector [data-muted] something above it is off, so that it has no effect
 */
export const PreferenceSwitch = forwardRef<HTMLSpanElement, PreferenceSwitchProps>(
  function PreferenceSwitch(props, ref): JSX.Element | null {
    const { type, channel, describedBy, explainedBy, ...rest } = props
    const messages = useSharedMessages()
    const cell = usePreference({ type, channel })
    const name = usePreferenceName({ type, channel })
    const trigger = useRef<HTMLButtonElement>(null)
    const hintId = useId()
    const { setting, saveStatus, isOn, overriddenBy, toggle, retry, saveError: error } = cell
    if (!setting) {
      return <Absent {...rest} root={ref} name={name} trigger={trigger} />
    }
    const isReadOnly = isFixed(setting)
    const hint = isReadOnly && explainedBy !== undefined ? undefined : hintOf(cell, messages)
    const ownIds = error ? [hintId, `${hintId}-why`] : [hint && hintId]
    const descriptions = [describedBy, isReadOnly && explainedBy, ...ownIds]

    return (
      <span
        {...partProps('preference-switch', rest)}
        ref={ref}
        data-save={saveStatus === 'idle' ? undefined : saveStatus}
        data-muted={overriddenBy && ''}
      >
        <span className="ik-preference-switch-control">
          <Switch
            ref={trigger}
            isOn={isOn}
            label={name}
            isReadOnly={isReadOnly}
            describedBy={descriptions.filter(Boolean).join(' ')}
            onToggle={() => void toggle()}
          />
          <span className="ik-save-mark" aria-hidden="true" />
        </span>
        {error && (
          <SaveError id={hintId} name={name} error={error} retry={retry} control={trigger} />
        )}
        {hint && !error && (
          <span id={hintId} className="ik-preference-switch-hint">
            {hint}
          </span>
        )}
      </span>
    )
  },
)

interface AbsentProps extends HTMLAttributes<HTMLSpanElement> {
  readonly root: ForwardedRef<HTMLSpanElement>
  readonly name: string
  /** The switch that comes in its place. */
  readonly trigger: RefObject<HTMLButtonElement | null>
}

/** Keeps the switch's place while it loads, says that it did not load, and is nothing where there is none. */
function Absent({ root, name, trigger, ...props }: AbsentProps): JSX.Element | null {
  const { preferences: t, retry } = useSharedMessages()
  const { status, reload } = usePreferenceStatus()
  const wasPressed = useRef(false)
  useEffect(
    () => () => {
      const control = trigger.current
      if (wasPressed.current && control && canTakeFocus(control)) control.focus()
    },
    [trigger],
  )
  if (status !== 'loading' && status !== 'failed') return null
  return (
    <span {...partProps('preference-switch', props)} ref={root} tabIndex={-1}>
      {status === 'loading' ? (
        <span className="ik-skeleton-switch" aria-hidden="true" />
      ) : (
        <span className="ik-not-saved">
          {t.notLoaded}
          <button
            type="button"
            className="ik-retry"
            aria-label={t.retrySetting(name)}
            onClick={({ currentTarget }) => {
              // The button goes; the keyboard waits in its place, and goes on to the switch.
              wasPressed.current = true
              currentTarget.closest<HTMLElement>('.ik-preference-switch')?.focus()
              void reload()
            }}
          >
            {retry}
          </button>
        </span>
      )}
    </span>
  )
}

/** What a person must know to read the switch right. */
function hintOf(
  { setting, overriddenBy }: UsePreferenceResult,
  { preferences }: SharedMessages,
): string | undefined {
  if (setting?.pending) return preferences.pending
  if (setting?.locked) return setting.locked.reason ?? preferences.locked
  if (setting?.state === 'conditional') return preferences.conditional
  if (overriddenBy) return preferences.overridden[overriddenBy]
  if (setting?.state !== 'unset') return undefined
  return setting.default === undefined ? preferences.notSet : preferences.byDefault
}
