import { afterEach, describe, expect, it, vi } from 'vitest'
import { assertServerOnly } from '../../../src/adapters/http/assertServerOnly.js'

afterEach(() => vi.unstubAllGlobals())

describe('assertServerOnly', () => {
  it('throws in a browser', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    expect(() => assertServerOnly('Knock', 'apiKey')).toThrow(/Knock: `apiKey`.*\(misuse\)/)
  })

  it('returns on a server, also if there is a window without a document', () => {
    expect(() => assertServerOnly('Knock', 'apiKey')).not.toThrow()
    vi.stubGlobal('window', {})
    expect(() => assertServerOnly('Knock', 'apiKey')).not.toThrow()
  })
})
