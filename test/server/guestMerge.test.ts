import { describe, expect, it, vi } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import { createNotiflowsAdapter } from '../../src/adapters/notiflows/notiflows.js'
import { createTrophyAdapter } from '../../src/adapters/trophy/trophy.js'
import type { UserAdapter } from '../../src/core/adapter.js'
import { createUserClient } from '../../src/core/client.js'
import { combineAdapters } from '../../src/core/combine/combineAdapters.js'
import { IdentikitError } from '../../src/core/errors.js'
import { getSetting } from '../../src/core/preferences/preferences.js'
import type { GuestMergedEvent, UserHandlerOptions } from '../../src/server.js'
import { openEngage } from '../adapters/engage/engage.fixture.js'
import { openKnock } from '../adapters/knock/knock.fixture.js'
import { createNotiflowsFake } from '../adapters/notiflows/notiflows.fake.js'
import { openPostgres } from '../adapters/postgres/postgres.fixture.js'
import { createTrophyFake } from '../adapters/trophy/trophy.fake.js'
import { memory, openHandler } from './handler.fixture.js'

const guest = 'guest_1'
const timezone = 'Asia/Tokyo'
const body = { patch: { name: 'Ada Lovelace' } }

function identifying(adapter: UserAdapter, options: Partial<UserHandlerOptions> = {}) {
  const { send, faults } = openHandler({ adapter, authenticateGuest: () => guest, ...options })
  return { identify: () => send('PUT', '/user', body), faults }
}

const services: readonly [string, () => UserAdapter][] = [
  ['memory', () => createMemoryAdapter()],
  ['Postgres', () => openPostgres().adapter],
  ['Knock', () => openKnock({ users: [] }).adapter],
  ['Engage', () => openEngage({ fake: { users: [] } }).adapter],
  [
    'two services at once',
    () =>
      combineAdapters({
        users: [openKnock({ users: [] }).adapter, createMemoryAdapter({ id: 'second' })],
      }),
  ],
]

describe.each(services)('createGuestMerge over %s', (_, open) => {
  it('merges the guest at sign-up and answers with the merged user', async () => {
    const adapter = open()
    const { users } = createUserClient(adapter)
    await users.identify(guest, { timezone, email: 'guest@example.com' })
    const { identify, faults } = identifying(adapter)
    const { status, body: answer } = await identify()
    expect(status).toBe(200)
    expect(answer.data).toMatchObject({ id: 'ada', timezone, email: 'guest@example.com', rest: {} })
    expect(await users.get('ada')).toMatchObject({ timezone })
    await expect(users.get(guest)).rejects.toMatchObject({ code: 'not-found' })
    expect((await identify()).body.data).toEqual(answer.data)
    expect(faults).toEqual([])
  })

  it('merges nothing if the service has no such guest', async () => {
    const { identify, faults } = identifying(open())
    expect(await identify()).toMatchObject({ status: 200, body: { data: { id: 'ada' } } })
    expect(faults).toEqual([])
  })
})

it.each([
  [
    'Notiflows',
    () =>
      createNotiflowsAdapter({
        publicKey: 'pk_test',
        secretKey: 'sk_test',
        fetch: createNotiflowsFake().fetch,
      }),
  ],
  [
    'Trophy',
    () => createTrophyAdapter({ apiKey: 'adm_T.sentinel-admin', fetch: createTrophyFake().fetch }),
  ],
] satisfies [string, () => UserAdapter][])(
  'createGuestMerge over %s, which cannot merge: reports it once, with the alternative',
  async (_, open) => {
    const { send, faults } = openHandler({ adapter: open(), authenticateGuest: () => guest })
    for (const attempt of [1, 2]) {
      const { status } = await send('PUT', '/user', { patch: { timezone } })
      expect([attempt, status]).toEqual([attempt, 200])
    }
    expect(faults.map(({ error }) => error.code)).toEqual(['unsupported'])
    expect(faults[0]?.error.message).toMatch(/users\.get\(\).*users\.identify\(\)/)
  },
)

it('createGuestMerge: preferences of the user override those of the guest', async () => {
  const adapter = memory()
  const client = createUserClient(adapter)
  const news = { type: 'news', channel: 'push' }
  const security = { type: 'security', channel: 'push' }
  await client.preferences.update(guest, [
    { ...news, enabled: false },
    { ...security, enabled: false },
  ])
  const { send } = openHandler({ adapter, authenticateGuest: () => guest })
  await send('PUT', '/user', { ...body, preferences: [{ ...news, enabled: true }] })
  const saved = await client.preferences.get('ada')
  expect([getSetting(saved, news)?.state, getSetting(saved, security)?.state]).toEqual([
    'on',
    'off',
  ])
})

it('createGuestMerge: reports a failed merge without an id, and retries at the next identify', async () => {
  const adapter = memory()
  const { identify, faults } = identifying(adapter)
  adapter.faults.fail = ({ member }) =>
    member === 'users.merge' ? new IdentikitError('rate-limited', 'Too much.') : undefined
  expect((await identify()).body.data).not.toHaveProperty('locale')
  expect(faults.map(({ error }) => error)).toMatchObject([
    { code: 'rate-limited', cause: { message: expect.stringContaining('Too much.') } },
  ])
  expect(faults[0]?.error.message).toContain('The guest was not merged')
  expect(faults[0]?.error.message).not.toContain(guest)
  adapter.faults.fail = undefined
  expect((await identify()).body.data).toMatchObject({ locale: 'ja-JP' })
})

it('createGuestMerge: reports the failure of one service after another one merged', async () => {
  const second = createMemoryAdapter({ id: 'second', users: [{ id: guest }] })
  second.faults.fail = ({ member }) =>
    member === 'users.merge' ? new IdentikitError('service', 'Down.') : undefined
  const { identify, faults } = identifying(combineAdapters({ users: [memory(), second] }))
  expect((await identify()).status).toBe(200)
  expect((await identify()).status).toBe(200)
  expect(faults).toHaveLength(2)
})

it.each([
  ['first', true],
  ['second', false],
])('createGuestMerge: merges a guest that only the %s of two services has', async (_, isFirst) => {
  const stranger = createMemoryAdapter({ id: 'second' })
  const [first, second] = isFirst ? [memory(), stranger] : [stranger, memory()]
  const adapter = combineAdapters({ users: [first, second] })
  const onGuestMerged = vi.fn<(event: GuestMergedEvent) => void>()
  const { identify, faults } = identifying(adapter, { onGuestMerged })
  expect((await identify()).body.data).toMatchObject({ id: 'ada', name: 'Ada Lovelace' })
  expect((await identify()).status).toBe(200)
  expect(onGuestMerged).toHaveBeenCalledOnce()
  expect(faults).toEqual([])
})

it('createGuestMerge: retries a failed service later, and calls onGuestMerged then', async () => {
  const second = createMemoryAdapter({ id: 'second', users: [{ id: guest }] })
  second.faults.fail = ({ member }) =>
    member === 'users.merge' ? new IdentikitError('service', 'Down.') : undefined
  const onGuestMerged = vi.fn<(event: GuestMergedEvent) => void>()
  const { identify, faults } = identifying(combineAdapters({ users: [memory(), second] }), {
    onGuestMerged,
  })
  await identify()
  expect([faults.length, onGuestMerged.mock.calls.length]).toEqual([1, 0])
  second.faults.fail = undefined
  expect((await identify()).body.data).toMatchObject({ locale: 'ja-JP' })
  expect([faults.length, onGuestMerged.mock.calls.length]).toEqual([1, 1])
})

it.each([
  ['throws', () => Promise.reject(new Error('no session store'))],
  ['gives no id', () => 42 as never],
])(
  'createGuestMerge: reports an authenticateGuest that %s, and merges nothing',
  async (_, authenticateGuest) => {
    const adapter = memory()
    const { identify, faults } = identifying(adapter, { authenticateGuest })
    expect((await identify()).status).toBe(200)
    expect(adapter.calls.map(({ member }) => member)).toEqual(['users.identify'])
    expect(faults).toHaveLength(1)
  },
)

it('createGuestMerge: awaits onGuestMerged before the response, and reports its failure', async () => {
  const events: Omit<GuestMergedEvent, 'request'>[] = []
  const { identify, faults } = identifying(memory(), {
    async onGuestMerged({ request, ...ids }) {
      await Promise.resolve()
      expect(request.headers.get('cookie')).toBe('ada')
      events.push(ids)
      throw new Error('no session store')
    },
  })
  expect((await identify()).body.data).toMatchObject({ locale: 'ja-JP' })
  expect(events).toEqual([{ guest, user: 'ada' }])
  expect(faults.map(({ error }) => error.code)).toEqual(['misuse'])
  await identify()
  expect(events).toHaveLength(1)
})

it('createGuestMerge: answers at the deadline of the identify while the merge continues', async () => {
  vi.useFakeTimers()
  try {
    const adapter = memory()
    let finish: (() => void) | undefined
    const slow: UserAdapter = {
      ...adapter,
      users: {
        ...adapter.users,
        merge: async (...input) => {
          await new Promise<void>((resolve) => (finish = resolve))
          return adapter.users?.merge?.(...input) as never
        },
      },
    }
    const onGuestMerged = vi.fn<(event: GuestMergedEvent) => void>()
    const { identify, faults } = identifying(slow, { onGuestMerged })
    const answering = identify()
    await vi.advanceTimersByTimeAsync(9000)
    expect(await answering).toMatchObject({ status: 200, body: { data: { name: 'Ada Lovelace' } } })
    expect(faults.map(({ error }) => error.code)).toEqual(['timeout'])
    finish?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(onGuestMerged).toHaveBeenCalledOnce()
  } finally {
    vi.useRealTimers()
  }
})

it('createGuestMerge: answers with the readable part of the merged user', async () => {
  const adapter = memory()
  await createUserClient(adapter).users.update(guest, { traits: { score: 7, city: 'Kyoto' } })
  const { send } = openHandler({
    adapter,
    authenticateGuest: () => guest,
    readable: { traits: ['city'] },
  })
  const { body: answer } = await send('PUT', '/user', body)
  expect(answer.data.traits).toEqual({ city: 'Kyoto' })
})
