import { useCallback, useEffect, useRef, type RefCallback } from 'react'

/**
 * Returns a ref for an element that may be removed while the focus is on or inside it. The focus then moves to the element that
 * `getFallback` returns. It runs before the removal, so `getFallback` can search from the element.
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

/** Returns whether the focus is on or inside an element; `document.activeElement` of a shadow root is only its host. */
export function isFocused(element: Element): boolean {
  return element.contains(getRoot(element).activeElement)
}

/** Returns the document or shadow root of a connected element. */
export function getRoot(element: Element): Document | ShadowRoot {
  return element.getRootNode() as Document | ShadowRoot
}

/** Returns whether an element can take the focus from its own content or from a removed element, not from the rest of the page. */
export function canTakeFocus(element: Element): boolean {
  const { activeElement, body } = element.ownerDocument
  return activeElement === null || activeElement === body || isFocused(element)
}

/** Returns the closest container that can take the focus, such as the section of a removed button. */
export function findFocusable(element: HTMLElement): HTMLElement | null {
  return element.closest<HTMLElement>('[tabindex="-1"]')
}
