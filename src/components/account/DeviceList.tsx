'use client'
import {
  forwardRef,
  useId,
  useState,
  type ForwardedRef,
  type HTMLAttributes,
  type JSX,
} from 'react'
import { deviceNames } from '../../core/devices/deviceNames.js'
import { useStores } from '../../react/store/stores.js'
import { useDevices, type UseDevicesResult } from '../../react/devices/useDevices.js'
import { useAccountMessages } from '../../react/messages/useAccountMessages.js'
import { LoadNotice } from '../ui/LoadNotice.js'
import { partProps } from '../ui/partProps.js'
import { DeviceListRow } from './DeviceListRow.js'

/** The props of `DeviceList`. */
export interface DeviceListProps extends Omit<HTMLAttributes<HTMLElement>, 'children'> {
  /** The level of the heading. @default 2 */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | undefined
}

/**
 * Renders a `<section>` with a list of the devices that receive push messages, each with a Remove button. Tokens are never shown in full. It
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

function Section({ forwardedRef, headingLevel = 2, ...props }: SectionProps): JSX.Element | null {
  const { account: t } = useAccountMessages()
  const list = useDevices()
  const { status, devices, isReadOnly } = list
  const id = useId()
  const [announcement, setAnnouncement] = useState('')
  const Heading = `h${headingLevel}` as 'h2'
  const names = [...deviceNames(t, devices ?? [])]
  const isEmpty = status === 'unsupported' || (status === 'ready' && names.length === 0)
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
      {...partProps('device-list', props)}
      ref={forwardedRef}
      tabIndex={-1}
      data-status={status}
      aria-busy={status === 'loading'}
    >
      <header className="ik-device-list-header">
        <Heading className="ik-device-list-title" id={`${id}-title`}>
          {t.devicesTitle}
        </Heading>
        <p className="ik-device-list-description">{t.devicesDescription}</p>
      </header>
      {names.length > 0 ? (
        <ul className="ik-device-list-rows" role="list">
          {names.map(([token, name]) => (
            <DeviceListRow
              key={token}
              name={name}
              isRemoving={list.isRemoving(token)}
              error={list.getSaveState(token).saveError}
              onRemove={isReadOnly ? undefined : () => void remove(token, name.whole)}
            />
          ))}
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

/** Renders the skeleton while the list loads, or a text in place of the rows. */
function Notice({ list }: { readonly list: UseDevicesResult }): JSX.Element {
  const { account: t } = useAccountMessages()
  const { status, devices } = list
  if (status === 'loading')
    return (
      <div className="ik-device-list-rows" aria-hidden="true">
        {[1, 2].map((row) => (
          <div key={row} className="ik-skeleton-row">
            <span className="ik-skeleton-text" />
          </div>
        ))}
      </div>
    )
  const texts = {
    'signed-out': t.devicesSignedOut,
    failed: t.devicesLoadFailed,
    unsupported: t.devicesUnsupported,
    ready: devices ? t.devicesEmpty : t.devicesUnlisted,
  }
  return (
    <div className="ik-notice">
      <LoadNotice load={list} text={texts[status]} />
    </div>
  )
}
