import { renderHook, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createUserClient, IdentikitError, type PreferenceChange } from '../../../src/core.js'
import { usePreference } from '../../../src/index.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const recap = { type: 'weekly-recap', channel: 'email' }
const push = { type: 'weekly-recap', channel: 'push' }

function setUp(options: Parameters<typeof createMemoryAdapter>[0] = {}) {
  const adapter = createMemoryAdapter({ users: [ada], ...options })
  const useBoth = () => ({ email: usePreference(recap), push: usePreference(push) })
  const { result } = renderHook(useBoth, { wrapper: createWrapper({ adapter }) })
  const loaded = () => waitFor(() => expect(result.current.email.setting).toBeDefined())
  const saved = async () =>
    (await createUserClient(adapter).preferences.get(ada.id)).types[0]?.channels
  return { adapter, result, loaded, saved }
}

test('usePreference: an unset setting follows its default', async () => {
  const { result, loaded, saved } = setUp()
  await loaded()
  expect(result.current.email).toMatchObject({
    isOn: true,
    setting: { state: 'unset', default: true },
  })
  expect(result.current.push).toMatchObject({
    isOn: false,
    setting: { state: 'unset', default: false },
  })
  expect(await saved()).toBeUndefined()
})

test('usePreference: shows a change at once; saveStatus is saving, saved, then idle', async () => {
  const { adapter, result, loaded, saved } = setUp()
  await loaded()
  adapter.faults.pause = true
  const ended = result.current.email.set(false)
  await waitFor(() =>
    expect(result.current.email).toMatchObject({ isOn: false, saveStatus: 'saving' }),
  )
  expect(result.current.push.saveStatus).toBe('idle')
  adapter.faults.release()
  expect(await ended).toMatchObject({ status: 'saved' })
  await waitFor(() => expect(result.current.email.saveStatus).toBe('saved'))
  adapter.faults.pause = false
  expect(await saved()).toEqual({ email: { state: 'off' } })
  await waitFor(() => expect(result.current.email.saveStatus).toBe('idle'), { timeout: 4000 })
})

test('usePreference: refuses a change before the first load', async () => {
  const { adapter, result } = setUp()
  adapter.faults.latency = 50
  expect(await result.current.email.set(false)).toMatchObject({
    status: 'failed',
    error: { code: 'not-loaded' },
  })
  expect(adapter.calls.filter(({ member }) => member === 'preferences.update')).toEqual([])
})

test('usePreference: a failure reverts only its own setting, and retry sends it again', async () => {
  const { adapter, result, loaded, saved } = setUp()
  await loaded()
  adapter.faults.fail = ({ input }) =>
    (input as readonly PreferenceChange[])[0]?.channel === 'email'
      ? new IdentikitError('service', 'Down.')
      : undefined
  const first = result.current.email.set(false)
  const second = result.current.push.set(true)
  expect(await first).toMatchObject({ status: 'failed', error: { code: 'service' } })
  expect(await second).toMatchObject({ status: 'saved' })
  await waitFor(() =>
    expect(result.current.email).toMatchObject({ isOn: true, saveStatus: 'failed' }),
  )
  expect(result.current.push.isOn).toBe(true)
  adapter.faults.fail = undefined
  expect(await result.current.email.retry()).toMatchObject({ status: 'saved' })
  expect(await saved()).toEqual({ email: { state: 'off' }, push: { state: 'on' } })
})

test('usePreference: sends one write at a time, and then only the newest change', async () => {
  const { adapter, result, loaded, saved } = setUp()
  await loaded()
  adapter.faults.pause = true
  void result.current.email.set(false)
  const replaced = result.current.email.set(true)
  const last = result.current.email.set(false)
  const other = result.current.push.set(true)
  await waitFor(() => expect(adapter.faults.pending).toHaveLength(1))
  expect(await replaced).toMatchObject({ status: 'replaced' })
  adapter.faults.pause = false
  adapter.faults.release()
  expect(await last).toMatchObject({ status: 'saved' })
  expect(await other).toMatchObject({ status: 'saved' })
  expect(
    adapter.calls.filter(({ member }) => member === 'preferences.update').map(({ input }) => input),
  ).toEqual([
    [{ ...recap, enabled: false }],
    [
      { ...recap, enabled: false },
      { ...push, enabled: true },
    ],
  ])
  expect(await saved()).toEqual({ email: { state: 'off' }, push: { state: 'on' } })
})

test('usePreference: reads back after a lost answer instead of sending again', async () => {
  const { adapter, result, loaded } = setUp()
  await loaded()
  adapter.faults.loseResponse = ({ member }) => member === 'preferences.update'
  expect(await result.current.email.set(false)).toMatchObject({ status: 'saved' })
  await waitFor(() =>
    expect(result.current.email).toMatchObject({ isOn: false, saveStatus: 'saved' }),
  )
  expect(adapter.calls.map(({ member }) => member)).toEqual([
    'preferences.get',
    'preferences.update',
    'preferences.get',
  ])
})

test('usePreference: sends whole rows where the service writes rows', async () => {
  const { adapter, result, loaded } = setUp({ rules: { write: 'row' } })
  await loaded()
  await result.current.push.set(true)
  expect(adapter.calls.at(-1)?.input).toEqual([{ ...push, enabled: true, row: { email: true } }])
})

test('usePreference: reports no parent where its effect is unknown', async () => {
  const { result, loaded } = setUp({
    rules: { parents: 'unknown' },
    preferences: { channels: { email: { state: 'off' } } },
  })
  await loaded()
  expect(result.current.email.overriddenBy).toBeUndefined()
})

test('usePreference: refuses a locked or conditional setting without a request', async () => {
  const adapter = createMemoryAdapter({
    users: [ada],
    preferences: {
      types: [
        {
          id: 'fixed',
          channels: { email: { state: 'on', locked: {} }, push: { state: 'conditional' } },
        },
      ],
    },
  })
  const useCells = () => [
    usePreference({ type: 'fixed', channel: 'email' }),
    usePreference({ type: 'fixed', channel: 'push' }),
  ]
  const { result } = renderHook(useCells, { wrapper: createWrapper({ adapter }) })
  await waitFor(() => expect(result.current[0]?.setting).toBeDefined())
  for (const cell of result.current) {
    expect(await cell.set(false)).toMatchObject({ status: 'failed', error: { code: 'locked' } })
  }
  expect(adapter.calls.filter(({ member }) => member === 'preferences.update')).toEqual([])
})
