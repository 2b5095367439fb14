import { describe, expect, it } from 'vitest'
import { createUserHandler } from '../../../src/server.js'
import { memory, origin, openHandler } from '../handler.fixture.js'

const listed = [
  'https://app.example.com',
  'https://admin.example.com:8443',
  'http://localhost:3000',
]
const patch = { patch: { name: 'Countess' } }

const status = async (headers: Record<string, string | undefined>, trustedOrigins = listed) => {
  const { send, getWrites } = openHandler({ trustedOrigins })
  const answer = await send('PUT', '/user', patch, headers)
  expect(getWrites()).toHaveLength(answer.status === 200 ? 1 : 0)
  return answer.status
}

describe('createOriginCheck: with a cookie, the origin', () => {
  it.each(['https://app.example.com', 'https://admin.example.com:8443', 'http://localhost:3000'])(
    '%s is trusted if it is listed',
    async (value) => {
      expect(await status({ origin: value })).toBe(200)
    },
  )

  it.each([
    // Ports
    'https://app.example.com:443',
    'https://app.example.com:8443',
    'https://admin.example.com',
    'https://admin.example.com:443',
    'http://localhost',
    'http://localhost:3001',
    'https://app.example.com:',
    'https://app.example.com:0443',
    // Schemes
    'http://app.example.com',
    'https://localhost:3000',
    'wss://app.example.com',
    'file://app.example.com',
    'app.example.com',
    '//app.example.com',
    'https:app.example.com',
    'https:/app.example.com',
    // Neighbors
    'https://example.com',
    'https://www.example.com',
    'https://evil.app.example.com',
    'https://app.example.com.evil.example',
    'https://evil-app.example.com',
    'https://evilapp.example.com',
    'https://app.example.co',
    'https://app.example.community',
    'https://app-example.com',
    'https://appxexample.com',
    // Letters and dots
    'https://APP.example.com',
    'HTTPS://app.example.com',
    'https://app.example.com.',
    'https://app..example.com',
    'https://xn--app-example-com.example',
    'https://xn--pp-yia.example.com',
    'https://äpp.example.com',
    'https://%61pp.example.com',
    // People, paths and what is no origin at all
    'https://app.example.com@evil.example',
    'https://evil.example@app.example.com',
    'https://app.example.com:443@evil.example',
    'https://app.example.com/',
    'https://app.example.com/api',
    'https://app.example.com?',
    'https://app.example.com#',
    'https://app.example.com\\.evil.example',
    'https://evil.example/https://app.example.com',
    'null',
    'NULL',
    'undefined',
    '*',
    '',
    // Several
    'https://app.example.com, https://evil.example',
    'https://app.example.com,https://app.example.com',
    'https://evil.example https://app.example.com',
    // Addresses
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'http://0x7f.1:3000',
    'http://localhost.:3000',
    'http://localhost:3000.evil.example',
  ])('%j is refused', async (value) => {
    expect(await status({ origin: value })).toBe(403)
  })

  it.each([
    ['nothing', {}],
    ['a referer of the same page', { referer: 'https://app.example.com/settings' }],
    ['a word of the browser', { 'sec-fetch-site': 'same-origin' }],
    ['a host of the same name', { host: 'app.example.com' }],
  ])('is required, and %s does not replace it', async (_, headers) => {
    expect(await status({ origin: undefined, ...headers })).toBe(403)
  })

  it('is refused with the name of the header', async () => {
    const { body } = await openHandler({ trustedOrigins: [] }).send('PUT', '/user', patch)
    expect(body.error).toMatchObject({ fields: { origin: 'is not one of trustedOrigins' } })
  })
})

describe('createOriginCheck: sec-fetch-site', () => {
  it.each([
    ['same-origin', 200],
    ['none', 200],
    // A listed origin on the same site, e.g. www beside app.
    ['same-site', 200],
    ['cross-site', 403],
    ['Cross-Site', 403],
    ['same-origin, cross-site', 403],
    ['future-site', 403],
    ['', 403],
  ])('%j is %i with a listed origin', async (site, expected) => {
    expect(await status({ 'sec-fetch-site': site })).toBe(expected)
  })

  it('same-site does not make an origin trusted', async () => {
    const headers = { origin: 'https://blog.example.com', 'sec-fetch-site': 'same-site' }
    expect(await status(headers)).toBe(403)
  })
})

describe('createOriginCheck: without trustedOrigins', () => {
  it.each([
    ['https://app.example.com', 200],
    ['http://app.example.com', 403],
    ['https://app.example.com:8443', 403],
    ['https://evil.example', 403],
    ['null', 403],
  ])('the origin of the request is trusted: %s is %i', async (value, expected) => {
    const { send } = openHandler()
    const headers = {
      origin: value,
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example',
    }
    expect(await send('PUT', '/user', patch, headers)).toMatchObject({ status: expected })
  })
})

describe('createOriginCheck: behind a proxy that changes the address', () => {
  // The dev server of Vite forwards as http://localhost:3000 what the page at http://localhost:5173 sends.
  const page = 'http://localhost:5173'

  it.each([
    ['same-origin', 200],
    ['same-site', 403],
    ['cross-site', 403],
    ['none', 403],
    ['Same-Origin', 403],
    [undefined, 403],
  ])('a page that the browser marks as %s is %i', async (site, expected) => {
    const { send } = openHandler()
    const headers = { origin: page, 'sec-fetch-site': site }
    expect(await send('PUT', '/user', patch, headers)).toMatchObject({ status: expected })
  })

  it.each(['null', undefined])('the origin %s is refused', async (value) => {
    const { send } = openHandler()
    const headers = { origin: value, 'sec-fetch-site': 'same-origin' }
    expect(await send('PUT', '/user', patch, headers)).toMatchObject({ status: 403 })
  })

  it('a list of trusted origins decides alone', async () => {
    expect(await status({ origin: page, 'sec-fetch-site': 'same-origin' })).toBe(403)
  })
})

it('createOriginCheck: refuses an opaque origin, also of a URL without an origin', async () => {
  const { handler } = openHandler()
  const request = new Request('app://example/api/identikit/user', {
    method: 'PUT',
    headers: { cookie: 'ada', origin: 'null', 'content-type': 'application/json' },
    body: JSON.stringify(patch),
  })
  expect(await handler(request)).toMatchObject({ status: 403 })
})

describe('createOriginCheck: without a cookie', () => {
  const authenticate = () => 'ada'

  it.each([
    ['Bearer token', 200],
    ['bearer token', 200],
    ['DPoP token', 200],
    ['Basic YWRhOg==', 403],
    ['BASIC YWRhOg==', 403],
    ['Digest username="ada"', 403],
    ['Negotiate token', 403],
    ['NTLM token', 403],
    ['basic', 403],
    ['Basically token', 200],
    [undefined, 200],
  ])('the authorization %j is %i without an origin', async (authorization, expected) => {
    const { send } = openHandler({ authenticate })
    const headers = { cookie: undefined, origin: undefined, authorization }
    expect(await send('PUT', '/user', patch, headers)).toMatchObject({ status: expected })
  })

  it('a token does not replace the origin beside a cookie', async () => {
    const { send } = openHandler({ authenticate })
    const headers = { cookie: 'theme=dark', authorization: 'Bearer token', origin: undefined }
    expect(await send('PUT', '/user', patch, headers)).toMatchObject({ status: 403 })
  })
})

it('the check runs before authenticate, and only for writes', async () => {
  let calls = 0
  const authenticate = () => {
    calls += 1
    return 'ada'
  }
  const { send } = openHandler({ authenticate })
  const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  for (const [method, path] of [
    ['PUT', '/user'],
    ['PATCH', '/user'],
    ['PATCH', '/preferences'],
    ['DELETE', '/preferences'],
    ['PATCH', '/streak'],
    ['POST', '/events'],
  ] as const) {
    expect(await send(method, path, undefined, headers)).toMatchObject({ status: 403 })
  }
  expect(calls).toBe(0)
  for (const method of ['GET', 'HEAD']) {
    expect(await send(method, '?read=user', undefined, headers)).toMatchObject({ status: 200 })
  }
})

describe('createOriginCheck: trustedOrigins', () => {
  it.each([
    ['https://App.Example.com/', 'https://app.example.com'],
    ['HTTPS://app.example.com:443', 'https://app.example.com'],
    ['http://localhost:80', 'http://localhost'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('accepts the spelling %s of %s', async (entry, value) => {
    expect(await status({ origin: value }, [entry])).toBe(200)
  })

  it.each([
    '*',
    'null',
    '',
    'app.example.com',
    'https://*.example.com',
    'https://app.example.com/settings',
    'https://app.example.com?x',
    'https://app.example.com#x',
    'https://ada@app.example.com',
    'ftp://app.example.com',
    'file:///app',
    'https://',
    'https://app example.com',
    'https://a.example, https://b.example',
    /example/,
    undefined,
  ])('refuses %s', (entry) => {
    const options = { adapter: memory(), authenticate: () => 'ada' }
    expect(() => createUserHandler({ ...options, trustedOrigins: [entry as string] })).toThrow(
      /like https:\/\/app\.example\.com\. .*\(misuse\)/,
    )
  })

  it.each([
    ['one text', 'https://www.example.com'],
    ['a set', new Set(['https://www.example.com'])],
    ['the keys of a map', new Map([['https://www.example.com', 1]]).keys()],
  ])('accepts %s instead of a list', async (_, origins) => {
    const { send } = openHandler({ trustedOrigins: origins })
    const put = async (from: string) =>
      (await send('PUT', '/user', { patch: {} }, { origin: from })).status
    expect([await put('https://www.example.com'), await put(origin)]).toEqual([200, 403])
  })

  it.each([true, 1, {}, null, () => 'https://app.example.com', new URL('https://app.example.com')])(
    'refuses %s instead of a list',
    (origins) => {
      const options = { adapter: memory(), authenticate: () => 'ada' }
      expect(() => createUserHandler({ ...options, trustedOrigins: origins as never })).toThrow(
        /`trustedOrigins` must be a list .*\(misuse\)/,
      )
    },
  )

  it('replaces the origin of the request', async () => {
    expect(await status({ origin }, ['https://www.example.com'])).toBe(403)
    expect(await status({ origin }, [])).toBe(403)
  })
})
