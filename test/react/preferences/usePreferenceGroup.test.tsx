import { renderHook, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import {
  createUserClient,
  IdentikitError,
  type NotificationType,
  type PreferenceChange,
  type PreferenceSetting,
} from '../../../src/core.js'
import {
  IdentikitProvider,
  usePreference,
  usePreferenceGroup,
  usePreferences,
  useSaveSummary,
  type PreferenceGroupTarget,
} from '../../../src/index.js'
import { createRemoteClient } from '../../../src/remote.js'
import { createUserHandler } from '../../../src/server.js'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'

const on = { state: 'on' } as const
const off = { state: 'off' } as const
const unset = { state: 'unset', default: true } as const
const locked: PreferenceSetting = { state: 'on', locked: {} }
const types: readonly NotificationType[] = [
  { id: 'comments', group: 'Activity', channels: { email: on, push: off } },
  { id: 'mentions', group: 'Activity', channels: { email: unset, push: unset } },
  { id: 'security', group: 'Account', channels: { email: locked, push: { state: 'conditional' } } },
  { id: 'letter', setting: on, channels: {} },
  { id: 'recap', setting: on, channels: { email: on } },
]

function setUp(target: PreferenceGroupTarget | undefined, options: MemoryAdapterOptions = {}) {
  const preferences = { types, channels: { email: off } }
  const adapter = createMemoryAdapter({ users: [ada], preferences, ...options })
  const { result } = renderHook(
    () => ({ group: usePreferenceGroup(target), all: usePreferences() }),
    { wrapper: createWrapper({ adapter, catalog: [] }) },
  )
  const loaded = () => waitFor(() => expect(result.current.all.status).toBe('ready'))
  const writes = () =>
    adapter.calls
      .filter(({ member }) => member === 'preferences.update')
      .map(({ input }) => input as readonly PreferenceChange[])
  const saved = () => createUserClient(adapter).preferences.get(ada.id)
  return { adapter, result, loaded, writes, saved }
}

const change = (type: string, channel: string | undefined, enabled: boolean | null) => ({
  type,
  channel,
  enabled,
})

test.each<[PreferenceGroupTarget | undefined, object]>([
  [{ group: 'Activity' }, { state: 'mixed', count: 4, onCount: 3, readOnlyCount: 0 }],
  [{ group: 'Account' }, { state: undefined, count: 0, onCount: 0, readOnlyCount: 2 }],
  [{ group: null }, { state: 'on', count: 2, onCount: 2 }],
  [{ group: 'Nothing' }, { state: undefined, count: 0 }],
  [{ channel: 'email' }, { state: 'on', count: 3, onCount: 3, readOnlyCount: 1 }],
  [{ channel: 'push' }, { state: 'mixed', count: 2, onCount: 1, readOnlyCount: 1 }],
  [{ type: 'comments' }, { state: 'mixed', count: 2, onCount: 1 }],
  [{ type: 'letter' }, { state: 'on', count: 1 }],
  [{ type: 'recap' }, { state: 'on', count: 1 }],
  [
    { group: 'Activity', channel: 'push' },
    { state: 'mixed', count: 2, onCount: 1 },
  ],
  [{}, { state: 'mixed', count: 6, onCount: 5, readOnlyCount: 2 }],
  [undefined, { state: 'mixed', count: 6, onCount: 5 }],
])('usePreferenceGroup: counts the settings of %j', async (target, expected) => {
  const { result, loaded } = setUp(target)
  expect(result.current.group).toMatchObject({ state: undefined, count: 0, saveStatus: 'idle' })
  await loaded()
  expect(result.current.group).toMatchObject(expected)
})

test('usePreferenceGroup: changes only what differs and can be changed', async () => {
  const { result, loaded, writes, saved } = setUp({})
  await loaded()
  expect(await result.current.group.set(true)).toMatchObject({ status: 'saved' })
  expect(writes()).toEqual([[{ type: 'comments', channel: 'push', enabled: true }]])
  await waitFor(() => expect(result.current.group.state).toBe('on'))
  expect((await saved()).channels).toEqual({ email: off })
})

test('usePreferenceGroup: refuses a change before the first load', async () => {
  const { adapter, result, writes } = setUp({})
  adapter.faults.latency = 50
  const ended = await result.current.group.set(false)
  expect(ended).toMatchObject({ status: 'failed', error: { code: 'not-loaded' } })
  expect(await ended.undo()).toMatchObject({ status: 'replaced' })
  expect(writes()).toEqual([])
})

test('usePreferenceGroup: each setting is saved and fails by itself, and retries by itself', async () => {
  const { adapter, result, loaded, writes } = setUp({ group: 'Activity' })
  await loaded()
  adapter.faults.refuse = ({ type, channel }) =>
    type === 'mentions' || channel === 'push' ? { code: 'invalid', problem: 'is bad' } : undefined
  expect(await result.current.group.set(false)).toMatchObject({
    status: 'failed',
    error: { code: 'invalid' },
  })
  await waitFor(() =>
    expect(result.current.group).toMatchObject({
      state: 'mixed',
      onCount: 2,
      saveStatus: 'failed',
      saveError: { code: 'invalid' },
    }),
  )
  adapter.faults.refuse = undefined
  expect(await result.current.group.retry()).toMatchObject({ status: 'saved' })
  expect(writes()).toEqual([
    [
      change('comments', 'email', false),
      change('mentions', 'email', false),
      change('mentions', 'push', false),
    ],
    [change('mentions', 'email', false), change('mentions', 'push', false)],
  ])
  await waitFor(() => expect(result.current.group.state).toBe('off'))
  expect(await result.current.group.retry()).toMatchObject({ status: 'replaced' })
})

test('usePreferenceGroup: one setting retries alone, also after all were retried', async () => {
  const { adapter, result, writes } = await failAll()
  expect(await result.current.summary.retryAll()).toMatchObject({ status: 'failed' })
  adapter.faults.refuse = undefined
  expect(await result.current.one.retry()).toMatchObject({ status: 'saved' })
  const all = [change('comments', 'email', false), change('mentions', 'email', false)]
  expect(writes()).toEqual([all, all, all.slice(0, 1)])
})

test('usePreferenceGroup: a retry saves the others if one of them is locked by now', async () => {
  const { adapter, result, writes, lock } = await failAll()
  adapter.faults.refuse = undefined
  lock()
  await result.current.all.reload()
  expect(await result.current.summary.retryAll()).toMatchObject({
    status: 'failed',
    error: { code: 'locked' },
  })
  expect(writes().at(-1)).toEqual([change('mentions', 'email', false)])
  await waitFor(() => expect(result.current.summary.failedCount).toBe(0))
  expect(result.current.one.saveError).toMatchObject({ code: 'locked' })
})

/** Turns off the email of two types, which the service refuses. */
async function failAll() {
  const adapter = createMemoryAdapter({ users: [ada], preferences: { types } })
  const { get } = adapter.preferences as NonNullable<typeof adapter.preferences>
  let isLocked = false
  const read: typeof get = async (...input) => {
    const data = await get(...input)
    if (!isLocked) return data
    const [comments, ...others] = data.types
    return {
      ...data,
      types: [{ ...comments, id: 'comments', channels: { email: locked } }, ...others],
    }
  }
  const preferences = adapter.preferences && { ...adapter.preferences, get: read }
  const { result } = renderHook(
    () => ({
      group: usePreferenceGroup({ group: 'Activity', channel: 'email' }),
      one: usePreference({ type: 'comments', channel: 'email' }),
      all: usePreferences(),
      summary: useSaveSummary(),
    }),
    { wrapper: createWrapper({ adapter: { ...adapter, preferences }, catalog: [] }) },
  )
  await waitFor(() => expect(result.current.all.status).toBe('ready'))
  adapter.faults.refuse = () => ({ code: 'invalid', problem: 'is bad' })
  expect(await result.current.group.set(false)).toMatchObject({ status: 'failed' })
  await waitFor(() => expect(result.current.summary.failedCount).toBe(2))
  const writes = () =>
    adapter.calls.filter(({ member }) => member === 'preferences.update').map(({ input }) => input)
  return { adapter, result, writes, lock: () => (isLocked = true) }
}

test('undo: restores each setting as it was, unset ones too', async () => {
  const { result, loaded, writes, saved } = setUp({ group: 'Activity' })
  await loaded()
  const before = await saved()
  const { undo } = await result.current.group.set(false)
  await waitFor(() => expect(result.current.group.state).toBe('off'))
  const undone = await undo()
  expect(undone).toMatchObject({ status: 'saved' })
  expect(writes().at(-1)).toEqual([
    change('comments', 'email', true),
    change('mentions', 'email', null),
    change('mentions', 'push', null),
  ])
  expect(await saved()).toEqual(before)
  expect(await undo()).toMatchObject({ status: 'replaced' })
  expect(await undone.undo()).toMatchObject({ status: 'saved' })
  await waitFor(() => expect(result.current.group.state).toBe('off'))
})

test('undo: saves the shown value where the service can not delete a choice', async () => {
  const { result, loaded, writes } = setUp({ type: 'mentions' }, { rules: { clear: false } })
  await loaded()
  const { undo } = await result.current.group.set(false)
  await undo()
  expect(writes().at(-1)).toEqual([
    change('mentions', 'email', true),
    change('mentions', 'push', true),
  ])
})

test('undo: keeps what was changed again since, here or elsewhere', async () => {
  const { adapter, result, loaded, writes, saved } = setUp({ group: 'Activity' })
  await loaded()
  const { undo } = await result.current.group.set(false)
  const email = { type: 'comments', channel: 'email' }
  await result.current.all.update({ ...email, enabled: true })
  await result.current.all.update({ ...email, enabled: false })
  const elsewhere = { type: 'mentions', channel: 'email', enabled: true }
  await createUserClient(adapter).preferences.update(ada.id, elsewhere)
  await result.current.all.reload()
  const count = writes().length
  expect(await undo()).toMatchObject({ status: 'saved' })
  expect(writes().slice(count)).toEqual([[change('mentions', 'push', null)]])
  expect((await saved()).types[0]?.channels['email']).toEqual(off)
})

test('undo: forgets what failed, and has nothing to restore', async () => {
  const { adapter, result, loaded, writes } = setUp({ channel: 'email' })
  await loaded()
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  const { status, undo } = await result.current.group.set(false)
  expect(status).toBe('failed')
  await waitFor(() => expect(result.current.group.saveStatus).toBe('failed'))
  const count = writes().length
  expect(await undo()).toMatchObject({ status: 'replaced' })
  await waitFor(() => expect(result.current.group.saveStatus).toBe('idle'))
  expect(writes()).toHaveLength(count)
})

test('undo: writes nothing where the change failed, though the setting is off as well', async () => {
  const { adapter, result, loaded, writes } = setUp(
    { type: 'new' },
    { preferences: { types: [{ id: 'new', channels: { email: { state: 'unset' } } }] } },
  )
  await loaded()
  adapter.faults.refuse = () => ({ code: 'invalid', problem: 'is bad' })
  void result.current.all.update({ type: 'new', channel: 'email', enabled: true })
  const { status, undo } = await result.current.group.set(false)
  expect(status).toBe('failed')
  const count = writes().length
  expect(await undo()).toMatchObject({ status: 'replaced' })
  expect(writes()).toHaveLength(count)
})

test('undo: restores what a retry saved after all', async () => {
  const { adapter, result, loaded, writes } = setUp({ type: 'comments' })
  await loaded()
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  const { undo } = await result.current.group.set(false)
  adapter.faults.fail = undefined
  await result.current.group.retry()
  expect(await undo()).toMatchObject({ status: 'saved' })
  expect(writes().at(-1)).toEqual([change('comments', 'email', true)])
})

test.each([
  [true, null],
  [false, 'daily'],
] as const)('undo: restores frequencies (rules.clear: %s)', async (clear, restored) => {
  const options = ['instant', 'daily', 'weekly'] as const
  const { result, loaded, writes } = setUp(
    { type: 'chosen' },
    {
      rules: { clear, frequency: true },
      preferences: {
        types: [
          { id: 'chosen', setting: on, frequency: { value: 'weekly', options }, channels: {} },
          { id: 'unset', frequency: { default: 'daily', options }, channels: { email: on } },
        ],
      },
    },
  )
  await loaded()
  const changes = [
    { type: 'chosen', frequency: 'instant' },
    { type: 'unset', frequency: 'weekly' },
  ] as const
  const { undo } = await result.current.all.update(changes)
  await waitFor(() => expect(result.current.all.saveStatus).toBe('saved'))
  // A frequency is none of the settings of the group.
  expect(result.current.group.saveStatus).toBe('idle')
  await undo()
  expect(writes()).toEqual([
    changes,
    [
      { type: 'chosen', frequency: 'weekly' },
      { type: 'unset', frequency: restored },
    ],
  ])
})

test('undo: restores what `update` of usePreferences cleared', async () => {
  const { result, loaded, writes } = setUp({})
  await loaded()
  const email = { type: 'comments', channel: 'email' }
  const { undo } = await result.current.all.update({ ...email, enabled: null })
  expect(await undo()).toMatchObject({ status: 'saved' })
  expect(writes()).toEqual([[{ ...email, enabled: null }], [{ ...email, enabled: true }]])
})

test.each([
  [100, 1],
  [160, 2],
])('usePreferenceGroup: sends %i changes in %i requests', async (count, requests) => {
  const many = Array.from({ length: count }, (_, index) => ({
    id: `type-${index}`,
    channels: { email: unset, push: off },
  }))
  const adapter = createMemoryAdapter({ users: [ada], preferences: { types: many } })
  const handler = createUserHandler({ adapter, authenticate: () => ada.id })
  const sent: { readonly method: string; readonly changes: number }[] = []
  const client = createRemoteClient({
    url: 'https://app.example.com/api/identikit',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { changes = [] } = JSON.parse((await request.clone().text()) || '{}') as {
        readonly changes?: readonly unknown[]
      }
      sent.push({ method: request.method, changes: changes.length })
      return handler(request)
    },
  })
  const { result } = renderHook(() => usePreferenceGroup({ channel: 'email' }), {
    wrapper: ({ children }) => (
      <IdentikitProvider client={client} userId={ada.id} catalog={[]}>
        {children}
      </IdentikitProvider>
    ),
  })
  await waitFor(() => expect(result.current.count).toBe(count))
  const { status, undo } = await result.current.set(false)
  expect(status).toBe('saved')
  await waitFor(() => expect(result.current.state).toBe('off'))
  expect(await undo()).toMatchObject({ status: 'saved' })
  const writes = sent.filter(({ method }) => method === 'PATCH')
  const total = writes.reduce((sum, { changes }) => sum + changes, 0)
  expect({ requests: writes.length, total }).toEqual({ requests: requests * 2, total: count * 2 })
  expect(adapter.calls.filter(({ member }) => member === 'preferences.update')).toHaveLength(
    requests * 2,
  )
  const { types: held } = await createUserClient(adapter).preferences.get(ada.id)
  expect(held.filter(({ channels }) => channels['email']?.state !== 'unset')).toEqual([])
})
