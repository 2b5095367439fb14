import { describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient } from '../../../src/core/client.js'
import { createUserHandler } from '../../../src/server.js'
import { memory, openHandler, requests } from '../handler.fixture.js'
import { mounts } from '../mounts.fixture.js'

const page = 'https://app.example.com'
const cors = { origins: [page], headers: ['X-Region'], maxAge: 60 }
const authenticate = ({ headers }: Request) => headers.get('authorization')?.split(' ')[1]

const preflight = (origin: string, method: string) => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization,content-type,x-identikit-user',
  },
})

const getCorsHeaders = (headers: Headers) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')))

// The route file of Next.js needs an export for OPTIONS.
describe.each(mounts.filter(({ name }) => name !== 'a Next.js route'))('cors: $name', (mount) => {
  it('answers the preflight of a listed origin, and lets it read every answer', async () => {
    const { handler } = openHandler({ cors, authenticate, basePath: mount.basePath })
    const { send, close } = await mount.open(handler)
    const asked = await send({ path: '/user', ...preflight(page, 'PUT') })
    expect([asked.status, asked.text]).toEqual([204, ''])
    expect(getCorsHeaders(asked.headers)).toEqual({
      'access-control-allow-origin': page,
      'access-control-allow-methods': 'PUT, PATCH, DELETE',
      'access-control-allow-headers':
        'authorization, content-type, x-identikit-user, x-identikit-scope, x-identikit-source, x-identikit-writer, x-identikit-seq, x-region',
      'access-control-max-age': '60',
    })
    expect(asked.headers.get('vary')).toContain('origin')

    const signedIn = {
      origin: page,
      authorization: 'Bearer ada',
      'content-type': 'application/json',
    }
    const body = JSON.stringify({ patch: { name: 'Countess' } })
    for (const [headers, status] of [
      [signedIn, 200],
      [{ ...signedIn, authorization: 'Bearer' }, 401],
      [{ ...signedIn, 'content-type': 'text/plain' }, 415],
    ] as const) {
      const answer = await send({ method: 'PUT', path: '/user', headers, body })
      expect(answer.status).toBe(status)
      expect(getCorsHeaders(answer.headers)).toEqual({
        'access-control-allow-origin': page,
        'access-control-expose-headers': 'x-request-id, retry-after',
      })
      expect(answer.headers.get('vary')).toContain('origin')
    }
    await close()
  })
})

describe('cors', () => {
  it.each(requests)('answers a preflight of $method $path', async ({ method, path }) => {
    const { send } = openHandler({ cors, authenticate })
    const { headers } = preflight(page, method)
    const answer = await send('OPTIONS', path, undefined, { ...headers, cookie: undefined })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-methods')?.split(', ')).toContain(method)
  })

  it.each([
    'https://evil.example',
    'https://app.example.com.evil.example',
    'https://sub.app.example.com',
    'http://app.example.com',
    'https://app.example.com:8443',
    'HTTPS://APP.EXAMPLE.COM',
    'null',
    '*',
  ])('refuses the origin %s', async (origin) => {
    const { send } = openHandler({ cors, authenticate })
    const { headers } = preflight(origin, 'PUT')
    const asked = await send('OPTIONS', '/user', undefined, { ...headers, cookie: undefined })
    expect(asked).toMatchObject({
      status: 403,
      body: { error: { fields: { origin: expect.any(String) } } },
    })
    const read = await send('GET', '?read=user', undefined, { origin, authorization: 'Bearer ada' })
    expect([getCorsHeaders(asked.headers), getCorsHeaders(read.headers)]).toEqual([{}, {}])
    expect([asked.headers.get('vary'), read.headers.get('vary')]).toEqual(['origin', 'origin'])
  })

  it('never allows cookies, and accepts none from a listed origin', async () => {
    const { send, getWrites } = openHandler({ cors: { origins: ['https://other.example'] } })
    const origin = 'https://other.example'
    const answer = await send('PUT', '/user', { patch: { name: 'Eve' } }, { origin })
    expect([answer.status, getWrites()]).toEqual([403, []])
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
  })

  it('answers 404 to a preflight of another path, and 405 without the option', async () => {
    const { headers } = preflight(page, 'PUT')
    const { send } = openHandler({ cors, authenticate })
    expect((await send('OPTIONS', '/nothing', undefined, headers)).status).toBe(404)
    const { send: sendWithout } = openHandler({ authenticate })
    const answer = await sendWithout('OPTIONS', '/user', undefined, headers)
    expect([answer.status, getCorsHeaders(answer.headers)]).toEqual([405, {}])
  })

  it('asks neither authenticate nor the service at a preflight', async () => {
    let calls = 0
    const { send, adapter } = openHandler({ cors, authenticate: () => String((calls += 1)) })
    await send('OPTIONS', '/user', undefined, preflight(page, 'PUT').headers)
    expect([calls, adapter.calls]).toEqual([0, []])
  })

  it.each([
    'https://app.example.com',
    new Set(['https://app.example.com/']),
    ['http://localhost:5173', 'HTTPS://App.Example.com:443'],
    ['capacitor://localhost', 'https://app.example.com'],
  ])('accepts the origins %j', async (origins) => {
    const { send } = openHandler({ cors: { origins }, authenticate })
    const answer = await send('GET', '?read=user', undefined, { origin: page })
    expect(answer.headers.get('access-control-allow-origin')).toBe(page)
  })

  it('accepts the origin of an app in a web view', async () => {
    const { send } = openHandler({ cors: { origins: ['capacitor://localhost'] }, authenticate })
    const { headers } = preflight('capacitor://localhost', 'PUT')
    expect((await send('OPTIONS', '/user', undefined, headers)).status).toBe(204)
  })

  it.each([
    [{ origins: '*' }, 'cors.origins'],
    [{ origins: ['*'] }, 'cors.origins'],
    [{ origins: ['null'] }, 'cors.origins'],
    [{ origins: ['https://*.example.com'] }, 'cors.origins'],
    [{ origins: ['https://app.example.com/settings'] }, 'cors.origins'],
    [{ origins: ['app.example.com'] }, 'cors.origins'],
    [{ origins: ['file:///app'] }, 'cors.origins'],
    [{ origins: [/example/] }, 'cors.origins'],
    [{ origins: true }, 'cors.origins'],
    [{}, 'cors.origins'],
    [true, 'cors'],
    ['*', 'cors'],
    [['https://app.example.com'], 'cors'],
    [{ origins: [page], credentials: true }, 'cors.credentials'],
    [{ origins: [page], origin: page }, 'cors.origin'],
    [{ origins: [page], headers: ['*'] }, 'cors.headers'],
    [{ origins: [page], headers: ['a b'] }, 'cors.headers'],
    [{ origins: [page], maxAge: -1 }, 'cors.maxAge'],
    [{ origins: [page], maxAge: '600' }, 'cors.maxAge'],
  ])('refuses %j by name', (wrong, name) => {
    const options = { adapter: memory(), authenticate: () => 'ada', cors: wrong as never }
    expect(() => createUserHandler(options)).toThrow(
      new RegExp(`createUserHandler: \`${name}\` .*\\(misuse\\)`),
    )
  })

  it('serves createRemoteAdapter of another site', async () => {
    const { handler } = openHandler({ cors, authenticate })
    const remote = createRemoteAdapter({
      url: 'https://api.example.net/api/identikit',
      headers: { authorization: 'Bearer ada', 'x-region': 'eu' },
      // As a browser does for a page of another origin.
      async fetch(input, init) {
        const request = new Request(input, init)
        const asked = await handler(new Request(request.url, preflight(page, request.method)))
        const allowed = asked.headers.get('access-control-allow-headers')?.split(', ')
        expect(allowed).toEqual(
          expect.arrayContaining([...request.headers.keys()].filter((name) => name !== 'accept')),
        )
        request.headers.set('origin', page)
        return handler(request)
      },
    })
    const client = createUserClient(remote)
    const order = { writer: 'a', seq: 1 }
    const change = { type: 'news', channel: 'push', enabled: true }
    await client.preferences.update('ada', change, { source: 'page', order })
    expect((await client.users.get('ada')).name).toBe('Ada')
  })
})
