'use client'
import {
  forwardRef,
  useContext,
  useEffect,
  useId,
  useRef,
  type HTMLAttributes,
  type JSX,
  type RefObject,
} from 'react'
import type { PreferenceTexts } from '../../core/messages/preferenceMessages.js'
import { getChannelName, getPreferenceName } from '../../core/messages/preferenceNames.js'
import {
  isReadOnlySetting,
  preferenceKey,
  type PreferenceTarget,
} from '../../core/preferences/preferences.js'
import { findEntry } from '../../core/sync/changeLog.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import {
  usePreferenceWith,
  type UsePreferenceResult,
} from '../../react/preferences/usePreference.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { useStores } from '../../react/store/stores.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { joinIds } from '../fields/controlProps.js'
import { RetryButton } from '../ui/RetryButton.js'
import { SaveError, type SaveErrorProps } from '../ui/SaveError.js'
import { InSaveErrorSlot, SaveErrorSlotContext } from '../ui/SaveErrorSlot.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { partProps } from '../ui/partProps.js'
import { canTakeFocus } from '../ui/useFocusFallback.js'
import { Switch } from '../ui/Switch.js'
import { DisabledParents } from './DisabledParents.js'

/** Props of `PreferenceSwitch`. */
export interface PreferenceSwitchProps
  extends Omit<HTMLAttributes<HTMLSpanElement>, 'children'>, PreferenceTarget {
  /** The id of an element that describes the switch. */
  readonly describedBy?: string | undefined
  /** The id of an element with the reason why the switch is read-only. @default a hint below the switch */
  readonly explainedBy?: string | undefined
}

/**
 * Renders a `<span>` with a `<button role="switch">` for one setting, labeled by type and channel, or nothing if the service has no such
 * setting. It shows a spinner during a slow save, a dot while a change waits for a connection, a check mark after a save, and Retry after a
 * failed one. If a parent is off, it says which one, with a button that turns it on; in a row of `PreferenceCenter` the row does.
 * @selector [data-save="waiting"] [data-save="saving"] [data-save="saved"] [data-save="failed"] the status of the last save
 * @selector [data-muted] a parent setting is off, so the switch has no effect
 * @example
 * <PreferenceSwitch type="weekly-recap" channel="email" />
 */
export const PreferenceSwitch = forwardRef<HTMLSpanElement, PreferenceSwitchProps>(
  function PreferenceSwitch(props, ref) {
    const { type, channel, describedBy, explainedBy, ...rest } = props
    const messages = usePreferenceMessages()
    const target = { type, channel }
    const { preference, selected: name } = usePreferenceWith(target, ({ data }) =>
      getPreferenceName(messages, data, target),
    )
    const trigger = useRef<HTMLButtonElement>(null)
    const hintId = useId()
    const { setting, saveStatus, isOn, overriddenBy, toggle, retry, saveError: error } = preference
    const save = useSaveMark(saveStatus)
    const row = useContext(SaveErrorSlotContext)
    if (!setting) return <Placeholder {...rest} ref={ref} name={name} trigger={trigger} />
    const isReadOnly = isReadOnlySetting(setting)
    const hint = isReadOnly && explainedBy !== undefined ? undefined : getHint(preference, messages)
    const errorId = `${hintId}-error`
    const isHintShown = hint !== undefined && (!error || row)
    const parent = overriddenBy === 'channel' ? channel : overriddenBy

    return (
      <span
        {...partProps('preference-switch', rest)}
        ref={ref}
        data-save={save}
        data-muted={overriddenBy && ''}
      >
        <Switch
          ref={trigger}
          isOn={isOn}
          label={name}
          isReadOnly={isReadOnly}
          save={save}
          describedBy={joinIds(
            describedBy,
            isReadOnly && explainedBy,
            error && `${errorId} ${errorId}-why`,
            isHintShown && hintId,
            parent && `${row?.id ?? hintId}-${parent}`,
          )}
          onToggle={() => void toggle()}
        />
        {error && (
          <InSaveErrorSlot
            renderError={() => (
              <ErrorText
                id={errorId}
                name={name}
                target={row ? { type, channel } : undefined}
                error={error}
                retry={retry}
                control={trigger}
              />
            )}
          />
        )}
        {isHintShown && (
          <span id={hintId} className="ik-preference-switch-hint">
            {hint}
          </span>
        )}
        {type !== undefined && !row && (
          <DisabledParents
            prefix={hintId}
            type={type}
            channels={[channel]}
            moveFocus={() => trigger.current?.focus()}
          />
        )}
      </span>
    )
  },
)

interface ErrorTextProps extends SaveErrorProps {
  /** The setting, in the row of its type, which doesn't show the channel's name beside the error. */
  readonly target: PreferenceTarget | undefined
}

/** Renders the error of a switch. In a row there is room for what wasn't saved and why. */
function ErrorText({ target, ...props }: ErrorTextProps): JSX.Element {
  const messages = usePreferenceMessages()
  const stores = useStores('PreferenceSwitch')
  const text = usePreferenceSnapshot(
    stores,
    ({ data, log }) => {
      if (target?.channel === undefined) return undefined
      const isOn = findEntry(log, preferenceKey(target))?.change.enabled === true
      return messages.preferences.notTurned(getChannelName(messages, data, target.channel), isOn)
    },
    preferenceKey(target ?? {}),
  )
  return <SaveError {...props} text={text} isReasonHidden={!target} />
}

interface PlaceholderProps extends HTMLAttributes<HTMLSpanElement> {
  readonly name: string
  /** The switch that replaces the placeholder. */
  readonly trigger: RefObject<HTMLButtonElement | null>
}

/** Renders a skeleton while the setting loads, the error and Retry after a failed load, or nothing if the service has no such setting. */
const Placeholder = forwardRef<HTMLSpanElement, PlaceholderProps>(function Placeholder(
  { name, trigger, ...props },
  ref,
) {
  const { preferences: t } = usePreferenceMessages()
  const { status, reload } = usePreferenceStatus()
  const hadFocus = useRef(false)
  useEffect(
    () => () => {
      const control = trigger.current
      if (hadFocus.current && control && canTakeFocus(control)) control.focus()
    },
    [trigger],
  )
  if (status !== 'loading' && status !== 'failed') return null
  return (
    <span
      {...partProps('preference-switch', props)}
      ref={ref}
      tabIndex={-1}
      onFocus={() => (hadFocus.current = true)}
      onBlur={() => (hadFocus.current = false)}
    >
      {status === 'loading' ? (
        <span className="ik-skeleton-switch" aria-hidden="true" />
      ) : (
        <span className="ik-not-saved">
          <span>{t.notLoaded}</span>
          <RetryButton name={name} onClick={() => void reload()} />
        </span>
      )}
    </span>
  )
})

/** Returns why the switch shows its state. */
function getHint(
  { setting }: UsePreferenceResult,
  { preferences }: PreferenceTexts,
): string | undefined {
  if (setting?.pending) return preferences.pending
  if (setting?.locked) return setting.locked.reason ?? preferences.locked
  if (setting?.state === 'conditional') return preferences.conditional
  if (setting?.state !== 'unset') return undefined
  return setting.default === undefined ? preferences.notSet : preferences.byDefault
}
