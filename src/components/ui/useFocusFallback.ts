import { useCallback, useEffect, useRef, type RefCallback } from 'react'

/**
 * Returns a ref for an element that may be removed while it has the focus. The focus then moves to the element that `getFallback` returns.
 * It reads the active element from the root node, so it works in a shadow root.
 */
export function useFocusFallback<Target extends HTMLElement>(
  getFallback: (removed: Target) => HTMLElement | null | undefined,
): RefCallback<Target> {
  const attached = useRef<Target | null>(null)
  const latest = useRef(getFallback)
  useEffect(() => {
    latest.current = getFallback
  })
  return useCallback((element: Target | null) => {
    const removed = attached.current
    attached.current = element
    if (removed && !element && isFocused(removed)) latest.current(removed)?.focus()
  }, [])
}

/** Returns whether an element is the active element of its document or shadow root. */
export function isFocused(element: Element): boolean {
  return (element.getRootNode() as Document | ShadowRoot).activeElement === element
}
