import {
  containsElement,
  describe,
  getActiveElement,
  getElementAt,
  isVisible,
  isVisuallyHidden,
  walkAncestors,
  walkElements,
} from './composedTree.js'

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]'

/** Returns whether Tab reaches a radio button: the checked one of its group, or the first one. */
function isReachableRadio(radio: HTMLInputElement, all: readonly Element[]): boolean {
  const group = all.filter(
    (other): other is HTMLInputElement =>
      other instanceof HTMLInputElement &&
      other.type === 'radio' &&
      other.name === radio.name &&
      other.form === radio.form,
  )
  return (group.find(({ checked }) => checked) ?? group[0]) === radio
}

/** Returns the elements that Tab reaches, in their order. */
export function findTabStops(): Element[] {
  const modal = document.querySelector('dialog:modal')
  const all = [...walkElements(modal ?? document.body)].filter(
    (element) =>
      element instanceof HTMLElement &&
      element.matches(focusable) &&
      element.tabIndex >= 0 &&
      !element.matches(':disabled') &&
      !element.closest('[inert]') &&
      element.checkVisibility({ visibilityProperty: true }),
  )
  return all.filter(
    (element) =>
      !(element instanceof HTMLInputElement) ||
      element.type !== 'radio' ||
      isReachableRadio(element, all),
  )
}

/** Describes what can show the focus: outline, shadow, border and background of a control and the elements around it. */
function readLook(element: Element): string {
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined
  const around = [...walkAncestors(element)].slice(0, 4)
  return [...around, ...element.children, element.nextElementSibling, label]
    .flatMap((part) =>
      part ? [null, '::before', '::after'].map((pseudo) => getComputedStyle(part, pseudo)) : [],
    )
    .map((style) => {
      const outline =
        style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineColor}`
      return `${outline};${style.boxShadow};${style.borderColor};${style.borderWidth};${style.backgroundColor}`
    })
    .join('|')
}

const looks = new WeakMap<Element, string>()
const used = new WeakSet<Element>()
let stops: Element[] = []

/** Starts at the top of the page, as Tab does after a page has loaded. Returns the number of stops. */
export function startWalk(): number {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  const start = document.createElement('span')
  start.tabIndex = -1
  const top = document.querySelector('dialog:modal') ?? document.body
  top.prepend(start)
  start.focus()
  start.remove()
  stops = findTabStops()
  for (const stop of stops) looks.set(stop, readLook(stop))
  return stops.length
}

/** Returns whether anything of a control is visible, under bars that stay in place. */
function isUncovered(control: Element): boolean {
  const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined
  const target = isVisuallyHidden(control) ? (label ?? control) : control
  const { x, y, width, height } = target.getBoundingClientRect()
  const parts = [0.1, 0.5, 0.9]
  return parts.some((right) =>
    parts.some((down) => {
      const hit = getElementAt(x + width * right, y + height * down)
      return (
        containsElement(target, hit) ||
        (hit !== null &&
          containsElement(hit, target) &&
          hit !== document.body &&
          hit !== document.documentElement)
      )
    }),
  )
}

export interface Stop {
  /** The place among the stops that `startWalk` found, or -1. */
  readonly index: number
  readonly isOnBody: boolean
  readonly text: string
  readonly faults: readonly string[]
}

/** Describes the focused element and what is wrong with its focus. */
export function readStop(): Stop {
  const active = getActiveElement()
  if (!active || active === document.body)
    return { index: -1, isOnBody: true, text: '', faults: [] }
  const text = describe(active)
  const faults: string[] = []
  if (!isVisible(active) && !isVisuallyHidden(active))
    faults.push(`${text} has focus and is hidden`)
  if (!isUncovered(active)) faults.push(`${text} is covered while it has focus`)
  // The browser shows which part of a date has the focus.
  const hasParts = active.matches('input[type="date"]')
  if (!hasParts && looks.get(active) === readLook(active))
    faults.push(`${text} doesn't show its focus`)
  return { index: stops.indexOf(active), isOnBody: false, text, faults }
}

/** Returns the stops of `startWalk` that are still there and were not reached. */
export function findMissed(reached: readonly number[]): string[] {
  const now = new Set(findTabStops())
  return stops
    .filter((stop, index) => now.has(stop) && !reached.includes(index))
    .map((stop) => `Tab doesn't reach ${describe(stop)}`)
}

/** Prepares the focused control for a key press. Returns false if it has been used, or if Space doesn't activate it. */
export function prepareUse(): boolean {
  const active = getActiveElement()
  if (!active || used.has(active)) return false
  used.add(active)
  return active.matches('button, summary, input[type=checkbox]')
}

/** Returns whether a dialog or a list is open over the page. */
export const isOverlayOpen = (): boolean =>
  document.querySelector('dialog:modal, [aria-expanded=true][aria-haspopup], :popover-open') !==
  null
