import { useEffect, useState, type RefObject } from 'react'

/** Options of `useTimezoneValue`. */
export interface TimezoneValueOptions {
  readonly value: string | null | undefined
  readonly defaultValue: string | null
  readonly onChange: ((timezone: string) => void) | undefined
}

/** Returns the controlled value, or a local one that a form reset clears. */
export function useTimezoneValue(
  root: RefObject<HTMLElement | null>,
  { value, defaultValue, onChange }: TimezoneValueOptions,
): [value: string | null, choose: (timezone: string) => void] {
  const [chosen, setChosen] = useState<string>()
  useEffect(() => {
    const form = root.current?.querySelector<HTMLInputElement | HTMLSelectElement>(
      'input, select',
    )?.form
    let timer: ReturnType<typeof setTimeout> | undefined
    const reset = (event: Event) => {
      if (event.target !== form) return
      // `defaultPrevented` is final only after all listeners ran. The form itself is listened to, since a host may stop propagation.
      timer = setTimeout(() => event.defaultPrevented || setChosen(undefined))
    }
    form?.addEventListener('reset', reset)
    return () => {
      clearTimeout(timer)
      form?.removeEventListener('reset', reset)
    }
  }, [root])
  function choose(timezone: string): void {
    setChosen(timezone)
    onChange?.(timezone)
  }
  return [value === undefined ? (chosen ?? defaultValue) : value, choose]
}
