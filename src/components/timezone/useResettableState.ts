import { useEffect, useState, type RefObject } from 'react'

/** Returns a state that a reset of the form around `root` clears. */
export function useResettableState<Value>(root: RefObject<HTMLElement | null>) {
  const [state, setState] = useState<Value>()
  useEffect(() => {
    const input = root.current?.querySelector<HTMLInputElement | HTMLSelectElement>('input, select')
    const form = input?.form
    const reset = (event: Event) => {
      // `defaultPrevented` is final only after all listeners ran. The form itself is listened to, since a host may stop propagation.
      setTimeout(() => event.defaultPrevented || setState(undefined))
    }
    form?.addEventListener('reset', reset)
    return () => form?.removeEventListener('reset', reset)
  }, [root])
  return [state, setState] as const
}
