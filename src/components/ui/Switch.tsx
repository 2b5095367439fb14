'use client'
import {
  Thumb,
  unstable_Provider as SwitchProvider,
  unstable_Trigger as SwitchTrigger,
} from '@radix-ui/react-switch'
import { forwardRef, type JSX } from 'react'

export interface SwitchProps {
  readonly isOn: boolean
  readonly label: string
  /** It can be reached and read, and does not move. */
  readonly isReadOnly?: boolean | undefined
  /** The ids of the texts that describe it. */
  readonly describedBy?: string | undefined
  readonly onToggle: () => void
}

/** A switch that shows what it is told. Renders a `<button role="switch">`. */
export const Switch = forwardRef<HTMLButtonElement, SwitchProps>(function Switch(
  { isOn, label, isReadOnly, describedBy, onToggle },
  ref,
): JSX.Element {
  return (
    // A form that is not there: a reset of the host's form must not switch what people chose.
    <SwitchProvider checked={isOn} form="ik-no-form" onCheckedChange={onToggle}>
      <SwitchTrigger
        ref={ref}
        className="ik-switch"
        aria-label={label}
        aria-disabled={isReadOnly || undefined}
        aria-describedby={describedBy || undefined}
        onClick={(event) => isReadOnly && event.preventDefault()}
      >
        <Thumb className="ik-switch-thumb" />
      </SwitchTrigger>
    </SwitchProvider>
  )
})
