'use client'
import type { JSX } from 'react'
import { getChannelName, getPreferenceName } from '../../core/messages/preferenceNames.js'
import type { Channel } from '../../core/preferences/channels.js'
import {
  getDisabledParents,
  isReadOnlySetting,
  preferenceKey,
  type PreferenceTarget,
} from '../../core/preferences/preferences.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { getRowTopic, outlineTopic } from '../../react/preferences/preferenceTopics.js'
import { getParentKind, usePreference } from '../../react/preferences/usePreference.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { useStores } from '../../react/store/stores.js'

interface DisabledParentsProps {
  /** The prefix of the ids of the texts. */
  readonly prefix: string
  readonly type: string
  /** The channels of the settings; `undefined` is the setting of the type itself. */
  readonly channels: readonly (Channel | undefined)[]
  /** Moves the focus away from a button, which is removed. */
  readonly moveFocus: (button: HTMLButtonElement) => void
}

/** Renders a `<span>` that says which parents of some settings are off, each with a button that turns it on. */
export function DisabledParents(props: DisabledParentsProps): JSX.Element | null {
  const { prefix, type, channels, moveFocus } = props
  const stores = useStores('DisabledParents')
  const keys = usePreferenceSnapshot(
    stores,
    ({ data }) => {
      const rules = stores.capabilities()?.preferences?.rules
      if (!data || !rules) return []
      const parents = channels.flatMap((channel) =>
        getDisabledParents(data, { type, channel }, rules),
      )
      return [...new Set(parents.map(preferenceKey))].sort()
    },
    getRowTopic(type),
  )
  if (keys.length === 0) return null
  return (
    <span className="ik-disabled-parents">
      {keys.map((key) => (
        <DisabledParent key={key} prefix={prefix} target={toTarget(key)} moveFocus={moveFocus} />
      ))}
    </span>
  )
}

interface DisabledParentProps extends Pick<DisabledParentsProps, 'prefix' | 'moveFocus'> {
  readonly target: PreferenceTarget
}

function DisabledParent({ prefix, target, moveFocus }: DisabledParentProps): JSX.Element {
  const messages = usePreferenceMessages()
  const { preferences: t } = messages
  const { setting, saveError: error, set } = usePreference(target)
  const { channel } = target
  const kind = getParentKind(target)
  const stores = useStores('DisabledParents')
  const name = usePreferenceSnapshot(
    stores,
    ({ data }) =>
      channel === undefined
        ? getPreferenceName(messages, data, target)
        : getChannelName(messages, data, channel),
    outlineTopic,
  )
  return (
    <span className="ik-disabled-parent" dir="auto">
      <span id={`${prefix}-${channel ?? kind}`} className={error ? 'ik-not-saved' : undefined}>
        {`${error ? t.notTurned(name, true) : t.overridden[kind](name)} `}
      </span>
      {!isReadOnlySetting(setting) && (
        <button
          type="button"
          className="ik-link"
          onClick={({ currentTarget }) => {
            moveFocus(currentTarget)
            void set(true)
          }}
        >
          {t.turnOn(name)}
        </button>
      )}
    </span>
  )
}

/** Returns the target of a key. */
function toTarget(key: string): PreferenceTarget {
  const [type, channel] = JSON.parse(key, (_, part: unknown) => part ?? undefined) as string[]
  return { type, channel }
}
