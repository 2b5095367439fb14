'use client'
import { useComposedRefs } from '@radix-ui/react-compose-refs'
import {
  forwardRef,
  useContext,
  useEffect,
  useRef,
  type InputHTMLAttributes,
  type JSX,
} from 'react'
import type { PreferenceBulkMessages } from '../../core/messages/preferenceBulkMessages.js'
import type { PreferenceTexts } from '../../core/messages/preferenceMessages.js'
import { getChannelName, getTypeName } from '../../core/messages/preferenceNames.js'
import type { PreferenceGroupTarget } from '../../core/preferences/preferenceGroup.js'
import type { PreferenceOutline } from '../../core/preferences/preferenceOutline.js'
import { getSetting, type Preferences } from '../../core/preferences/preferences.js'
import { usePreferenceBulkMessages } from '../../react/messages/usePreferenceBulkMessages.js'
import { outlineTopic } from '../../react/preferences/preferenceTopics.js'
import { setGroup, usePreferenceGroup } from '../../react/preferences/usePreferenceGroup.js'
import { offerUndo } from '../../react/preferences/undoOffers.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { useStores } from '../../react/store/stores.js'
import { partProps } from '../ui/partProps.js'
import { findFocusable, useFocusFallback } from '../ui/useFocusFallback.js'
import { BulkPlaceContext } from './BulkSlot.js'
import { PreferenceFilterContext } from './PreferenceFilterProvider.js'

/** Props of `PreferenceGroupCheckbox`. */
export interface PreferenceGroupCheckboxProps
  extends
    Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'checked' | 'defaultChecked' | 'children'>,
    PreferenceGroupTarget {}

/**
 * Renders an `<input type="checkbox">` that turns the settings of a group, a channel or a type on or off together; it is mixed if some are on.
 * From mixed, it turns them off, so that nobody receives by accident what they turned off. Renders nothing if no setting can be changed.
 * @example
 * <PreferenceGroupCheckbox channel="email" />
 */
export const PreferenceGroupCheckbox = forwardRef<HTMLInputElement, PreferenceGroupCheckboxProps>(
  function PreferenceGroupCheckbox({ group, channel, type, ...props }, forwardedRef) {
    const place = useContext(BulkPlaceContext)
    const { filter } = useContext(PreferenceFilterContext)
    const target = { group, channel, type }
    const stores = useStores('PreferenceGroupCheckbox')
    const messages = usePreferenceBulkMessages()
    const { bulk: t } = messages
    const { status } = usePreferenceStatus()
    const outline = usePreferenceOutline()
    const { state, count, onCount } = usePreferenceGroup(target)
    const { name, hasParent } = usePreferenceSnapshot(
      stores,
      ({ data }) => ({
        name: getGroupName(messages, data, target),
        hasParent: hasParentSwitch(data, target),
      }),
      outlineTopic,
    )
    const input = useRef<HTMLInputElement>(null)
    // A lock can arrive while it has the focus.
    const ref = useComposedRefs(input, forwardedRef, useFocusFallback(findFocusable))
    const isMixed = state === 'mixed'
    useEffect(() => {
      if (input.current) input.current.indeterminate = isMixed
    })
    // A filter hides some of the settings. A switch above them has a row of its own.
    const isHidden = place && (count < 2 || hasParent || (filter && place.type === undefined))
    // It takes its place while the settings load.
    const isLoading =
      place && status === 'loading' && outline !== undefined && countExpected(outline, target) > 1
    if (!isLoading && (state === undefined || isHidden)) return null

    function change(control: HTMLInputElement): void {
      // Browsers end the mixed state at a click; the next render sets the new one.
      control.indeterminate = isMixed
      const enabled = state === 'off'
      const save = setGroup(stores, target, enabled)
      const kind = enabled ? 'turnedOn' : 'turnedOff'
      offerUndo(stores, { kind, save, control })
    }

    const checkbox: JSX.Element = (
      <input
        title={t.onCount(onCount, count)}
        aria-label={name}
        {...partProps('preference-group-checkbox ik-checkbox', props)}
        ref={ref}
        type="checkbox"
        data-tone="muted"
        disabled={isLoading || props.disabled}
        checked={state === 'on'}
        onChange={(event) => {
          props.onChange?.(event)
          change(event.currentTarget)
        }}
      />
    )
    const isAll = place && Object.keys(place).length === 0
    if (!isAll) return checkbox
    return (
      <label className="ik-preference-group-label">
        {checkbox}
        <span dir="auto">{name}</span>
      </label>
    )
  },
)

function getGroupName(
  texts: PreferenceTexts & { readonly bulk: PreferenceBulkMessages },
  data: Preferences | undefined,
  { group, channel, type }: PreferenceGroupTarget,
): string {
  const { bulk, preferences } = texts
  const channelName = channel === undefined ? undefined : getChannelName(texts, data, channel)
  const typeName = type === undefined ? undefined : getTypeName(texts, data, type)
  const groupName = group === undefined ? undefined : bulk.allOf(group ?? preferences.otherGroup)
  const ofTypes = typeName ?? groupName
  if (ofTypes !== undefined && channelName !== undefined)
    return preferences.cell(ofTypes, channelName)
  if (channelName !== undefined) return bulk.allOn(channelName)
  return typeName === undefined
    ? (groupName ?? preferences.channelsTitle)
    : bulk.allChannels(typeName)
}

/** Returns whether the service has a switch over the settings of a channel, a type or all types. */
function hasParentSwitch(data: Preferences | undefined, target: PreferenceGroupTarget): boolean {
  const { group, channel, type } = target
  if (group !== undefined || !data) return false
  if (channel === undefined && type === undefined) return Object.keys(data.channels).length > 0
  return getSetting(data, { channel, type }) !== undefined
}

/** Returns the number of settings of a group that can be changed, as far as it is known before the load. */
function countExpected({ groups }: PreferenceOutline, target: PreferenceGroupTarget): number {
  const { group, channel, type } = target
  const types = groups
    .filter(({ name }) => group === undefined || group === (name ?? null))
    .flatMap((one) => one.types)
    .filter(({ id }) => type === undefined || id === type)
  const channels = types.flatMap((one) => {
    const readOnly = one.reasons.flatMap((reason) => reason.channels)
    return one.channels.filter((own) => !readOnly.includes(own))
  })
  return channels.filter((own) => channel === undefined || own === channel).length
}
