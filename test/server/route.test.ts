import { describe, expect, it } from 'vitest'
import { createUserHandler } from '../../src/server.js'
import { memory } from './handler.fixture.js'

function at(basePath?: string) {
  const handler = createUserHandler({ adapter: memory(), authenticate: () => 'ada', basePath })
  return async (method: string, path: string) => {
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: '{"patch":{}}' }
    const headers = { 'content-type': 'application/json' }
    const url = `https://app.example.com${path}`
    const answer = await handler(new Request(url, { method, headers, ...body }))
    return [answer.status, answer.headers.get('allow')]
  }
}

describe('findRoute without a base path', () => {
  it.each(['', '/api/identikit', '/users/preferences', '/user', '/x/[[...path]]'])(
    'matches at any mount path: %j',
    async (mount) => {
      const send = at()
      expect(await send('GET', `${mount}/?read=user`)).toEqual([200, null])
      expect(await send('GET', `${mount}?read=user`)).toEqual([200, null])
      expect(await send('PATCH', `${mount}/user`)).toEqual([200, null])
      expect(await send('PATCH', `${mount}/user/`)).toEqual([200, null])
      expect(await send('GET', `${mount}/streak`)).toEqual([405, 'PATCH'])
      expect(await send('POST', `${mount}/user`)).toEqual([405, 'PUT, PATCH, DELETE'])
      expect(await send('OPTIONS', `${mount}/devices/remove`)).toEqual([405, 'POST'])
      expect(await send('GET', `${mount}/nothing`)).toEqual([404, null])
      expect(await send('PATCH', `${mount}/userx`)).toEqual([404, null])
    },
  )

  it('finds a read by its parameter', async () => {
    expect(await at()('GET', '/api/identikit')).toEqual([404, null])
    expect(await at()('POST', '/api/identikit?read=user')).toEqual([405, 'GET, HEAD'])
  })
})

describe('findRoute with a base path', () => {
  it('matches below that path only', async () => {
    const send = at('/api/identikit/')
    expect(await send('GET', '/api/identikit?read=user')).toEqual([200, null])
    expect(await send('GET', '/api/identikit/?read=user')).toEqual([200, null])
    expect(await send('GET', '/api/identikit')).toEqual([200, null])
    expect(await send('PATCH', '/api/identikit/user')).toEqual([200, null])
    expect(await send('POST', '/api/identikit')).toEqual([405, 'GET, HEAD'])
    for (const path of ['/user', '/api/user', '/api/identikit/x/user', '/api/identikitx/user']) {
      expect(await send('PATCH', path)).toEqual([404, null])
    }
    expect(await send('GET', '/api?read=user')).toEqual([404, null])
  })
})
