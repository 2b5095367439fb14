'use client'
import { forwardRef, useState, type HTMLAttributes, type JSX } from 'react'
import { getChannelName } from '../../core/messages/preferenceNames.js'
import { getAddressField, type Channel } from '../../core/preferences/channels.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { useReachMessages } from '../../react/messages/useReachMessages.js'
import { outlineTopic } from '../../react/preferences/preferenceTopics.js'
import { usePreferenceOutline } from '../../react/preferences/usePreferenceOutline.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { useChannel } from '../../react/reach/useChannel.js'
import { useChannelFacts, type ChannelStatus } from '../../react/reach/useChannelFacts.js'
import { useIsReadOnly } from '../../react/readOnly/useIsReadOnly.js'
import { useStores } from '../../react/store/stores.js'
import { warningPath } from '../ui/iconPaths.js'
import { Notice } from '../ui/Notice.js'
import { useRootProps } from '../ui/partProps.js'
import { findFocusable, isFocused, useFocusFallback } from '../ui/useFocusFallback.js'

/** Props of `ChannelReach`. */
export type ChannelReachProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'>

const problems: readonly ChannelStatus[] = ['missing', 'unverified', 'blocked']

/**
 * Renders a `<div role="group">` with a notice for each channel of the preferences that doesn't reach the user: there is no address, with
 * the link or button of the provider's `channels`; it isn't confirmed, with the host's confirmation; or the browser blocks push messages,
 * with how to unblock them. Renders nothing if every channel reaches the user. The root takes the focus of a notice that is removed, and
 * stays until the focus leaves.
 * @example
 * <PreferenceCenter reach={<ChannelReach />} />
 */
export const ChannelReach = forwardRef<HTMLDivElement, ChannelReachProps>(function ChannelReach(
  { onFocus, onBlur, ...props },
  ref,
): JSX.Element | null {
  const { reach: t } = useReachMessages()
  const [hasFocus, setHasFocus] = useState(false)
  const outline = usePreferenceOutline()
  const { columns = [], channels = [] } = outline ?? {}
  const all = [...new Set([...columns, ...channels])]
  const getReach = useChannelFacts(all)
  const root = useRootProps('channel-reach', props)
  const unreached = all.filter((channel) => problems.includes(getReach(channel).status))
  if (unreached.length === 0 && !hasFocus) return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only follows where the focus is
    <div
      role="group"
      aria-label={t.title}
      {...root}
      ref={ref}
      tabIndex={-1}
      onFocus={(event) => {
        setHasFocus(true)
        onFocus?.(event)
      }}
      onBlur={(event) => {
        // The focus stays when the window loses it.
        setHasFocus(isFocused(event.currentTarget))
        onBlur?.(event)
      }}
    >
      {unreached.map((channel) => (
        <ChannelNotice key={channel} channel={channel} />
      ))}
    </div>
  )
})

interface ChannelNoticeProps {
  readonly channel: Channel
}

/** Renders why a channel doesn't reach the user, and what to do. */
function ChannelNotice({ channel }: ChannelNoticeProps): JSX.Element {
  const messages = usePreferenceMessages()
  const { reach: t, push } = useReachMessages()
  const { status, address = '', verifyStatus, verify, add, href } = useChannel(channel)
  const isReadOnly = useIsReadOnly()
  const control = useFocusFallback<HTMLElement>(findFocusable)
  const name = usePreferenceSnapshot(
    useStores('ChannelReach'),
    ({ data }) => getChannelName(messages, data, channel),
    outlineTopic,
  )
  const kind = getAddressField(channel) ?? 'other'
  const isVerifying = verifyStatus === 'verifying'

  function getTexts(): readonly string[] {
    if (status === 'blocked') return [t.blocked(name), push.deniedHelp]
    if (status === 'unverified') return [t.unverified(name, address)]
    return [t.missing[kind](name)]
  }

  function renderAction(): JSX.Element | undefined {
    if (isReadOnly) return undefined
    if (status === 'unverified' && verify)
      return (
        <button
          type="button"
          className="ik-link"
          ref={control}
          aria-busy={isVerifying || undefined}
          aria-disabled={isVerifying || undefined}
          onClick={() => void verify()}
        >
          {t.verify(address)}
        </button>
      )
    if (status !== 'missing') return undefined
    if (add)
      return (
        <button type="button" className="ik-link" ref={control} onClick={add}>
          {t.add[kind]}
        </button>
      )
    if (href === undefined) return undefined
    return (
      <a className="ik-link" ref={control} href={href}>
        {t.add[kind]}
      </a>
    )
  }

  return (
    <Notice icon={warningPath} actions={renderAction()} data-channel={channel}>
      {getTexts().map((text) => (
        <span key={text}>{`${text} `}</span>
      ))}
      <span role="status">{verifyStatus === 'failed' && t.verifyFailed}</span>
    </Notice>
  )
}
