'use client'
import {
  Thumb,
  unstable_Provider as SwitchProvider,
  unstable_Trigger as SwitchTrigger,
} from '@radix-ui/react-switch'
import { forwardRef, useId, type JSX } from 'react'
import { joinIds } from '../fields/controlProps.js'
import { SaveMark, type SaveMarkState } from './SaveMark.js'

/** Props of `Switch`. */
export interface SwitchProps {
  readonly isOn: boolean
  readonly label: string
  /** Whether the switch can be focused but not changed. */
  readonly isReadOnly?: boolean | undefined
  /** How the save of the switch goes. */
  readonly save: SaveMarkState
  /** The ids of the elements that describe the switch. */
  readonly describedBy?: string | undefined
  readonly onToggle: () => void
}

/** Renders a controlled `<button role="switch">`, and the mark of its save. */
export const Switch = forwardRef<HTMLButtonElement, SwitchProps>(function Switch(
  { isOn, label, isReadOnly, save, describedBy, onToggle },
  ref,
): JSX.Element {
  const markId = useId()
  return (
    <>
      {/* An id of no form keeps the reset of a form around it from changing the switch. */}
      <SwitchProvider checked={isOn} form="ik-no-form" onCheckedChange={onToggle}>
        <SwitchTrigger
          ref={ref}
          className="ik-switch"
          aria-label={label}
          aria-disabled={isReadOnly || undefined}
          aria-describedby={joinIds(describedBy, save === 'waiting' && markId)}
          onClick={(event) => isReadOnly && event.preventDefault()}
        >
          <Thumb className="ik-switch-thumb" />
        </SwitchTrigger>
      </SwitchProvider>
      <SaveMark state={save} id={markId} />
    </>
  )
})
