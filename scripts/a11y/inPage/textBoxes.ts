import { isVisible, isVisuallyHidden, walkAncestors, walkElements } from './composedTree.js'

/** A text of the page, or a control. */
export interface Box {
  readonly element: Element
  readonly text: Text | null
  /** One rectangle per line of a text. */
  readonly rects: readonly DOMRect[]
  /** The nearest ancestor that is positioned over the content below, such as a popup. */
  readonly layer: Element | null
}

const controls = 'input, select, textarea, button:empty, [role=switch], [role=progressbar]'

/** Returns the box without border and padding. */
function getContentBox(element: Element): DOMRect {
  const { x, y, width, height } = element.getBoundingClientRect()
  const style = getComputedStyle(element)
  const [top = 0, right = 0, bottom = 0, left = 0] = ['top', 'right', 'bottom', 'left'].map(
    (side) =>
      Number.parseFloat(style.getPropertyValue(`padding-${side}`)) +
      Number.parseFloat(style.getPropertyValue(`border-${side}-width`)),
  )
  return new DOMRect(x + left, y + top, width - left - right, height - top - bottom)
}

function findLayer(element: Element): Element | null {
  for (const ancestor of walkAncestors(element))
    if (
      ancestor.matches(':popover-open, dialog[open]') ||
      ['absolute', 'fixed', 'sticky'].includes(getComputedStyle(ancestor).position)
    )
      return ancestor
  return null
}

/** Returns the lines of a text without the space above and below its letters. */
function getLines(text: Text): DOMRect[] {
  const range = document.createRange()
  range.selectNodeContents(text)
  return [...range.getClientRects()]
    .filter(({ width }) => width > 0)
    .map(({ x, y, width, height }) => new DOMRect(x, y + height * 0.2, width, height * 0.6))
}

const isText = (node: Node): node is Text =>
  node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== ''

/** Returns every visible text and control of the page. */
export function findBoxes(): Box[] {
  const boxes: Box[] = []
  for (const element of walkElements(document.body)) {
    if (element.matches('option, optgroup') || !isVisible(element)) continue
    const texts = [...element.childNodes].filter(isText)
    const isControl = element.matches(controls)
    if ((texts.length === 0 && !isControl) || isVisuallyHidden(element)) continue
    const layer = findLayer(element)
    for (const text of texts) boxes.push({ element, text, rects: getLines(text), layer })
    if (isControl) boxes.push({ element, text: null, rects: [getContentBox(element)], layer })
  }
  return boxes
}
