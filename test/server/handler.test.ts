import { describe, expect, it } from 'vitest'
import { userHeader } from '../../src/core/protocol.js'
import type { StreakSettings } from '../../src/core.js'
import type { UserHandlerOptions } from '../../src/server.js'
import { everything, memory, requests, openHandler } from './handler.fixture.js'

const optedIn = [
  'GET /history?limit=5',
  'DELETE /user',
  'PUT /devices',
  'POST /devices/remove',
  'POST /events',
]

describe.each(requests)('$method $path', ({ method, path, body }) => {
  it.each(['ada', 'grace'])('acts for the signed-in user %s only', async (cookie) => {
    const { send, adapter } = openHandler({ allow: everything })
    expect(await send(method, path, body, { cookie })).toMatchObject({ status: 200 })
    expect([...new Set(adapter.calls.map(({ id }) => id))]).toEqual([cookie])
  })

  it.each([
    ['null', () => null],
    ['nothing', () => undefined],
    ['an empty id', () => ''],
    ['a failure', () => Promise.reject(new Error('token expired'))],
  ] satisfies [string, UserHandlerOptions['authenticate']][])(
    'is 401 if authenticate returns %s',
    async (_, authenticate) => {
      const { send, adapter } = openHandler({ allow: everything, authenticate })
      const answer = await send(method, path, body, { [userHeader]: 'ada' })
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
      expect(adapter.calls).toEqual([])
    },
  )

  it('is 409 if the browser sends another user id', async () => {
    const { send, adapter } = openHandler({ allow: everything })
    for (const believed of ['grace', 'ADA', '%', '', 'a%64a%20']) {
      const answer = await send(method, path, body, { [userHeader]: believed })
      expect(answer).toMatchObject({ status: 409, body: { error: { code: 'user-changed' } } })
    }
    expect(adapter.calls).toEqual([])
    const { status } = await send(method, path, body, { [userHeader]: 'a%64a' })
    expect(status).toBe(200)
  })

  it('is served by default, except features of `allow`', async () => {
    const { send, getWrites } = openHandler()
    const { status, body: answer } = await send(method, path, body)
    const isOptedIn = optedIn.includes(`${method} ${path}`)
    expect([status, answer.error?.code]).toEqual(
      isOptedIn ? [501, 'unsupported'] : [200, undefined],
    )
    expect(getWrites()).toHaveLength(isOptedIn || method === 'GET' ? 0 : 1)
  })
})

describe('createUserHandler: a read', () => {
  it('returns the requested resources and the capabilities', async () => {
    const { send } = openHandler()
    const { body } = await send('GET', '?read=preferences,user')
    expect(body).toMatchObject({
      capabilities: {
        users: ['get', 'identify', 'update'],
        streak: { info: false },
        devices: false,
        events: false,
      },
      user: { data: { id: 'ada', name: 'Ada' } },
      preferences: { data: { channels: { email: { state: 'on' } } } },
    })
    expect(Object.keys(body)).toEqual(['capabilities', 'user', 'preferences'])
    expect(Object.keys((await send('GET', '?read=')).body)).toEqual(['capabilities'])
  })

  it('of an adapter that returns no promise is answered', async () => {
    const { streak, ...rest } = memory()
    const get = () => ({ enabled: true }) as unknown as Promise<StreakSettings>
    const adapter = { ...rest, ...(streak && { streak: { ...streak, get } }) }
    const { send } = openHandler({ adapter, provision: false })
    expect(await send('GET', '?read=streak')).toMatchObject({
      status: 200,
      body: { streak: { data: { enabled: true } } },
    })
  })

  it('of an unknown resource is refused', async () => {
    const { send, adapter } = openHandler()
    const { status, body } = await send('GET', '?read=user,secrets')
    expect({ status, body }).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } })
    expect(adapter.calls).toEqual([])
  })

  it('changes nothing, and has no body for HEAD', async () => {
    const { send, getWrites } = openHandler()
    await send('GET', '?read=user,preferences,streak&patch={"name":"Eve"}')
    const { status, headers, body } = await send('HEAD', '?read=user')
    expect({ status, body }).toEqual({ status: 200, body: undefined })
    expect(headers.get('content-type')).toMatch('application/json')
    expect(getWrites()).toEqual([])
  })
})

describe('createUserHandler: the response', () => {
  it.each([
    ['GET', '?read=user', 200],
    ['PATCH', '/user', 400],
    ['GET', '/user', 405],
    ['GET', '', 200],
    ['GET', '/nothing', 404],
  ])('to %s %s is not cached and has a request id', async (method, path, expected) => {
    const { status, headers } = await openHandler().send(method, path)
    expect(status).toBe(expected)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
    })
  })
})
