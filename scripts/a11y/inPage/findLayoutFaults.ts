import {
  containsElement,
  describe,
  walkAncestors,
  walkElements,
  isVisible,
} from './composedTree.js'
import { findBoxes, type Box } from './textBoxes.js'

/** Browsers round positions. */
const tolerance = 1.5

const isClipping = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
const isScrolling = (overflow: string) => overflow === 'auto' || overflow === 'scroll'

/** Yields the ancestors that clip an element, from the inside out. */
function* findClips(element: Element): Generator<Element> {
  let isAbsolute = false
  for (const ancestor of walkAncestors(element)) {
    const { position, overflowX, overflowY } = getComputedStyle(ancestor)
    // A box out of the flow is clipped by positioned ancestors only.
    if ((!isAbsolute || position !== 'static') && `${overflowX} ${overflowY}` !== 'visible visible')
      yield ancestor
    if (position === 'fixed' || ancestor.matches(':popover-open, dialog[open]')) return
    if (position !== 'static') isAbsolute = position === 'absolute'
  }
}

/** Returns where a text is cut: by an ancestor, or by an edge of the page that scrolling doesn't reach. */
function findCut({ element, rects }: Box): string | null {
  let [isReachedInX, isReachedInY] = [false, false]
  for (const clip of findClips(element)) {
    if (clip === document.body || clip === document.documentElement) continue
    const { overflowX, overflowY } = getComputedStyle(clip)
    const { left, top } = clip.getBoundingClientRect()
    const [x, y] = [left + clip.clientLeft, top + clip.clientTop]
    for (const rect of rects) {
      if (
        (!isReachedInX &&
          isClipping(overflowX) &&
          (rect.left < x - tolerance || rect.right > x + clip.clientWidth + tolerance)) ||
        (!isReachedInY &&
          isClipping(overflowY) &&
          (rect.top < y - tolerance || rect.bottom > y + clip.clientHeight + tolerance))
      )
        return `cut by ${describe(clip)}`
    }
    isReachedInX ||= isScrolling(overflowX)
    isReachedInY ||= isScrolling(overflowY)
  }
  const { clientWidth } = document.documentElement
  const isOutside = rects.some(
    ({ left, right }) => left < -tolerance || right > clientWidth + tolerance,
  )
  return isOutside && !isReachedInX ? 'outside of the window' : null
}

const overlaps = (first: DOMRect, second: DOMRect) =>
  Math.min(first.right, second.right) - Math.max(first.left, second.left) > 2 &&
  Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top) > 2

function* findOverlaps(boxes: readonly Box[]): Generator<string> {
  for (const [index, box] of boxes.entries())
    for (const other of boxes.slice(index + 1)) {
      if (other.layer !== box.layer) continue
      const isInside =
        containsElement(box.element, other.element) || containsElement(other.element, box.element)
      if (isInside && box.element !== other.element) continue
      if (box.element === other.element && (!box.text || !other.text)) continue
      // An input can cover its own label, as the area that reacts.
      const label = box.element.closest('label')
      if ((!box.text || !other.text) && label && label === other.element.closest('label')) continue
      if (box.rects.some((rect) => other.rects.some((next) => overlaps(rect, next))))
        yield `${describe(box.element)} overlaps ${describe(other.element)}`
    }
}

/** Words and addresses that are wider, in CSS pixels, may break at any letter. */
const longWord = 160

/** Finds short words that are broken over lines, such as "Def/ault". */
function* findBrokenWords({ element, text }: Box): Generator<string> {
  if (!text) return
  const range = document.createRange()
  const measure = (start: number, end: number) => {
    range.setStart(text, start)
    range.setEnd(text, end)
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0)
    const width = rects.reduce((sum, rect) => sum + rect.width, 0)
    return { width, lines: new Set(rects.map(({ bottom }) => Math.round(bottom / 4))).size }
  }
  for (const { 0: run, index: from } of text.data.matchAll(/[^\s\u00ad\u200b]{2,}/g)) {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run)) continue
    const { width, lines } = measure(from, from + run.length)
    if (lines < 2 || width > longWord) continue
    for (const { 0: word, index } of run.matchAll(/[^/@.\u2013-]+/g))
      if (measure(from + index, from + index + word.length).lines > 1)
        yield `"${word}" breaks in ${describe(element)}`
  }
}

function* findFaults(): Generator<string> {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth + 1)
    yield `the page scrolls horizontally: ${scrollWidth} px in ${clientWidth}`
  const boxes = findBoxes()
  for (const box of boxes) {
    const cut = box.text && findCut(box)
    if (cut) yield `${describe(box.element)} is ${cut}`
    yield* findBrokenWords(box)
  }
  yield* findOverlaps(boxes)
  for (const element of walkElements(document.body)) {
    const { overflowX } = getComputedStyle(element)
    const isWider = element.scrollWidth > element.clientWidth + 1
    if (isWider && isScrolling(overflowX) && isVisible(element) && !element.matches('input, html'))
      yield `${describe(element)} scrolls horizontally`
  }
}

/** Finds texts that are cut, overlapped or broken, and parts that scroll horizontally. */
export const findLayoutFaults = (): string[] => [...new Set(findFaults())]
