import { renderHook, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient, IdentikitError, type UserPatch } from '../../../src/core.js'
import {
  IdentikitProvider,
  useIdentify,
  useUser,
  type UseIdentifyOptions,
} from '../../../src/index.js'
import { createUserHandler } from '../../../src/server/handler.js'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'

const deviceTimezone = 'Asia/Kolkata'
const busy = () => new IdentikitError('service', 'Busy.', { status: 503 })

function onDevice(timezone: string, language = 'de-DE') {
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
    ...new Intl.DateTimeFormat().resolvedOptions(),
    timeZone: timezone,
  })
  vi.spyOn(navigator, 'language', 'get').mockReturnValue(language)
}

function setUp(
  patch: (() => UserPatch | undefined) | undefined,
  options?: UseIdentifyOptions,
  service: MemoryAdapterOptions = {},
) {
  const adapter = createMemoryAdapter(service)
  const inner = createWrapper({ adapter })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>{inner({ children })}</StrictMode>
  )
  const view = renderHook(() => useIdentify(patch?.(), options), { wrapper })
  const sent = () => adapter.calls.filter(({ member }) => member === 'users.identify')
  return { adapter, ...view, sent, client: createUserClient(adapter) }
}

test('useIdentify: sends one request under StrictMode and fifty renders with equal objects', async () => {
  const { result, rerender, sent } = setUp(() => ({ name: 'Ada', traits: { plan: 'team' } }))
  for (let index = 0; index < 50; index++) rerender()
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
  expect(sent().map(({ input }) => input)).toEqual([
    { patch: { name: 'Ada', traits: { plan: 'team' } } },
  ])
})

test('useIdentify: sends changed content', async () => {
  let name = 'Ada'
  const { result, rerender, sent } = setUp(() => ({ name }))
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
  name = 'Ada King'
  rerender()
  await waitFor(() => expect(sent()).toHaveLength(2))
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
})

test('useIdentify: sends content again only when it changes back', async () => {
  let name = 'a'
  const { result, rerender, sent, client } = setUp(() => ({ name }))
  for (const next of ['a', 'b', 'a', 'a']) {
    name = next
    rerender()
    await waitFor(async () => expect(await client.users.get(ada.id)).toMatchObject({ name }))
    await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
  }
  expect(sent()).toHaveLength(3)
})

test('useIdentify: sends declared content again after a 503', async () => {
  let patch: UserPatch | undefined
  const { adapter, result, rerender, client } = setUp(() => patch)
  let failures = 0
  adapter.faults.fail = ({ member }) =>
    member === 'users.identify' && failures++ === 0 ? busy() : undefined
  patch = { name: 'Ada' }
  rerender()
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'), { timeout: 5000 })
  expect(await client.users.get(ada.id)).toMatchObject({ name: 'Ada' })
})

test('useIdentify: ends with a after identify(a), (b), (a) with a slow b', async () => {
  const { adapter, result, sent, client } = setUp(undefined)
  adapter.faults.pause = true
  const results = ['a', 'b', 'a'].map((name) => result.current.identify('user_new', { name }))
  for (const count of [1, 2, 3]) {
    await waitFor(() => expect(adapter.faults.pending).toHaveLength(1))
    expect(sent()).toHaveLength(count)
    adapter.faults.release()
  }
  expect(await Promise.all(results)).toEqual([1, 2, 3].map(() => ({ status: 'saved' })))
  adapter.faults.pause = false
  expect(await client.users.get('user_new')).toMatchObject({ name: 'a' })
})

test('useIdentify: takes nothing from the device by default', async () => {
  onDevice(deviceTimezone)
  const { result, sent } = setUp(() => ({ name: 'Ada' }))
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
  expect(sent()[0]?.input).toEqual({ patch: { name: 'Ada' } })
})

test('useIdentify: adds time zone and locale of the device where the service holds none', async () => {
  onDevice('Asia/Calcutta')
  const { result, sent } = setUp(() => ({ name: 'Ada' }), { detect: 'if-empty' })
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
  expect(sent()[0]?.input).toEqual({
    patch: { name: 'Ada', timezone: deviceTimezone, locale: 'de-DE' },
  })
})

test('useIdentify: overwrites saved values only with detect "always"', async () => {
  onDevice(deviceTimezone)
  const kept = setUp(() => ({ name: 'Ada' }), { detect: 'if-empty' }, { users: [ada] })
  await waitFor(() => expect(kept.result.current.saveStatus).toBe('saved'))
  expect(kept.sent()[0]?.input).toEqual({ patch: { name: 'Ada' } })
  const always = setUp(() => ({ name: 'Ada' }), { detect: 'always' }, { users: [ada] })
  await waitFor(() => expect(always.result.current.saveStatus).toBe('saved'))
  expect(always.sent()[0]?.input).toEqual({
    patch: { name: 'Ada', timezone: deviceTimezone, locale: 'de-DE' },
  })
})

test('useIdentify: ignores a time zone that privacy settings report', async () => {
  onDevice('Atlantic/Reykjavik', 'en-US')
  const { result, sent } = setUp(() => ({ name: 'Ada' }), { detect: 'always' })
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
  expect(sent()[0]?.input).toEqual({ patch: { name: 'Ada', locale: 'en-US' } })
})

test('useIdentify: adds nothing with "if-empty" where the user cannot be read', async () => {
  onDevice(deviceTimezone)
  const { result, sent } = setUp(
    () => ({ name: 'Ada' }),
    { detect: 'if-empty' },
    { without: ['users.get'] },
  )
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
  expect(sent()[0]?.input).toEqual({ patch: { name: 'Ada' } })
})

test('useIdentify: identify sends preferences along, and equal overlapping calls once', async () => {
  const { adapter, result, sent, client } = setUp(undefined)
  expect(result.current.saveStatus).toBe('idle')
  const consent = { preferences: [{ type: 'news', channel: 'email', enabled: true }] }
  const twice = [1, 2].map(() =>
    result.current.identify('user_new', { email: 'new@example.com' }, consent),
  )
  expect(await Promise.all(twice)).toEqual([{ status: 'saved' }, { status: 'saved' }])
  expect(sent()).toHaveLength(1)
  expect((await client.preferences.get('user_new')).types[0]?.channels['email']?.state).toBe('on')
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
  expect(adapter.calls.length).toBeGreaterThan(0)
})

test('useIdentify: returns a failure without throwing, and retry sends the call again', async () => {
  const { adapter, result, client } = setUp(undefined)
  expect(await result.current.retry()).toEqual({ status: 'replaced' })
  adapter.faults.fail = () => new IdentikitError('service', 'Down.', { status: 500 })
  const failed = await result.current.identify('user_new', { name: 'Ada' })
  expect(failed).toMatchObject({ status: 'failed', error: { code: 'service' } })
  await waitFor(() =>
    expect(result.current).toMatchObject({ saveStatus: 'failed', saveError: { code: 'service' } }),
  )
  adapter.faults.fail = undefined
  expect(await result.current.retry()).toEqual({ status: 'saved' })
  await waitFor(() =>
    expect(result.current).toMatchObject({ saveStatus: 'saved', saveError: undefined }),
  )
  expect(await client.users.get('user_new')).toMatchObject({ name: 'Ada' })
})

test('useIdentify: retry sends declared content again', async () => {
  let patch: UserPatch | undefined
  const { adapter, result, rerender, client } = setUp(() => patch)
  adapter.faults.fail = () => new IdentikitError('service', 'Down.', { status: 500 })
  patch = { name: 'Ada' }
  rerender()
  await waitFor(() => expect(result.current.saveStatus).toBe('failed'))
  adapter.faults.fail = undefined
  expect(await result.current.retry()).toEqual({ status: 'saved' })
  await waitFor(() => expect(result.current.saveStatus).toBe('saved'))
  expect(await client.users.get(ada.id)).toMatchObject({ name: 'Ada' })
})

test('useIdentify: saves name and consent over a handler that answers 503 once', async () => {
  const service = createMemoryAdapter()
  const handler = createUserHandler({ adapter: service, authenticate: () => 'user_new' })
  let failures = 0
  const adapter = createRemoteAdapter({
    url: '/api/identikit',
    fetch: async (input, init) => {
      if (failures++ === 0) return new Response('Busy.', { status: 503 })
      return handler(new Request(input, init))
    },
  })
  const wrapper = createWrapper({ adapter, userId: null })
  const { result } = renderHook(() => useIdentify(), { wrapper })
  const preferences = [{ type: 'news', channel: 'email', enabled: true }]
  const ended = await result.current.identify('user_new', { name: 'Ada' }, { preferences })
  expect(ended).toEqual({ status: 'saved' })
  const client = createUserClient(service)
  expect(await client.users.get('user_new')).toMatchObject({ name: 'Ada' })
  expect((await client.preferences.get('user_new')).types[0]?.channels['email']?.state).toBe('on')
})

test('useIdentify: shows the identified user in useUser at once', async () => {
  const adapter = createMemoryAdapter()
  const useBoth = () => ({ identify: useIdentify({ name: 'Ada' }), user: useUser() })
  const { result } = renderHook(useBoth, { wrapper: createWrapper({ adapter }) })
  await waitFor(() =>
    expect(result.current.user).toMatchObject({ status: 'ready', user: { name: 'Ada' } }),
  )
})

test.each([
  ['another user signs in', 'user_grace', 1],
  ['the user signs out', null, 1],
  ['the session is loading', undefined, 0],
] as const)(
  'useIdentify: when %s, what is unsettled is sent once more: %s',
  async (_, next, count) => {
    const adapter = createMemoryAdapter()
    const client = createUserClient(adapter)
    let userId: string | null | undefined = ada.id
    const wrapper = ({ children }: { children: ReactNode }) => (
      <IdentikitProvider client={client} userId={userId}>
        {children}
      </IdentikitProvider>
    )
    const { result, rerender } = renderHook(() => useIdentify(), { wrapper })
    const later = new IdentikitError('rate-limited', 'Later.', { status: 429, retryAfter: 20_000 })
    adapter.faults.fail = () => later
    const sent = () => adapter.calls.filter(({ member }) => member === 'users.identify')
    void result.current.identify(ada.id, { name: 'Ada' })
    void result.current.identify(ada.id, { email: 'ada@example.com' })
    await waitFor(() => expect(sent()).toHaveLength(1))
    userId = next
    rerender()
    const patch = { name: 'Ada', email: 'ada@example.com' }
    await waitFor(() =>
      expect(sent().slice(1)).toMatchObject(
        Array.from({ length: count }, () => ({ input: { patch } })),
      ),
    )
  },
)
