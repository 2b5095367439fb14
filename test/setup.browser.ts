import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'

// Testing Library calls cleanup only if `afterEach` is a global.
afterEach(cleanup)

// Pending changes of one test are not those of the next one.
beforeEach(() => localStorage.clear())

// Moves the starting point of Tab to the start of the page, whatever the previous test focused.
beforeEach(() => {
  const start = document.createElement('span')
  start.tabIndex = -1
  document.body.prepend(start)
  start.focus()
  start.remove()
})
