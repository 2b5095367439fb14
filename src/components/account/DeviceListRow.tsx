'use client'
import { useId, type JSX } from 'react'
import type { DeviceName } from '../../core/devices/deviceNames.js'
import type { IdentikitError } from '../../core/errors.js'
import { useAccountMessages } from '../../react/messages/useAccountMessages.js'
import { Button } from '../ui/Button.js'
import { Icon } from '../ui/Icon.js'
import { laptopPath, phonePath } from '../ui/iconPaths.js'
import { useFocusFallback } from '../ui/useFocusFallback.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

/** The props of `DeviceListRow`. */
export interface DeviceListRowProps {
  readonly name: DeviceName
  readonly isPhone: boolean
  /** Whether the page is open on the device. */
  readonly isCurrent: boolean
  /** When the device was last seen. */
  readonly lastSeen: string | undefined
  readonly isRemoving: boolean
  /** Why the device wasn't removed. */
  readonly error: IdentikitError | undefined
  /** Removes the device; absent if the list is read-only. */
  readonly onRemove: (() => void) | undefined
}

/** Renders an `<li>` with a device and its Remove button. When the row is removed, the focus moves to the next row's button. */
export function DeviceListRow(props: DeviceListRowProps): JSX.Element {
  const { name, isCurrent, isRemoving, error, onRemove } = props
  const messages = useAccountMessages()
  const { account: t } = messages
  const id = useId()
  const ref = useFocusFallback<HTMLButtonElement>(
    (removed) =>
      removed.closest('li')?.nextElementSibling?.querySelector('button') ??
      removed.closest('section'),
  )
  const seen = isCurrent ? t.activeNow : props.lastSeen
  const details = [name.ending, isRemoving ? undefined : seen].filter((text) => text)
  return (
    <li className="ik-device-list-row">
      <span className="ik-device-list-icon">
        <Icon path={props.isPhone ? phonePath : laptopPath} />
      </span>
      <div className="ik-device-list-main">
        <span className="ik-device-list-text">
          <span className="ik-device-list-name">
            <bdi>{name.name}</bdi>
            {isCurrent && <span className="ik-device-list-tag">{t.thisDevice}</span>}
          </span>
          {details.map((detail) => (
            <span key={detail} className="ik-device-list-detail">
              {detail}
            </span>
          ))}
          {isRemoving && (
            <span className="ik-device-list-detail" id={`${id}-removing`}>
              {t.removing}
            </span>
          )}
          {error && (
            <span className="ik-device-list-failure" id={`${id}-failure`}>
              {`${t.notRemoved}. ${getErrorText(messages, error)}`}
            </span>
          )}
        </span>
        {onRemove && (
          <Button
            ref={ref}
            className="ik-device-list-remove"
            aria-label={t.removeDeviceNamed(name.whole)}
            aria-busy={isRemoving || undefined}
            aria-disabled={isRemoving || undefined}
            aria-describedby={isRemoving ? `${id}-removing` : error && `${id}-failure`}
            onKeyDown={(event) => {
              // A key that is still held when the focus moves here from a removed row must not remove this row.
              if (event.repeat && event.key !== 'Tab') event.preventDefault()
            }}
            onClick={({ detail }) => {
              // The second click of a double click can hit the row that moved up.
              if (!isRemoving && detail < 2) onRemove()
            }}
          >
            {t.removeDevice}
          </Button>
        )}
      </div>
    </li>
  )
}
