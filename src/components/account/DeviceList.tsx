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
import { deviceNames } from '../../core/devices/deviceNames.js'
import { getErrorText } from '../../core/messages/sharedMessages.js'
import { useStores } from '../../react/store/stores.js'
import { useDevices } from '../../react/devices/useDevices.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { DeviceListRow } from './DeviceListRow.js'
import { partProps } from '../ui/partProps.js'

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
  const { account: t } = useMessages()
  const list = useDevices()
  const { status, devices, isReadOnly } = list
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
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

  const statusTexts = {
    'signed-out': '',
    loading: t.devicesLoading,
    failed: t.devicesLoadFailed,
    unsupported: '',
    ready: announcement,
  }
  return (
    <section
      aria-labelledby={`${id}-title`}
      {...partProps('device-list', props)}
      ref={forwardedRef}
      data-status={status}
      aria-busy={status === 'loading'}
    >
      <header className="ik-device-list-header">
        <Heading className="ik-device-list-title" id={`${id}-title`} ref={heading} tabIndex={-1}>
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
              fallbackRef={heading}
            />
          ))}
        </ul>
      ) : (
        <Notice list={list} onRetry={() => heading.current?.focus()} />
      )}
      <div role="status" className="ik-visually-hidden">
        {statusTexts[status]}
      </div>
    </section>
  )
}

interface NoticeProps {
  readonly list: ReturnType<typeof useDevices>
  readonly onRetry: () => void
}

/** Renders the skeleton while the list loads, or a text in place of the rows. */
function Notice({ list, onRetry }: NoticeProps): JSX.Element {
  const messages = useMessages()
  const { account: t } = messages
  const { status, loadError, devices, reload } = list
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
    <div className="ik-device-list-notice">
      <p className="ik-device-list-notice-text">{texts[status]}</p>
      {status === 'failed' && loadError && (
        <p className="ik-device-list-description">{getErrorText(messages, loadError)}</p>
      )}
      {status === 'failed' && (
        <button
          type="button"
          className="ik-button"
          onClick={() => {
            // The focused button is removed when the list loads.
            onRetry()
            void reload()
          }}
        >
          {messages.retry}
        </button>
      )}
    </div>
  )
}
