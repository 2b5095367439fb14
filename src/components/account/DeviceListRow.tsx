'use client'
import { useId, type JSX } from 'react'
import type { DeviceName } from '../../core/devices/deviceNames.js'
import type { IdentikitError } from '../../core/errors.js'
import { useAccountMessages } from '../../react/messages/useAccountMessages.js'
import { useFocusFallback } from '../ui/useFocusFallback.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

/** The props of `DeviceListRow`. */
export interface DeviceListRowProps {
  readonly name: DeviceName
  readonly isRemoving: boolean
  /** Why the device wasn't removed. */
  readonly error: IdentikitError | undefined
  /** Removes the device; absent if the list is read-only. */
  readonly onRemove: (() => void) | undefined
}

/** Renders an `<li>` with a device and its Remove button. When the row is removed, the focus moves to the next row's button. */
export function DeviceListRow(props: DeviceListRowProps): JSX.Element {
  const { name, isRemoving, error, onRemove } = props
  const messages = useAccountMessages()
  const { account: t } = messages
  const id = useId()
  const ref = useFocusFallback<HTMLButtonElement>(
    (removed) =>
      removed.closest('li')?.nextElementSibling?.querySelector('button') ??
      removed.closest('section'),
  )
  const [label, text] = isRemoving
    ? [t.removingNamed(name.whole), t.removing]
    : error
      ? [t.retryRemove(name.whole), messages.retry]
      : [t.removeDeviceNamed(name.whole), t.removeDevice]
  return (
    <li className="ik-device-list-row">
      <span className="ik-device-list-name">
        <span>{name.platform}</span>
        {name.ending && <span className="ik-device-list-ending">{name.ending}</span>}
      </span>
      {error && (
        <span className="ik-device-list-failure" id={`${id}-failure`}>
          {`${t.notRemoved}. ${getErrorText(messages, error)}`}
        </span>
      )}
      {onRemove && (
        <button
          ref={ref}
          type="button"
          className="ik-button"
          aria-label={label}
          aria-disabled={isRemoving || undefined}
          aria-describedby={error ? `${id}-failure` : undefined}
          onKeyDown={(event) => {
            // A key that is still held when the focus moves here from a removed row must not remove this row.
            if (event.repeat && event.key !== 'Tab') event.preventDefault()
          }}
          onClick={({ detail }) => {
            // The second click of a double click can hit the row that moved up.
            if (!isRemoving && detail < 2) onRemove()
          }}
        >
          {text}
        </button>
      )}
    </li>
  )
}
