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
    let timer: ReturnType<typeof setTimeout> | undefined
    const reset = (event: Event) => {
      if (event.target !== form) return
      // Whether it is stopped is known only when everybody heard of it, and a host may let nobody above the form hear.
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
