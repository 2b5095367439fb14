'use client'
import { createSwitchScope, unstable_Trigger as SwitchTrigger } from '@radix-ui/react-switch'
import { createContext, forwardRef, useId, type JSX } from 'react'
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

/** The state that Radix's trigger reads. */
interface TriggerState {
  readonly checked: boolean
  readonly setChecked: () => void
  readonly setControl: () => void
  readonly onUserClick: () => void
}

const TriggerContext = /* @__PURE__ */ createContext<TriggerState | undefined>(undefined)
const ignore = () => {}

/**
 * Radix's provider stores the button in its state, so it renders every switch twice, which takes most of the time of a page with hundreds of
 * them. It needs the button only for the form around it, and these switches belong to no form.
 */
const scope = { __scopeSwitch: { [createSwitchScope.scopeName]: [TriggerContext] } }

/** Renders a controlled `<button role="switch">`, and the mark of its save. */
export const Switch = forwardRef<HTMLButtonElement, SwitchProps>(function Switch(
  { isOn, label, isReadOnly, save, describedBy, onToggle },
  ref,
): JSX.Element {
  const markId = useId()
  const state = { checked: isOn, setChecked: onToggle, setControl: ignore, onUserClick: ignore }
  return (
    <TriggerContext.Provider value={state}>
      <SwitchTrigger
        {...scope}
        ref={ref}
        className="ik-switch"
        aria-label={label}
        aria-disabled={isReadOnly || undefined}
        aria-describedby={joinIds(describedBy, save === 'waiting' && markId)}
        onClick={(event) => isReadOnly && event.preventDefault()}
      >
        <span className="ik-switch-track">{save && <SaveMark state={save} id={markId} />}</span>
      </SwitchTrigger>
    </TriggerContext.Provider>
  )
})
