import { expect, test, vi } from 'vitest'
import { checkStyles } from '../../src/react/environment/developmentChecks.js'

test('checkStyles: throws nothing in a test that removes its document before the check', () => {
  vi.useFakeTimers()
  const page = { querySelector: () => ({}), documentElement: {}, defaultView: null }
  vi.stubGlobal('document', page)
  checkStyles()
  vi.unstubAllGlobals()
  expect(() => vi.runAllTimers()).not.toThrow()
  vi.useRealTimers()
})
