import { afterEach, describe, expect, it, vi } from 'vitest'
import { refuseInBrowser } from '../../../src/adapters/http/secretKey.js'

afterEach(() => vi.unstubAllGlobals())

describe('a secret key', () => {
  it('is refused where there is a page', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    expect(() => refuseInBrowser('Knock', 'apiKey')).toThrow(/Knock: `apiKey`.*\(misuse\)/)
  })

  it('is taken on a server, and in a worker, which has no page', () => {
    expect(() => refuseInBrowser('Knock', 'apiKey')).not.toThrow()
    vi.stubGlobal('window', {})
    expect(() => refuseInBrowser('Knock', 'apiKey')).not.toThrow()
  })
})
