// @ts-check
/** Runs in the page of the check: records the look of each element of the kit, and compares it with another host's. */

/** Elements of the kit have pseudo-elements that draw marks, chevrons and placeholders. */
const pseudos = ['', '::before', '::after', '::placeholder', '::backdrop']

/** What shows in a page. */
const properties = `
  display position top right bottom left float clear z-index box-sizing width height min-width max-width min-height max-height
  margin-top margin-right margin-bottom margin-left padding-top padding-right padding-bottom padding-left
  border-top-width border-right-width border-bottom-width border-left-width
  border-top-style border-right-style border-bottom-style border-left-style
  border-top-color border-right-color border-bottom-color border-left-color
  border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius
  outline-style outline-width outline-color outline-offset box-shadow background-color background-image background-position-x
  background-position-y background-size background-repeat color opacity visibility font-family font-size font-style font-weight
  font-variant font-stretch line-height letter-spacing word-spacing text-align text-indent text-transform text-decoration-line text-shadow
  white-space-collapse text-wrap-mode word-break overflow-wrap hyphens vertical-align list-style-type overflow-x overflow-y
  text-overflow cursor appearance resize flex-grow flex-shrink flex-basis flex-direction flex-wrap align-items align-self
  align-content justify-content justify-items justify-self row-gap column-gap order grid-template-columns grid-row-start
  grid-column-start rotate translate transform clip-path filter fill stroke stroke-width stroke-linecap stroke-linejoin content
  border-collapse border-spacing table-layout direction pointer-events object-fit
`
  .trim()
  .split(/\s+/)

/** @typedef {Map<string, string>} Look */

/** @returns {Element[]} */
function findElements() {
  return [...document.querySelectorAll('.stage')].flatMap((stage) => [
    ...(stage.shadowRoot ?? stage).querySelectorAll('[class^="ik-"], [class*=" ik-"]'),
  ])
}

/** Browsers and minifiers round to a fraction of a pixel. @param {string} length */
const round = (length) => String(Math.round(Number(length)))

/** @param {CSSStyleDeclaration} style @param {string} pseudo @returns {Look} */
function getLook(style, pseudo) {
  const look = new Map()
  if (pseudo && style.content === 'none' && pseudo !== '::placeholder') return look
  for (const name of properties)
    look.set(name, style.getPropertyValue(name).replaceAll(/-?\d*\.\d+(?=px)/g, round))
  for (const side of ['top', 'right', 'bottom', 'left'])
    if (look.get(`border-${side}-width`) === '0px') {
      look.delete(`border-${side}-color`)
      look.delete(`border-${side}-style`)
    }
  if (look.get('background-image') === 'none')
    for (const part of ['position-x', 'position-y', 'size', 'repeat'])
      look.delete(`background-${part}`)
  // Cells and their contents inherit the spacing, and only tables with separate borders use it.
  if (!(style.display === 'table' && style.borderCollapse === 'separate'))
    look.delete('border-spacing')
  // The picture and the sizes show whether it matters.
  if (pseudo) look.delete('box-sizing')
  if (look.get('outline-style') === 'none')
    for (const part of ['color', 'width', 'offset']) look.delete(`outline-${part}`)
  return look
}

/** Deletes what shows in flex and grid containers only; selects align their text, too. @param {Look} look @param {Element} element */
function deleteLayout(look, element) {
  if (!/flex|grid/.test(look.get('display') ?? '') && !element.matches('select'))
    for (const name of ['align-items', 'align-content', 'justify-content', 'justify-items'])
      look.delete(name)
  const parent = element.parentElement
  if (!parent || !getComputedStyle(parent).display.includes('flex'))
    for (const name of ['flex-grow', 'flex-shrink', 'flex-basis']) look.delete(name)
}

/** @param {Element} element @param {string} pseudo */
function nameOf(element, pseudo) {
  const own = [...element.classList].find((name) => name.startsWith('ik-'))
  const owner =
    own ?? `${element.closest('[class^="ik-"]')?.getAttribute('class')} ${element.tagName}`
  return owner + pseudo
}

/** @returns {Look[]} the looks of all elements, with five per element */
function record() {
  return findElements().flatMap((element) =>
    pseudos.map((pseudo) => {
      if (pseudo === '::backdrop' && !element.matches('dialog, :popover-open')) return new Map()
      if (pseudo === '::placeholder' && !element.matches('input, textarea')) return new Map()
      const look = getLook(getComputedStyle(element, pseudo || null), pseudo)
      // Buttons have backgrounds of their own, with which `auto` and `button` look the same.
      if (element.matches('button')) look.delete('appearance')
      if (!element.matches('ul, ol, li')) look.delete('list-style-type')
      // These texts never wrap.
      if (element.matches('input, select')) look.delete('overflow-wrap')
      if (!pseudo) deleteLayout(look, element)
      return look
    }),
  )
}

/** Positions and sizes add up fractions of pixels. @param {string} name @param {string} [one] @param {string} [other] */
const isRounded = (name, one = '', other = '') =>
  /^(top|right|bottom|left|width|height)$/.test(name) &&
  Math.abs(Number.parseInt(one) - Number.parseInt(other)) <= 1

/** @param {Look[]} before @returns {string[]} one line per property that differs, the most frequent first */
function compare(before) {
  const counts = new Map()
  const now = record()
  const elements = findElements()
  for (const [index, look] of now.entries()) {
    const element = elements[Math.floor(index / pseudos.length)]
    const was = before[index]
    if (!element || !was) throw new Error('The elements changed between two hosts.')
    for (const name of new Set([...was.keys(), ...look.keys()])) {
      const [one, other] = [was.get(name), look.get(name)]
      if (one === other || isRounded(name, one, other)) continue
      const part = nameOf(element, pseudos[index % pseudos.length] ?? '')
      const line = `${part} { ${name}: ${one} -> ${other} }`
      counts.set(line, (counts.get(line) ?? 0) + 1)
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([line, count]) => `${count} x ${line}`)
}

/** Ends transitions, which a change of the style sheet starts. */
function settle() {
  for (const animation of document.getAnimations())
    if (animation instanceof CSSTransition) animation.finish()
}

/** @param {string} css */
function apply(css) {
  const own = document.querySelector('#host')
  if (own) own.textContent = css
  for (const stage of document.querySelectorAll('.stage')) {
    const style = stage.shadowRoot?.querySelector('style')
    if (style) style.textContent = css
  }
  settle()
}

const focusable = 'button, input, select, textarea, a, summary, [tabindex]'

/** @param {Element} element */
function getRing(element) {
  const { outlineStyle, outlineWidth, outlineColor, outlineOffset, boxShadow } =
    getComputedStyle(element)
  const hasOutline = outlineStyle !== 'none' && outlineWidth !== '0px'
  return `${hasOutline ? `${outlineWidth} ${outlineStyle} ${outlineColor} ${outlineOffset}` : 'none'}, shadow ${boxShadow}`
}

/** @param {HTMLElement} element @returns {Look} */
function getRings(element) {
  const look = new Map()
  for (const child of element.children) look.set(nameOf(child, ''), getRing(child))
  for (let shown = element; shown.parentElement && /(^| )ik-/.test(shown.className);) {
    look.set(nameOf(shown, ''), getRing(shown))
    shown = shown.parentElement
  }
  return look
}

/** Focuses one control of each kind as the keyboard and as the mouse does. @returns {Look[]} the rings on itself, around it and in it */
function recordRings() {
  const kinds = new Set()
  const rings = []
  for (const element of findElements()) {
    const kind = `${element.className} ${element.getAttribute('type')}`
    if (!(element instanceof HTMLElement) || !element.matches(focusable)) continue
    if (kinds.has(kind) || !element.checkVisibility()) continue
    kinds.add(kind)
    for (const focusVisible of [true, false]) {
      element.blur()
      element.focus({ preventScroll: true, focusVisible })
      settle()
      rings.push(getRings(element))
    }
  }
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  return rings
}

/** @type {Look[]} */
let keptLooks = []
/** @type {Look[]} */
let keptRings = []

Object.assign(globalThis, {
  hostCheck: {
    apply,
    keepRings() {
      keptRings = recordRings()
    },
    keep() {
      keptLooks = record()
    },
    compare: () => compare(keptLooks),
    compareRings() {
      if (keptRings.length === 0) return []
      const lines = new Set()
      for (const [index, look] of recordRings().entries())
        for (const [name, ring] of look) {
          const was = keptRings[index]?.get(name)
          if (was !== ring) lines.add(`ring of ${name}: ${was} -> ${ring}`)
        }
      return [...lines]
    },
  },
})
