import { createContext, useContext, useLayoutEffect, type JSX } from 'react'
import type { SwitchId } from './plan.js'

interface SwitchProps {
  readonly id: SwitchId
  readonly isOn: boolean
  /** Where the client knows. */
  readonly isSaving?: boolean | undefined
  /** Where the client knows. */
  readonly hasError?: boolean | undefined
  readonly onChange: (enabled: boolean) => void
}

/** Hears what each switch shows, at each commit. */
export const ShownContext = createContext<(id: SwitchId, isOn: boolean) => void>(() => {})

/** The markup that all contenders show. */
export function Switch(props: SwitchProps): JSX.Element {
  const { id, isOn, isSaving = false, hasError = false, onChange } = props
  const shown = useContext(ShownContext)
  useLayoutEffect(() => shown(id, isOn))
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
