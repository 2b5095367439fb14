'use client'
import { forwardRef, useContext, useId, useRef, type HTMLAttributes, type JSX } from 'react'
import type { PreferenceTexts } from '../../core/messages/preferenceMessages.js'
import {
  getChannelLabel,
  getChannelName,
  getPreferenceName,
} from '../../core/messages/preferenceNames.js'
import type { Channel } from '../../core/preferences/channels.js'
import {
  isReadOnlySetting,
  type PreferenceChange,
  type Preferences,
  type PreferenceTarget,
} from '../../core/preferences/preferences.js'
import type { ChangeEntry } from '../../core/sync/changeLog.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import {
  usePreferenceWith,
  type UsePreferenceResult,
} from '../../react/preferences/usePreference.js'
import { joinIds } from '../fields/controlProps.js'
import { Icon } from '../ui/Icon.js'
import { lockPath } from '../ui/iconPaths.js'
import { SaveError } from '../ui/SaveError.js'
import { InSaveErrorSlot, SaveErrorSlotContext } from '../ui/SaveErrorSlot.js'
import { useSaveMark } from '../ui/SaveMark.js'
import { partProps } from '../ui/partProps.js'
import { Switch } from '../ui/Switch.js'
import { DisabledParents } from './DisabledParents.js'
import { PreferencePlaceholder } from './PreferencePlaceholder.js'

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
 * setting. It shows a spinner during a slow save, a clock while a change waits for a connection, a check mark after a save, and Retry after a
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
    const preference = usePreferenceWith(target, ({ data }, change) => ({
      name: getPreferenceName(messages, data, target),
      failure: getFailure(messages, data, change),
    }))
    const trigger = useRef<HTMLButtonElement>(null)
    const hintId = useId()
    const { setting, saveStatus, isOn, overriddenBy, toggle, retry, saveError: error } = preference
    const { name, failure } = preference
    const save = useSaveMark(saveStatus)
    const row = useContext(SaveErrorSlotContext)
    if (!setting) {
      const placeholder = partProps('preference-switch', rest)
      return (
        <PreferencePlaceholder {...placeholder} {...{ ref, name, trigger }}>
          <span className="ik-skeleton-switch" aria-hidden="true" />
        </PreferencePlaceholder>
      )
    }
    const isReadOnly = isReadOnlySetting(setting)
    // A page that is read-only says so itself.
    const isFixed = setting.locked !== undefined || setting.state === 'conditional'
    const isExplained = isFixed && explainedBy !== undefined
    const hint = isExplained ? undefined : getHint(preference, messages, row && channel)
    // A row has one hidden text for all its settings that have their default.
    const isDefault = row !== undefined && hint === messages.preferences.byDefault
    const errorId = `${hintId}-error`
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
            isFixed && explainedBy,
            error && `${errorId} ${errorId}-why`,
            hint && (isDefault ? `${row.id}-default` : hintId),
            parent && `${row?.id ?? hintId}-${parent}`,
          )}
          onToggle={() => void toggle()}
        />
        {error && (
          <InSaveErrorSlot
            renderError={() => (
              <SaveError
                {...{ id: errorId, name, error, retry, control: trigger }}
                // A row has room for what wasn't saved and why.
                text={row && failure}
                isReasonHidden={!row}
              />
            )}
          />
        )}
        {setting.locked && (
          <span className="ik-preference-switch-lock">
            <Icon path={lockPath} />
          </span>
        )}
        {hint && !isDefault && (
          <Hint id={hintId} isShown={isFixed || setting.pending} text={hint} />
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

interface HintProps {
  readonly id: string
  /** Whether it is visible: in the text of the row, or below the switch. */
  readonly isShown: boolean | undefined
  readonly text: string
}

/** Renders why the switch shows its state. */
function Hint({ id, isShown, text }: HintProps): JSX.Element {
  const hint = (
    <span
      id={id}
      className={isShown ? 'ik-preference-switch-hint' : 'ik-visually-hidden'}
      dir="auto"
    >
      {text}
    </span>
  )
  return isShown ? <InSaveErrorSlot renderError={() => hint} /> : hint
}

/** Returns what wasn't saved, for the row of a type, which doesn't show the channel's name beside the error. */
function getFailure(
  messages: PreferenceTexts,
  data: Preferences | undefined,
  { state, change }: Partial<ChangeEntry<PreferenceChange>> = {},
): string | undefined {
  if (state !== 'failed' || change?.channel === undefined) return undefined
  const { notReset, notTurned } = messages.preferences
  const channel = getChannelName(messages, data, change.channel)
  return change.enabled === null ? notReset(channel) : notTurned(channel, change.enabled)
}

/** Returns why the switch shows its state. The row of a type doesn't show the channel beside it. */
function getHint(
  { setting }: UsePreferenceResult,
  messages: PreferenceTexts,
  channelInRow: Channel | undefined,
): string | undefined {
  const { preferences } = messages
  if (setting?.pending) {
    return channelInRow === undefined
      ? preferences.pending
      : preferences.channelReason(getChannelLabel(messages, channelInRow), preferences.pending)
  }
  if (setting?.locked) return setting.locked.reason ?? preferences.locked
  if (setting?.state === 'conditional') return preferences.conditional
  if (setting?.state !== 'unset') return undefined
  return setting.default === undefined ? preferences.notSet : preferences.byDefault
}
