import {
  containsElement,
  describe,
  getElementAt,
  isVisible,
  isVisuallyHidden,
  walkAncestors,
  walkElements,
} from './composedTree.js'

const targets = 'button, summary, select, textarea, input:not([type=hidden]), [role=option]'

/** Returns the elements that a user can press for a control: itself and its labels. */
function getParts(control: Element): Element[] {
  const labels = control instanceof HTMLInputElement ? [...(control.labels ?? [])] : []
  return [control, ...labels].filter((part) => isVisible(part) && !isVisuallyHidden(part))
}

/** Returns whether a click on an element is one on the control. */
function isPartOf(hit: Element | null, control: Element): boolean {
  if (containsElement(control, hit)) return true
  for (const ancestor of walkAncestors(hit))
    if (ancestor instanceof HTMLLabelElement && ancestor.control === control) return true
  return false
}

/** Returns whether a square of some pixels reacts that contains the center of an element. */
function isLargeEnough(part: Element, control: Element, size: number): boolean {
  part.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  const { x, y, width, height } = part.getBoundingClientRect()
  const [centerX, centerY] = [x + width / 2, y + height / 2]
  const isHit = (right: number, down: number) =>
    isPartOf(getElementAt(centerX + right, centerY + down), control)
  // What another element covers is a fault of its own.
  if (!isHit(0, 0)) return true
  // Targets side by side may share their edges: seven days have 41 px each in a window of 320.
  const reach = size / 2 - (size > 24 ? 3 : 1)
  const steps = [-reach, -reach / 2, 0, reach / 2, reach]
  return steps.some((right) =>
    steps.some(
      (down) =>
        isHit(right - reach, down) &&
        isHit(right + reach, down) &&
        isHit(right, down - reach) &&
        isHit(right, down + reach),
    ),
  )
}

/** Finds controls of which neither the control nor its label has a size. */
export function findSmallTargets(size: number): string[] {
  const faults = new Set<string>()
  for (const control of walkElements(document.body)) {
    if (!control.matches(targets) || control.matches(':disabled')) continue
    const parts = getParts(control)
    if (parts.length === 0 || parts.some((part) => isLargeEnough(part, control, size))) continue
    const { width, height } = control.getBoundingClientRect()
    // It was removed meanwhile.
    if (width === 0) continue
    faults.add(
      `${describe(control)} is smaller than ${size} px: ${Math.round(width)} x ${Math.round(height)}`,
    )
  }
  scrollTo(0, 0)
  return [...faults]
}
