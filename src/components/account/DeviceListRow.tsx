'use client'
import { forwardRef, useId, type FocusEvent, type JSX } from 'react'
import type { DeviceName } from '../../core/devices/deviceNames.js'
import type { IdentikitError } from '../../core/errors.js'
import { errorText } from '../../core/messages/sharedMessages.js'
import { useMessages } from '../../react/environment/useMessages.js'

export interface DeviceListRowProps {
  readonly name: DeviceName
  readonly isRemoving: boolean
  /** Why it was not removed. */
  readonly error: IdentikitError | undefined
  /** Absent where it can only be read. */
  readonly onRemove: (() => void) | undefined
  readonly onFocus: () => void
  readonly onBlur: (event: FocusEvent<HTMLButtonElement>) => void
}

/** One device, with a button that removes it. The ref is the button's. Renders an `<li>`. */
export const DeviceListRow = forwardRef<HTMLButtonElement, DeviceListRowProps>(
  function DeviceListRow(props, ref): JSX.Element {
    const { name, isRemoving, error, onRemove, onFocus, onBlur } = props
    const messages = useMessages()
    const { account: t } = messages
    const id = useId()
    const [label, text] = isRemoving
      ? [t.removingNamed(name.whole), t.removing]
      : error
        ? [t.retryRemove(name.whole), messages.retry]
        : [t.removeDeviceNamed(name.whole), t.removeDevice]
    return (
      <li className="ik-device-list-row">
        <span className="ik-device-list-name">
          {name.platform}
          {name.ending && <span className="ik-device-list-ending">{name.ending}</span>}
        </span>
        {error && (
          <span className="ik-device-list-failure" id={`${id}-failure`}>
            {t.notRemoved}. {errorText(messages, error)}
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
            onFocus={onFocus}
            onBlur={onBlur}
            onKeyDown={(event) => {
              // A key that is still held when the focus comes here from a row that went must not remove this one too.
              if (event.repeat && event.key !== 'Tab') event.preventDefault()
            }}
            onClick={({ detail }) => {
              // The second click of a double click may meet the row that moved up.
              if (!isRemoving && detail < 2) onRemove()
            }}
          >
            {text}
          </button>
        )}
      </li>
    )
  },
)
