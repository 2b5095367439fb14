import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { toRequestUrl } from '../../../src/adapters/http/baseUrl.js'
import { createHttpClient } from '../../../src/adapters/http/httpClient.js'

const base = 'https://api.example.com/v1'

describe('toRequestUrl', () => {
  it.each([
    ['', base],
    ['/', `${base}/`],
    ['/users/a%2Fb', `${base}/users/a%2Fb`],
    ['/users/...', `${base}/users/...`],
    ['/users/.well-known', `${base}/users/.well-known`],
    ['/users/a@b:c', `${base}/users/a@b:c`],
    ['/users/é', `${base}/users/é`],
  ])('appends the path %j to the base URL', (path, url) => {
    expect(toRequestUrl('Example', base, path)).toBe(url)
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
    ['/..\0'],
  ])('refuses the path %j', (path) => {
    expect(() => toRequestUrl('Example GET /', base, path)).toThrow(/leads outside .* \(misuse\)/)
    expect(() => toRequestUrl('Example', 'https://api.example.com', path)).toThrow(/\(misuse\)/)
  })

  it('returns only URLs below the base URL', () => {
    const part = fc.constantFrom('/', '.', '..', '\\', '@', ':', '%2e', '%2F', 'a', '?', '#', '\t')
    const paths = fc.oneof(
      fc.webPath(),
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(paths, (path) => {
        let url = base
        try {
          url = toRequestUrl('Example', base, path, { q: path })
        } catch {
          // Refused.
        }
        expect(new URL(url).href).toMatch(/^https:\/\/api\.example\.com\/v1(?=\/|\?|$)/)
      }),
      { numRuns: 2000 },
    )
  })

  it('is called before a request is sent', async () => {
    const fetch = () => Promise.reject(new Error('was called'))
    const request = createHttpClient('Example', { baseUrl: base, fetch })
    await expect(request(z.unknown(), 'GET', '/users/..')).rejects.toMatchObject({ code: 'misuse' })
  })
})
