import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { createUserHandler } from '../../src/server.js'
import { memory } from './handler.fixture.js'

let warn: MockInstance<typeof console.warn>
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => void vi.unstubAllEnvs())

const create = (basePath: unknown) => {
  const options = { adapter: memory(), authenticate: () => 'ada' }
  return createUserHandler({ ...options, basePath: basePath as string })
}

function at(basePath?: string) {
  const handler = create(basePath)
  return async (method: string, path: string) => {
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: '{"patch":{}}' }
    const headers = { 'content-type': 'application/json' }
    const url = `https://app.example.com${path}`
    const answer = await handler(new Request(url, { method, headers, ...body }))
    return [answer.status, answer.headers.get('allow')]
  }
}

describe('findRoute', () => {
  it.each([
    [undefined, '/api/identikit'],
    ['/api/identikit', '/api/identikit'],
    ['/api/identikit/', '/api/identikit'],
    ['/', ''],
    ['/user', '/user'],
    ['/v1/people/preferences', '/v1/people/preferences'],
    ['/my%20app/~k', '/my%20app/~k'],
  ])('with the base path %s serves %s', async (basePath, mount) => {
    const send = at(basePath)
    expect(await send('GET', `${mount}/?read=user`)).toEqual([200, null])
    expect(await send('GET', `${mount || '/'}?read=user`)).toEqual([200, null])
    expect(await send('GET', mount || '/')).toEqual([200, null])
    expect(await send('PATCH', `${mount}/user`)).toEqual([200, null])
    expect(await send('PATCH', `${mount}/user/`)).toEqual([200, null])
    expect(await send('GET', `${mount}/streak`)).toEqual([405, 'PATCH'])
    expect(await send('POST', `${mount}/user`)).toEqual([405, 'PUT, PATCH, DELETE'])
    expect(await send('POST', `${mount || '/'}?read=user`)).toEqual([405, 'GET, HEAD'])
    expect(await send('OPTIONS', `${mount}/devices/remove`)).toEqual([405, 'POST'])
    expect(await send('GET', `${mount}/nothing`)).toEqual([404, null])
    expect(await send('PATCH', `${mount}/userx`)).toEqual([404, null])
    expect(warn).not.toHaveBeenCalled()
  })

  it.each([
    '/user',
    '/api/user',
    '/api/user/users/u2/preferences',
    '/api/userX/preferences',
    '/api/identikit/x/user',
    '/api/identikit/user/user',
    '/api/identikit/users/u2/user',
    '/api/identikitx/user',
    '/api/identikit%2Fuser',
    '/api/identikit//user',
    '//api/identikit/user',
    '/x/api/identikit/user',
    '/API/identikit/user',
    '/',
    '/api?read=user',
    '/api/identikit2?read=user',
  ])('answers 404 to %s', async (path) => {
    const send = at()
    expect(await send('PATCH', path)).toEqual([404, null])
    expect(await send('GET', path)).toEqual([404, null])
  })

  it.each([
    ['/api/user/preferences', "basePath: '/api/user'"],
    ['/api/kit/devices/remove', "basePath: '/api/kit'"],
    ['/api/kit?read=user', "basePath: '/api/kit'"],
    ['/preferences', "basePath: '/'"],
  ])('warns once that %s is outside of the base path', async (path, advice) => {
    const send = at()
    await send('PATCH', path)
    await send('PATCH', path)
    expect(warn).toHaveBeenCalledTimes(1)
    const text = String(warn.mock.calls[0]?.[0])
    expect(text).toContain(`A request for ${path.split('?')[0]} was answered 404`)
    expect(text).toContain('/api/identikit')
    expect(text).toContain(advice)
  })

  it('does not warn in production', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    expect(await at()('PATCH', '/production/user')).toEqual([404, null])
    expect(warn).not.toHaveBeenCalled()
  })

  it.each([
    '',
    'api/identikit',
    'https://app.example.com/api/identikit',
    '//app.example.com/api/identikit',
    '/api/identikit/*',
    '/api/identikit/[[...path]]',
    '/api/:tenant/identikit',
    '/api/identikit?x=1',
    '/api/identikit#x',
    '/api/../identikit',
    '/api//identikit',
    '/my app',
    '/größe',
    ' /api',
    5,
    {},
    /api/,
    ['/api'],
  ])('refuses the base path %j', (basePath) => {
    expect(() => create(basePath)).toThrow(/createUserHandler: `basePath` must .*\(misuse\)/)
  })
})
