'use client'
import {
  forwardRef,
  useId,
  useState,
  type ForwardedRef,
  type HTMLAttributes,
  type JSX,
} from 'react'
import { browserName } from '../../core/devices/browserName.js'
import { deviceNames, type DeviceName } from '../../core/devices/deviceNames.js'
import { formatLastSeen } from '../../core/devices/lastSeen.js'
import type { AccountMessages } from '../../core/messages/accountMessages.js'
import type { RegisteredDevice } from '../../core/user/user.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { useMinute } from '../../react/environment/useMinute.js'
import { useStores } from '../../react/store/stores.js'
import { useDevices, type UseDevicesResult } from '../../react/devices/useDevices.js'
import { useAccountMessages } from '../../react/messages/useAccountMessages.js'
import { bellPath } from '../ui/iconPaths.js'
import { LoadNotice } from '../ui/LoadNotice.js'
import { useRootProps } from '../ui/partProps.js'
import { StateView } from '../ui/StateView.js'
import { DeviceListRow } from './DeviceListRow.js'

/** The props of `DeviceList`. */
export interface DeviceListProps extends Omit<HTMLAttributes<HTMLElement>, 'children'> {
  /** The level of the heading. @default 2 */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | undefined
  /** The push token of this browser, whose row is the first one and is marked. */
  readonly currentToken?: string | null | undefined
}

/**
 * Renders a `<section>` with a list of the devices that receive push messages, each with its model or browser, when it was last seen and a
 * Remove button. Tokens are never shown in full. It
 * is read-only when the service accepts no device changes. It renders nothing when the list is also empty or can't be read, such as behind a
 * handler without `allow: ['devices']`.
 * @example
 * <DeviceList headingLevel={3} />
 * @selector [data-status="signed-out"] [data-status="loading"] [data-status="failed"] [data-status="unsupported"] [data-status="ready"] the status of the load
 */
export const DeviceList = forwardRef<HTMLElement, DeviceListProps>(
  function DeviceList(props, ref): JSX.Element {
    const { userId } = useStores('DeviceList')
    // Resets the announcement when the user changes.
    return <Section key={userId} {...props} forwardedRef={ref} />
  },
)

interface SectionProps extends DeviceListProps {
  readonly forwardedRef: ForwardedRef<HTMLElement>
}

function Section(allProps: SectionProps): JSX.Element | null {
  const { forwardedRef, headingLevel = 2, currentToken, ...props } = allProps
  const { account: t } = useAccountMessages()
  const list = useDevices()
  const { status, isReadOnly } = list
  const locale = useLocale()
  const minute = useMinute()
  const id = useId()
  const [announcement, setAnnouncement] = useState('')
  const Heading = `h${headingLevel}` as 'h2'
  const devices = putCurrentFirst(t, list.devices ?? [], currentToken, minute > 0)
  const names = deviceNames(t, devices)
  const isEmpty = status === 'unsupported' || (status === 'ready' && devices.length === 0)
  const root = useRootProps('device-list', props)
  if (isReadOnly && isEmpty) return null

  async function remove(token: string, name: string): Promise<void> {
    // A live region announces the same text again only after it was empty.
    setAnnouncement('')
    const result = await list.remove(token)
    if (result.status === 'saved') setAnnouncement(t.removedNamed(name))
    if (result.status === 'failed') setAnnouncement(t.notRemovedNamed(name))
  }

  const statusTexts: Partial<Record<typeof status, string>> = {
    loading: t.devicesLoading,
    failed: t.devicesLoadFailed,
    ready: announcement,
  }
  return (
    <section
      aria-labelledby={`${id}-title`}
      {...root}
      ref={forwardedRef}
      tabIndex={-1}
      data-status={status}
      aria-busy={status === 'loading'}
    >
      <header className="ik-device-list-header">
        <Heading className="ik-device-list-title" id={`${id}-title`}>
          {t.devicesTitle}
        </Heading>
        <p className="ik-device-list-description" dir="auto">
          {t.devicesDescription}
        </p>
      </header>
      {devices.length > 0 ? (
        <ul className="ik-device-list-rows" role="list">
          {devices.map(({ token, platform, lastSeenAt = '' }) => {
            const name = names.get(token) as DeviceName
            const lastSeen = formatLastSeen(locale, lastSeenAt, minute)
            return (
              <DeviceListRow
                key={token}
                name={name}
                isPhone={!/web|mac|win|linux|desktop/i.test(platform ?? '')}
                isCurrent={token === currentToken}
                lastSeen={lastSeen && minute > 0 ? t.lastSeen(lastSeen) : undefined}
                isRemoving={list.isRemoving(token)}
                error={list.getSaveState(token).saveError}
                onRemove={isReadOnly ? undefined : () => void remove(token, name.whole)}
              />
            )
          })}
        </ul>
      ) : (
        <Notice list={list} />
      )}
      <div role="status" className="ik-visually-hidden">
        {statusTexts[status]}
      </div>
    </section>
  )
}

/** Returns the devices with that of the page first, named after the browser if the service has no name. */
function putCurrentFirst(
  t: AccountMessages,
  devices: readonly RegisteredDevice[],
  token: string | null | undefined,
  isInBrowser: boolean,
): readonly RegisteredDevice[] {
  const current = devices.find((device) => device.token === token)
  if (!current) return devices
  const found = isInBrowser ? browserName(navigator.userAgent) : undefined
  const name = current.name ?? (found && t.browserOn(found.browser, found.system))
  return [{ ...current, name }, ...devices.filter((device) => device !== current)]
}

/** Renders the skeleton while the list loads, or a text in place of the rows. */
function Notice({ list }: { readonly list: UseDevicesResult }): JSX.Element {
  const { account: t } = useAccountMessages()
  const { status, devices } = list
  if (status === 'loading')
    return (
      <div className="ik-device-list-rows" aria-hidden="true">
        {[1, 2].map((row) => (
          <div key={row} className="ik-device-list-row">
            <span className="ik-device-list-icon" />
            <span className="ik-skeleton-text" />
          </div>
        ))}
      </div>
    )
  if (status === 'ready' && devices)
    return <StateView icon={bellPath} title={t.devicesEmpty} text={t.devicesEmptyHelp} />
  const texts = {
    'signed-out': t.devicesSignedOut,
    failed: t.devicesLoadFailed,
    unsupported: t.devicesUnsupported,
    ready: t.devicesUnlisted,
  }
  return <LoadNotice load={list} text={texts[status]} />
}
