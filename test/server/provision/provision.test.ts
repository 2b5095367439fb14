import { describe, expect, it, vi } from 'vitest'
import type { UserAdapter } from '../../../src/core/adapter.js'
import { IdentikitError } from '../../../src/core/errors.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { defaultStreak } from '../../../src/core/streak/streak.js'
import { everything, memory, openHandler, requests } from '../handler.fixture.js'
import { services, type Service } from './services.fixture.js'

const id = 'new-user'
const cookie = { cookie: id }
const trusted = { email: 'new@king.example' }

/** Opens a handler for a user who isn't identified yet. */
function open(
  { open: create }: Pick<Service, 'open'>,
  options: Parameters<typeof openHandler>[0] = {},
) {
  const adapter = create()
  const { send, faults } = openHandler({ adapter, trusted, allow: everything, ...options })
  const isKnown = async (): Promise<boolean> => {
    const read = await adapter.users?.get?.(id).catch((error: unknown) => error)
    return !(read instanceof IdentikitError && read.code === 'not-found')
  }
  return {
    adapter,
    faults,
    isKnown,
    read: async () => send('GET', '?read=user,preferences,streak', undefined, cookie),
    send: async (method: string, path: string, body?: unknown) => send(method, path, body, cookie),
    turnOff: async (...targets: readonly object[]) => {
      const changes = targets.map((target) => ({ ...target, enabled: false }))
      return send('PATCH', '/preferences', { changes }, cookie)
    },
  }
}

const readState = async (adapter: UserAdapter, target: object) =>
  getSetting(await adapter.preferences?.get(id), target)?.state

/** Sends the writes that create a user at some services, and returns the statuses. */
async function sendWrites(
  { users, devices, events }: UserAdapter,
  send: ReturnType<typeof open>['send'],
): Promise<readonly number[]> {
  const answers = [
    await send('PUT', '/user', { patch: {} }),
    ...(users?.update ? [await send('PATCH', '/user', { patch: {} })] : []),
    ...(devices ? [await send('PUT', '/devices', { device: { token: 'token' } })] : []),
    ...(events ? [await send('POST', '/events', { event: { name: 'words' } })] : []),
  ]
  return answers.map(({ status }) => status)
}

describe.each(services)('provision: a user whom $name does not know', (service) => {
  const [first, second] = service.targets

  it('is read with defaults and is not created', async () => {
    const { read, isKnown, adapter, faults } = open(service)
    const { status, body } = await read()
    expect(status).toBe(200)
    expect(body.user).toEqual({ data: { id, traits: {}, rest: {} } })
    expect(body.preferences.error).toBeUndefined()
    expect(body.preferences.data).toMatchObject({ types: expect.any(Array), channels: {} })
    const unsupported = { error: expect.objectContaining({ code: 'unsupported' }) }
    expect(body.streak).toEqual(adapter.streak ? { data: defaultStreak } : unsupported)
    await read()
    expect([await isKnown(), faults]).toEqual([false, []])
  })

  it('is identified at the first change of a preference, with the fields of trusted', async () => {
    const { read, turnOff, isKnown, adapter, faults } = open(service)
    await read()
    const { status } = await turnOff(first)
    expect([status, await readState(adapter, first), faults]).toEqual([200, 'off', []])
    expect(await isKnown()).toBe(!service.servesUnknown)
    const stored = await adapter.users?.get?.(id).catch(() => trusted)
    expect(stored).toMatchObject(trusted)
    expect((await turnOff(second)).status).toBe(200)
    expect(await readState(adapter, first)).toBe('off')
    expect(await readState(adapter, second)).toBe('off')
  })

  it('is one user after two first changes at once, and both are saved', async () => {
    const { turnOff, adapter } = open(service)
    const answers = await Promise.all([turnOff(first), turnOff(second)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await readState(adapter, first)).toBe('off')
    expect(await readState(adapter, second)).toBe('off')
  })

  it('is identified at the first change of the profile', async () => {
    const { send, adapter } = open(service)
    const patch = adapter.fields.name?.write ? { name: 'New' } : { firstName: 'New' }
    const method = adapter.users?.update ? 'PATCH' : 'PUT'
    expect((await send(method, '/user', { patch })).status).toBe(200)
    expect(await adapter.users?.get?.(id)).toMatchObject({ ...patch, ...trusted })
  })

  it('is identified with the fields that provision returns', async () => {
    const provision = vi.fn(async (_: Request, { userId }: { userId: string }) => ({
      timezone: 'Europe/Paris',
      email: `${userId}@queen.example`,
    }))
    const { send, turnOff, adapter } = open(service, { provision, trusted: undefined })
    const { status } = await (service.servesUnknown
      ? send('PUT', '/user', { patch: {} })
      : turnOff(first))
    expect(status).toBe(200)
    const fields = { timezone: 'Europe/Paris', email: 'new-user@queen.example' }
    expect(await adapter.users?.get?.(id)).toMatchObject(fields)
    expect(provision).toHaveBeenCalledTimes(1)
    await turnOff(second)
    expect(provision).toHaveBeenCalledTimes(1)
  })

  it('is not found if provision returns null, and is not created', async () => {
    const { read, turnOff, isKnown } = open(service, { provision: () => null })
    expect((await read()).body.user.error.code).toBe('not-found')
    expect((await turnOff(first)).status).toBe(service.servesUnknown ? 200 : 404)
    expect(await isKnown()).toBe(false)
  })

  it('is created by no write if provision returns null', async () => {
    const { adapter, send, isKnown } = open(service, { provision: () => null })
    const statuses = await sendWrites(adapter, send)
    expect([statuses, await isKnown()]).toEqual([statuses.map(() => 404), false])
  })

  it('is not found without provision', async () => {
    const { read, turnOff, isKnown } = open(service, { provision: false })
    expect((await read()).body.user.error.code).toBe('not-found')
    expect((await turnOff(first)).status).toBe(service.servesUnknown ? 200 : 404)
    expect(await isKnown()).toBe(false)
  })
})

describe.each(services.filter(({ open: create }) => create().users?.delete))(
  'provision: a user who deleted their data at $name',
  (service) => {
    it('is not created again by the old session', async () => {
      const { read, send, turnOff, isKnown, adapter } = open(service)
      expect((await send('PUT', '/user', { patch: {} })).status).toBe(200)
      expect((await send('DELETE', '/user')).status).toBe(200)
      expect((await read()).body.user).toMatchObject({ error: { code: 'not-found' } })
      const statuses = [
        service.servesUnknown ? 404 : (await turnOff(service.targets[0])).status,
        ...(await sendWrites(adapter, send)),
      ]
      expect([statuses, await isKnown()]).toEqual([statuses.map(() => 404), false])
      // The server of the host identifies the account of a new session.
      await adapter.users?.identify?.(id, {})
      expect((await turnOff(service.targets[0])).status).toBe(200)
    })
  },
)

describe('provision', () => {
  const service = { open: () => memory({ users: [] }) }

  it.each(requests.filter(({ path, method }) => method !== 'GET' && path !== '/user'))(
    'identifies at $method $path',
    async ({ method, path, body }) => {
      const { send, isKnown } = open(service)
      expect((await send(method, path, body)).status).toBe(200)
      expect(await isKnown()).toBe(path !== '/devices/remove')
    },
  )

  it('keeps the fields of a user who exists', async () => {
    const provision = vi.fn(() => ({ name: 'Default' }))
    const { send, adapter } = openHandler({ provision })
    await send('PATCH', '/preferences', { changes: [{ type: 'news', enabled: false }] })
    await send('PUT', '/user', { patch: {} })
    expect(await adapter.users?.get?.('ada')).toMatchObject({ name: 'Ada' })
    expect(provision).not.toHaveBeenCalled()
  })

  it('prefers trusted, then the browser, then provision', async () => {
    const { send, adapter } = open(service, {
      provision: () => ({
        name: 'Host',
        locale: 'de',
        email: 'host@king.example',
        traits: { a: 1 },
      }),
      trusted: { ...trusted, traits: { b: 2 } },
    })
    await send('PUT', '/user', { patch: { name: 'Browser' } })
    expect(await adapter.users?.get?.(id)).toMatchObject({
      ...trusted,
      name: 'Browser',
      locale: 'de',
      traits: { a: 1, b: 2 },
    })
  })

  it('reports an invalid field of provision and creates the user', async () => {
    const { turnOff, isKnown, faults } = open(service, {
      provision: () => ({ name: 'New', email: 'dev@localhost' }),
    })
    expect((await turnOff({ type: 'news' })).status).toBe(200)
    expect([await isKnown(), faults.map(({ error }) => error.fields)]).toEqual([
      true,
      [{ email: expect.any(String) }],
    ])
  })

  it.each([
    ['throws', () => Promise.reject(new Error('sentinel')), 500],
    ['is late', () => new Promise<null>(() => {}), 504],
  ])('that %s fails the request and is reported', async (name, provision, expected) => {
    if (name === 'is late') vi.useFakeTimers()
    const { turnOff, isKnown, faults } = open(service, { provision })
    const answer = turnOff({ type: 'news' })
    await vi.waitFor(async () => vi.isFakeTimers() && vi.advanceTimersByTimeAsync(6000))
    expect((await answer).status).toBe(expected)
    vi.useRealTimers()
    expect([await isKnown(), faults.length]).toEqual([false, 1])
  })

  it.each([
    ['identify', 502, new IdentikitError('network', 'sentinel')],
    ['get', 502, new IdentikitError('bad-answer', 'sentinel')],
    ['identify', 400, new IdentikitError('invalid', 'sentinel', { fields: { email: 'taken' } })],
  ])(
    'a failure of users.%s while a user is created is answered %i',
    async (member, status, error) => {
      const { turnOff, isKnown, adapter, faults } = open(service)
      const memoryAdapter = adapter as ReturnType<typeof memory>
      memoryAdapter.faults.fail = (call) => (call.member === `users.${member}` ? error : undefined)
      expect((await turnOff({ type: 'news' })).status).toBe(status)
      memoryAdapter.faults.fail = undefined
      expect([await isKnown(), faults.length]).toEqual([false, status === 400 ? 0 : 1])
      expect((await turnOff({ type: 'news' })).status).toBe(200)
    },
  )

  it('counts only not-found of the service', async () => {
    for (const code of ['service', 'unauthorized', 'forbidden', 'bad-answer', 'invalid'] as const) {
      const { read, adapter } = open(service)
      const memoryAdapter = adapter as ReturnType<typeof memory>
      memoryAdapter.faults.fail = () => new IdentikitError(code, 'sentinel', { status: 404 })
      const { body } = await read()
      expect(body.user?.error ?? body.error).toBeDefined()
    }
  })

  it('shows the settings of every user, as the service has them', async () => {
    const setting = { state: 'unset', default: true } as const
    const preferences = {
      types: [{ id: 'news', label: 'News', channels: { email: setting } }],
      channels: { email: setting },
    }
    const { read } = open({ open: () => memory({ users: [], preferences }) })
    expect((await read()).body.preferences.data).toEqual({ ...preferences, rest: {} })
  })

  it('shows locked settings where the adapter cannot identify', async () => {
    const adapter = { ...memory({ users: [], without: ['users.identify', 'users.create'] }) }
    const { read, turnOff } = open(
      { open: () => adapter },
      { catalog: [{ id: 'tips', channels: ['email'], default: true }] },
    )
    const { types } = (await read()).body.preferences.data
    expect(types[0]).toEqual({
      id: 'tips',
      channels: { email: { state: 'unset', default: true, locked: {} } },
    })
    expect((await turnOff({ type: 'tips', channel: 'email' })).status).toBe(404)
  })

  it.each([0, 'yes', {}, null])('refuses %j', (provision) => {
    expect(() => openHandler({ provision: provision as never })).toThrow(/`provision`.*\(misuse\)/)
  })

  it('of twenty first writes at once over Postgres loses none', async () => {
    const postgres = services.find(({ name }) => name === 'Postgres')
    if (!postgres) throw new Error('There is no Postgres.')
    const { turnOff, send, adapter } = open(postgres, { provision: () => ({ name: 'Default' }) })
    const types = Array.from({ length: 20 }, (_, index) => ({ type: `t${index}` }))
    const saves = [
      ...types.map((target) => turnOff(target)),
      send('PATCH', '/user', { patch: { name: 'Own' } }),
      send('PATCH', '/streak', { patch: { daysOff: [0] } }),
    ]
    const answers = await Promise.all(saves)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await adapter.preferences?.get(id))?.types).toHaveLength(20)
    expect(await adapter.users?.get?.(id)).toMatchObject({ name: 'Own', ...trusted })
    expect(await adapter.streak?.get(id)).toMatchObject({ daysOff: [0] })
  })
})
