import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'

// Testing Library does this by itself only where `afterEach` is a global.
afterEach(cleanup)

// The first Tab of a test comes from the start of the page, wherever the test before it has left the focus.
beforeEach(() => {
  const start = document.createElement('span')
  start.tabIndex = -1
  document.body.prepend(start)
  start.focus()
  start.remove()
})
