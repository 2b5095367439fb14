declare global {
  interface Element {
    /** The name that the browser gives to assistive technology. Chromium has it behind a flag. */
    readonly computedName?: string
  }
}

/** Yields the elements below a node in their order, those of open shadow roots included. */
export function* walkElements(root: ParentNode): Generator<Element> {
  for (const element of root.children) {
    // Storybook's own elements are always in the document.
    if (element.matches('script, style, .sb-wrapper, #storybook-docs')) continue
    yield element
    if (element.shadowRoot) yield* walkElements(element.shadowRoot)
    yield* walkElements(element)
  }
}

/** Returns the parent of an element, which is the host of a shadow root for its children. */
export function getParent(element: Element): Element | null {
  const root = element.getRootNode()
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
}

/** Yields an element and its ancestors, across shadow roots. */
export function* walkAncestors(element: Element | null): Generator<Element> {
  for (let current = element; current; current = getParent(current)) yield current
}

/** Returns whether an element contains another one, across shadow roots. */
export function containsElement(outer: Element, inner: Element | null): boolean {
  for (const element of walkAncestors(inner)) if (element === outer) return true
  return false
}

/** Returns the focused element, which can be inside of shadow roots. */
export function getActiveElement(): Element | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active
}

/** Returns the element that is visible at a point, which can be inside of shadow roots. */
export function getElementAt(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y)
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x, y)
    if (!inner || inner === found) break
    found = inner
  }
  return found
}

export function isVisible(element: Element): boolean {
  return element.checkVisibility({
    visibilityProperty: true,
    opacityProperty: true,
    contentVisibilityAuto: true,
  })
}

/** Returns whether an element is shown to screen readers only. */
export function isVisuallyHidden(element: Element): boolean {
  for (const ancestor of walkAncestors(element)) {
    const { clipPath, overflow, opacity } = getComputedStyle(ancestor)
    if (clipPath.startsWith('inset(50%') || opacity === '0') return true
    const { width, height } = ancestor.getBoundingClientRect()
    if (overflow !== 'visible' && width <= 1 && height <= 1) return true
  }
  return false
}

/** Describes an element in a report: its tag, class and text. */
export function describe(element: Element): string {
  const name = element.getAttribute('class') ?? element.id
  const text = (element.computedName ?? element.textContent).trim() || element.textContent.trim()
  return `<${element.localName}${name ? ` ${name.split(' ')[0]}` : ''}> "${text.replaceAll(/\s+/g, ' ').slice(0, 60)}"`
}
