'use client'
import {
  Thumb,
  unstable_Provider as SwitchProvider,
  unstable_Trigger as SwitchTrigger,
} from '@radix-ui/react-switch'
import { forwardRef, type JSX } from 'react'

/** Props of `Switch`. */
export interface SwitchProps {
  readonly isOn: boolean
  readonly label: string
  /** Whether the switch can be focused but not changed. */
  readonly isReadOnly?: boolean | undefined
  /** The ids of the elements that describe the switch. */
  readonly describedBy?: string | undefined
  readonly onToggle: () => void
}

/** Renders a controlled `<button role="switch">`, and the mark of its save. */
export const Switch = forwardRef<HTMLButtonElement, SwitchProps>(function Switch(
  { isOn, label, isReadOnly, describedBy, onToggle },
  ref,
): JSX.Element {
  return (
    <>
      {/* An id of no form keeps the reset of a form around it from changing the switch. */}
      <SwitchProvider checked={isOn} form="ik-no-form" onCheckedChange={onToggle}>
        <SwitchTrigger
          ref={ref}
          className="ik-switch"
          aria-label={label}
          aria-disabled={isReadOnly || undefined}
          aria-describedby={describedBy}
          onClick={(event) => isReadOnly && event.preventDefault()}
        >
          <Thumb className="ik-switch-thumb" />
        </SwitchTrigger>
      </SwitchProvider>
      <span className="ik-save-mark" aria-hidden="true" />
    </>
  )
})
