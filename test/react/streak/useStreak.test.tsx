import { act, renderHook, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient, IdentikitError, type StreakSettings } from '../../../src/core.js'
import { useStreak, useUser, type SavedEvent } from '../../../src/index.js'
import { createUserHandler } from '../../../src/server/handler.js'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapterOptions,
  type WrapperOptions,
} from '../../../src/testing.js'

const streak: StreakSettings = {
  enabled: true,
  metrics: [
    { key: 'words', threshold: 500 },
    { key: 'old', threshold: 2 },
  ],
  daysOff: [0],
}
const streakInfo = {
  metrics: [{ key: 'words' }, { key: 'minutes', name: 'Reading' }],
  frequency: 'daily',
  length: 12,
} as const

function setUp(options: MemoryAdapterOptions = {}, props: WrapperOptions = {}) {
  const adapter = createMemoryAdapter({ users: [ada], streak, streakInfo, ...options })
  const { result } = renderHook(() => useStreak(), {
    wrapper: createWrapper({ adapter, ...props }),
  })
  const patches = () =>
    adapter.calls.filter(({ member }) => member === 'streak.update').map(({ input }) => input)
  return { adapter, result, patches, client: createUserClient(adapter) }
}

test('useStreak: returns settings and information with the metrics of the provider', async () => {
  const { result, adapter } = setUp(
    {},
    { metrics: [{ key: 'minutes', unit: 'min', presets: [5, 10] }] },
  )
  await waitFor(() => expect(result.current.frequency).toBe('daily'))
  expect(result.current).toMatchObject({ status: 'ready', streak, length: 12, isReadOnly: false })
  expect(result.current.metrics.map(({ key, label }) => [key, label])).toEqual([
    ['minutes', 'Reading'],
    ['words', 'Words'],
    ['old', 'Old'],
  ])
  expect(adapter.calls.map(({ member }) => member).sort()).toEqual(['streak.get', 'streak.info'])
})

test('useStreak: keeps quick changes of different settings', async () => {
  const saved: SavedEvent[] = []
  const { result, adapter, patches, client } = setUp({}, { onSaved: (event) => saved.push(event) })
  await waitFor(() => expect(result.current.status).toBe('ready'))
  adapter.faults.pause = true
  void result.current.update({ enabled: false })
  void result.current.update(({ daysOff }) => ({ daysOff: [...daysOff, 6] }))
  void result.current.update(({ daysOff }) => ({ daysOff: daysOff.filter((day) => day !== 0) }))
  const last = result.current.update(({ metrics }) => ({
    metrics: [...metrics, { key: 'minutes', threshold: 10 }],
  }))
  adapter.faults.pause = false
  adapter.faults.release()
  expect(await last).toEqual({ status: 'saved' })
  expect(patches()).toEqual([
    { enabled: false },
    { daysOff: [0, 6] },
    { daysOff: [6] },
    { metrics: [...streak.metrics, { key: 'minutes', threshold: 10 }] },
  ])
  expect(await client.streak.get(ada.id)).toEqual(result.current.streak)
  expect(saved.at(-1)).toEqual({ resource: 'streak', patch: patches().at(-1) })
})

test('useStreak: a failed save of one metric changes no other, and retry sends it again', async () => {
  const { result, adapter, patches, client } = setUp()
  await waitFor(() => expect(result.current.status).toBe('ready'))
  adapter.faults.fail = ({ member, input }) =>
    member === 'streak.update' && JSON.stringify(input).includes('600')
      ? new IdentikitError('service', 'Down.', { status: 500 })
      : undefined
  const goal = (key: string, threshold: number) => (shown: StreakSettings) => ({
    metrics: shown.metrics.map((one) => (one.key === key ? { key, threshold } : one)),
  })
  const results = await act(() =>
    Promise.all([result.current.update(goal('words', 600)), result.current.update(goal('old', 3))]),
  )
  expect(results).toMatchObject([{ status: 'failed' }, { status: 'saved' }])
  // The second patch stands over what is saved, not over what was shown.
  expect(patches().at(-1)).toEqual({
    metrics: [
      { key: 'words', threshold: 500 },
      { key: 'old', threshold: 3 },
    ],
  })
  expect(result.current.streak?.metrics).toEqual((await client.streak.get(ada.id)).metrics)
  expect(result.current.getSaveState('metric:words')).toMatchObject({ saveStatus: 'failed' })
  expect(result.current.getSaveState('metric:old').saveError).toBeUndefined()
  adapter.faults.fail = undefined
  expect(await act(() => result.current.getSaveState('metric:words').retry())).toEqual({
    status: 'saved',
  })
  expect(result.current.streak?.metrics[0]).toEqual({ key: 'words', threshold: 600 })
})

test('useStreak: becomes read-only when the service refuses to change the rule, except for enabled', async () => {
  const { result, adapter } = setUp()
  await waitFor(() => expect(result.current.status).toBe('ready'))
  adapter.faults.fail = ({ input }) =>
    input !== undefined && !('enabled' in (input as object))
      ? new IdentikitError('forbidden', 'No.', { status: 403 })
      : undefined
  await act(() => result.current.update({ daysOff: [] }))
  expect(result.current.isReadOnly).toBe(true)
  expect(result.current.streak).toEqual(streak)
  expect(result.current.getSaveState('day:0')).toMatchObject({
    saveStatus: 'idle',
    saveError: undefined,
  })
  expect(await act(() => result.current.update({ enabled: false }))).toEqual({ status: 'saved' })
  expect(result.current.streak?.enabled).toBe(false)
})

test('useStreak: refuses changes before the first load and invalid patches', async () => {
  const onError = vi.fn()
  const { result, patches } = setUp({}, { onError })
  expect(await result.current.update({ enabled: false })).toMatchObject({
    status: 'failed',
    error: { code: 'not-loaded' },
  })
  await waitFor(() => expect(result.current.status).toBe('ready'))
  const wrong = [{ daysOff: [0, 1, 2, 3, 4, 5, 6] }, { metrics: [{ key: 'words', threshold: 0 }] }]
  for (const patch of wrong)
    expect(await result.current.update(patch)).toMatchObject({ error: { code: 'invalid' } })
  expect(await result.current.update(streak)).toEqual({ status: 'saved' })
  expect(patches()).toEqual([])
  expect(onError).toHaveBeenCalledTimes(3)
})

test('useStreak: is ready when only the information fails', async () => {
  const { result, adapter } = setUp()
  adapter.faults.fail = ({ member }) =>
    member === 'streak.info' ? new IdentikitError('forbidden', 'No.') : undefined
  await waitFor(() => expect(result.current.status).toBe('ready'))
  expect(result.current.loadError).toBeUndefined()
  expect(result.current.metrics.map(({ key }) => key)).toEqual(['words', 'old'])
})

test('useStreak: shows initial data at once and requests nothing', async () => {
  const { result, adapter } = setUp(
    {},
    { initial: { capabilities: undefined, streak, streakInfo } },
  )
  expect(result.current).toMatchObject({ status: 'ready', streak, length: 12 })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(adapter.calls).toEqual([])
})

test('useStreak: is unsupported where the service has no streak', async () => {
  const lacking = { users: [ada], without: ['streak'] } as const
  expect(setUp(lacking).result.current.status).toBe('unsupported')
  const { remote } = overHttp(lacking)
  const { result } = renderHook(() => useStreak(), { wrapper: createWrapper({ adapter: remote }) })
  await waitFor(() => expect(result.current.status).toBe('unsupported'))
})

test('useStreak: reads settings, information and user in one GET over HTTP', async () => {
  const { remote, asked } = overHttp({ users: [ada], streak, streakInfo })
  const { result } = renderHook(() => ({ ...useStreak(), user: useUser().user }), {
    wrapper: createWrapper({ adapter: remote }),
  })
  await waitFor(() => expect(result.current.length).toBe(12))
  expect(result.current.user?.id).toBe(ada.id)
  expect(asked).toEqual(['GET ?read=streak%2CstreakInfo%2Cuser'])
})

function overHttp(options: MemoryAdapterOptions) {
  const handler = createUserHandler({
    adapter: createMemoryAdapter(options),
    authenticate: () => ada.id,
  })
  const asked: string[] = []
  const remote = createRemoteAdapter({
    url: '/api/identikit',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      asked.push(`${request.method} ${new URL(request.url).search}`)
      return handler(request)
    },
  })
  return { remote, asked }
}
