import { useEffect, useState, type RefObject } from 'react'

export interface TimezoneValueOptions {
  readonly value: string | null | undefined
  readonly defaultValue: string | null
  readonly onChange: ((timezone: string) => void) | undefined
}

/** The host's value, or one of its own that a reset of its form takes back. */
export function useTimezoneValue(
  root: RefObject<HTMLElement | null>,
  { value, defaultValue, onChange }: TimezoneValueOptions,
): [value: string | null, choose: (timezone: string) => void] {
  /** What the person chose here. */
  const [chosen, setChosen] = useState<string>()
  useEffect(() => {
    const form = root.current?.querySelector<HTMLInputElement | HTMLSelectElement>(
      'input, select',
    )?.form
    // The last to hear of it: a host may stop it.
    const page = form?.getRootNode()
    const reset = ({ target, defaultPrevented }: Event) => {
      if (target === form && !defaultPrevented) setChosen(undefined)
    }
    page?.addEventListener('reset', reset)
    return () => page?.removeEventListener('reset', reset)
  }, [root])
  function choose(timezone: string): void {
    setChosen(timezone)
    onChange?.(timezone)
  }
  return [value === undefined ? (chosen ?? defaultValue) : value, choose]
}
