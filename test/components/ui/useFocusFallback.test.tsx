import { render } from '@testing-library/react'
import { useRef } from 'react'
import { createPortal } from 'react-dom'
import { afterEach, describe, expect, test } from 'vitest'
import {
  canTakeFocus,
  isFocused,
  useFocusFallback,
} from '../../../src/components/ui/useFocusFallback.js'

const hosts: Element[] = []

/** Returns where to render: a new element of the page, or one in its shadow root. */
function createPlace(isShadow: boolean): Element {
  const host = document.body.appendChild(document.createElement('div'))
  hosts.push(host)
  if (!isShadow) return host
  return host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'))
}

afterEach(() => {
  for (const host of hosts.splice(0)) host.remove()
})

interface PartProps {
  readonly place: Element
  readonly isShown: boolean
}

function Part({ place, isShown }: PartProps) {
  const title = useRef<HTMLHeadingElement>(null)
  const ref = useFocusFallback<HTMLSpanElement>(() => title.current)
  return createPortal(
    <>
      <h2 ref={title} tabIndex={-1}>
        Title
      </h2>
      {isShown && (
        <span ref={ref}>
          <button type="button">Remove</button>
        </span>
      )}
      <button type="button">Other</button>
    </>,
    place,
  )
}

describe.each([
  ['the page', false],
  ['a shadow root', true],
])('in %s', (_, isShadow) => {
  function setUp() {
    const place = createPlace(isShadow)
    const view = render(<Part place={place} isShown />)
    const [remove, other] = place.querySelectorAll('button')
    const root = place.getRootNode() as Document | ShadowRoot
    return {
      root,
      place,
      remove,
      other,
      hide: () => view.rerender(<Part place={place} isShown={false} />),
    }
  }

  test('useFocusFallback: moves the focus of a removed element to the fallback', () => {
    const { root, remove, hide } = setUp()
    remove?.focus()
    hide()
    expect(root.activeElement?.textContent).toBe('Title')
  })

  test('useFocusFallback: leaves the focus of other elements alone', () => {
    const { root, other, hide } = setUp()
    other?.focus()
    hide()
    expect(root.activeElement).toBe(other)
  })

  test('isFocused: finds the focus on and inside an element', () => {
    const { place, remove, other } = setUp()
    remove?.focus()
    expect(remove && isFocused(remove)).toBe(true)
    expect(isFocused(place)).toBe(true)
    expect(other && isFocused(other)).toBe(false)
  })

  test('canTakeFocus: refuses while another element of the page has the focus', () => {
    const { place, remove, other } = setUp()
    expect(canTakeFocus(place)).toBe(true)
    remove?.focus()
    expect(canTakeFocus(place)).toBe(true)
    expect(other && canTakeFocus(other)).toBe(false)
  })
})
