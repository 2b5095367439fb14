import { createContext, useContext, useLayoutEffect, type JSX } from 'react'
import type { SwitchId } from './plan.js'

interface SwitchProps {
  readonly id: SwitchId
  readonly isOn: boolean
  /** For clients with a saving state. */
  readonly isSaving?: boolean | undefined
  /** For clients with an error state. */
  readonly hasError?: boolean | undefined
  readonly onChange: (enabled: boolean) => void
}

/** A callback that gets the shown state of each switch at each commit. */
export const ShownContext = createContext<(id: SwitchId, isOn: boolean) => void>(() => {})

/** Renders the switch, with the same markup for all contenders. */
export function Switch(props: SwitchProps): JSX.Element {
  const { id, isOn, isSaving = false, hasError = false, onChange } = props
  const onShown = useContext(ShownContext)
  useLayoutEffect(() => onShown(id, isOn))
  return (
    <button
      type="button"
      role="switch"
      aria-label={id}
      aria-checked={isOn}
      aria-busy={isSaving}
      data-error={hasError}
      onClick={() => onChange(!isOn)}
    />
  )
}
