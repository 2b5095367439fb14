import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { toAddress } from '../../../src/adapters/http/address.js'
import { createHttp } from '../../../src/adapters/http/http.js'

const base = 'https://api.example.com/v1'

describe('the address of a request', () => {
  it.each([
    ['', base],
    ['/', `${base}/`],
    ['/users/a%2Fb', `${base}/users/a%2Fb`],
    ['/users/...', `${base}/users/...`],
    ['/users/.well-known', `${base}/users/.well-known`],
    ['/users/a@b:c', `${base}/users/a@b:c`],
    ['/users/é', `${base}/users/é`],
  ])('of the path %j is below its base', (path, address) => {
    expect(toAddress('Example', base, path)).toBe(address)
  })

  it.each([
    ['..'],
    ['/..'],
    ['/../v2'],
    ['/users/../../admin'],
    ['/users/..'],
    ['/%2e%2e/admin'],
    ['/%2E./admin'],
    ['/users/.%2e/x'],
    ['/.'],
    ['/users/./x'],
    ['//evil.example'],
    ['/users//x'],
    ['/\\evil.example'],
    ['\\\\evil.example'],
    ['@evil.example'],
    ['.evil.example'],
    [':8080/x'],
    ['users'],
    ['/users?admin=true'],
    ['/users#x'],
    ['/\t/evil.example'],
    ['/users/ x'],
    ['\n/users'],
    ['https://evil.example/v1/users'],
  ])('is never made of the path %j', (path) => {
    expect(() => toAddress('Example GET /', base, path)).toThrow(/leads away .* \(misuse\)/)
    expect(() => toAddress('Example', 'https://api.example.com', path)).toThrow(/\(misuse\)/)
  })

  it('of anything at all is below its base or is none', () => {
    const part = fc.constantFrom('/', '.', '..', '\\', '@', ':', '%2e', '%2F', 'a', '?', '#', '\t')
    const paths = fc.oneof(
      fc.webPath(),
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(paths, (path) => {
        let address = base
        try {
          address = toAddress('Example', base, path, { q: path })
        } catch {
          // Refused.
        }
        expect(new URL(address).href).toMatch(/^https:\/\/api\.example\.com\/v1(?=\/|\?|$)/)
      }),
      { numRuns: 2000 },
    )
  })

  it('is checked before anything is sent', async () => {
    const fetch = () => Promise.reject(new Error('was called'))
    const request = createHttp('Example', { baseUrl: base, fetch })
    await expect(request(z.unknown(), 'GET', '/users/..')).rejects.toMatchObject({ code: 'misuse' })
  })
})
