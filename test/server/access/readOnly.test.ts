import { describe, expect, it } from 'vitest'
import { createUserHandler, type UserHandlerOptions } from '../../../src/server.js'
import { everything, memory, openHandler, requests } from '../handler.fixture.js'

const writes = requests.filter(({ method }) => method !== 'GET')

/** Opens a handler whose cookie `ada; staff` is that of support staff who look at Ada's page. */
const open = (readOnly: UserHandlerOptions['readOnly']) =>
  openHandler({
    readOnly,
    allow: everything,
    writable: { traits: true },
    authenticate: (request) => request.headers.get('cookie')?.split(';')[0],
  })

const isStaff = (request: Request) => request.headers.get('cookie')?.includes('staff') === true

describe('createUserHandler: readOnly', () => {
  it.each(writes)('refuses $method $path, and calls no service', async ({ method, path, body }) => {
    const { send, adapter, faults } = open(true)
    const answer = await send(method, path, body)
    expect(answer.status).toBe(403)
    expect(answer.body.error.code).toBe('forbidden')
    expect(adapter.calls).toEqual([])
    expect(faults).toEqual([])
  })

  it('serves reads, with capabilities that list no write', async () => {
    const { send, getWrites } = open(true)
    const { status, body } = await send('GET', '?read=user,preferences,streak')
    expect(status).toBe(200)
    expect(body.user.data.name).toBe('Ada')
    expect(body.preferences.data.types).toHaveLength(2)
    const { capabilities } = body
    expect(capabilities).toMatchObject({
      readOnly: true,
      users: ['get'],
      devices: false,
      events: false,
      preferences: { reset: false, rules: { clear: false } },
    })
    const rules = Object.values<{ write: boolean; clear: boolean }>(capabilities.fields)
    expect(rules.length).toBeGreaterThan(0)
    expect(rules.some(({ write, clear }) => write || clear)).toBe(false)
    expect(getWrites()).toEqual([])
  })

  it('creates no user who is not identified yet', async () => {
    const { send, getWrites } = open(true)
    const { body } = await send('GET', '?read=user,preferences', undefined, { cookie: 'new' })
    expect(body.user.data.id).toBe('new')
    expect(getWrites()).toEqual([])
  })

  it('decides for each request', async () => {
    const { send, getWrites } = open(async (request, { userId }) => {
      expect(userId).toBe('ada')
      return isStaff(request)
    })
    const patch = { patch: { name: 'Countess' } }
    expect((await send('PATCH', '/user', patch, { cookie: 'ada;staff' })).status).toBe(403)
    expect(getWrites()).toEqual([])
    expect((await send('PATCH', '/user', patch)).status).toBe(200)
    const own = await send('GET', '')
    const viewed = await send('GET', '', undefined, { cookie: 'ada;staff' })
    expect(own.body.capabilities.readOnly).toBeUndefined()
    expect(viewed.body.capabilities.readOnly).toBe(true)
  })

  it('permits no write without an answer', async () => {
    const failures: readonly UserHandlerOptions['readOnly'][] = [
      () => undefined as unknown as boolean,
      () => {
        throw new Error('The session store is down.')
      },
    ]
    for (const readOnly of failures) {
      const { send, adapter, faults } = open(readOnly)
      const { status } = await send('PATCH', '/user', { patch: { name: 'Countess' } })
      expect(status).toBe(500)
      expect(adapter.calls).toEqual([])
      expect(faults).toHaveLength(1)
    }
  })

  it('reads the data of a page for server rendering', async () => {
    const { handler } = open(isStaff)
    const initial = await handler.read({ headers: { cookie: 'ada;staff' } })
    expect(initial?.capabilities?.readOnly).toBe(true)
    expect(initial?.user?.name).toBe('Ada')
  })

  it('refuses another value', () => {
    const create = (readOnly: unknown) =>
      createUserHandler({
        adapter: memory(),
        authenticate: () => 'ada',
        readOnly: readOnly as boolean,
      })
    expect(() => create('yes')).toThrow('`readOnly` must be true, false or a function')
  })
})
