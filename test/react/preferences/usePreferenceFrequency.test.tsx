import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { createUserClient, IdentikitError, type CatalogEntry } from '../../../src/core.js'
import { usePreference, usePreferenceFrequency, usePreferences } from '../../../src/index.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const catalog: readonly CatalogEntry[] = [
  {
    id: 'recap',
    label: 'Recap',
    channels: [],
    frequency: { options: ['daily', 'weekly'], default: 'weekly' },
  },
  { id: 'news', channels: ['email'] },
]

function setUp(options: Parameters<typeof createMemoryAdapter>[0] = {}) {
  const adapter = createMemoryAdapter({ users: [ada], ...options })
  const useAll = () => ({
    recap: usePreferenceFrequency('recap'),
    news: usePreferenceFrequency('news'),
    own: usePreference({ type: 'recap' }),
    all: usePreferences(),
  })
  const wrapper = createWrapper({ adapter, catalog })
  const { result } = renderHook(useAll, { wrapper })
  const loaded = () => waitFor(() => expect(result.current.all.status).toBe('ready'))
  const read = async () =>
    (await createUserClient(adapter).preferences.get(ada.id)).types[0]?.frequency?.value
  const getWrites = () => adapter.calls.filter(({ member }) => member === 'preferences.update')
  return { adapter, result, loaded, read, getWrites }
}

test('usePreferenceFrequency: returns the default, the options and the name', async () => {
  const { result, loaded } = setUp()
  expect(result.current.recap).toMatchObject({ setting: undefined, value: undefined, options: [] })
  await loaded()
  expect(result.current.recap).toMatchObject({
    value: 'weekly',
    options: ['daily', 'weekly'],
    name: 'Recap, frequency',
    saveStatus: 'idle',
  })
  expect(result.current.recap.setting?.value).toBeUndefined()
  expect(result.current.news).toMatchObject({ setting: undefined, value: undefined, options: [] })
})

test('usePreferenceFrequency: saves a choice apart from the switch of the type, and deletes it', async () => {
  const { result, loaded, read } = setUp()
  await loaded()
  const ends = [result.current.recap.set('daily'), result.current.own.set(false)]
  expect(await Promise.all(ends)).toMatchObject([{ status: 'saved' }, { status: 'saved' }])
  await waitFor(() => expect(result.current.recap.value).toBe('daily'))
  expect(result.current.own.isOn).toBe(false)
  expect(await read()).toBe('daily')
  const { status, undo } = await result.current.recap.set(null)
  expect(status).toBe('saved')
  await waitFor(() => expect(result.current.recap.value).toBe('weekly'))
  expect(await read()).toBeUndefined()
  await undo()
  expect(await read()).toBe('daily')
  expect(result.current.own.isOn).toBe(false)
})

test('usePreferenceFrequency: reverts a failed choice, and retry sends it again', async () => {
  const { adapter, result, loaded, read } = setUp()
  await loaded()
  adapter.faults.fail = () => new IdentikitError('service', 'Down.')
  expect(await result.current.recap.set('daily')).toMatchObject({ status: 'failed' })
  await waitFor(() =>
    expect(result.current.recap).toMatchObject({ value: 'weekly', saveStatus: 'failed' }),
  )
  expect(result.current.own.saveStatus).toBe('idle')
  adapter.faults.fail = undefined
  expect(await result.current.recap.retry()).toEqual({ status: 'saved' })
  expect(await read()).toBe('daily')
})

test('usePreferenceFrequency: does not send a repeat of a choice whose answer was lost', async () => {
  const { adapter, result, loaded, getWrites } = setUp()
  await loaded()
  let isLost = true
  adapter.faults.loseResponse = ({ member }) => {
    const loses = isLost && member === 'preferences.update'
    if (loses) isLost = false
    return loses
  }
  expect(await result.current.recap.set('daily')).toMatchObject({ status: 'saved' })
  expect(getWrites()).toHaveLength(1)
})

test('usePreferenceFrequency: sends nothing to a service without frequencies', async () => {
  const { result, loaded, getWrites } = setUp({ rules: { frequency: false } })
  await loaded()
  expect(result.current.recap.setting).toBeUndefined()
  expect(await result.current.recap.set('daily')).toMatchObject({
    status: 'failed',
    error: { code: 'unsupported' },
  })
  expect(getWrites()).toEqual([])
})

test('usePreferenceFrequency: refuses a locked frequency and an unknown one', async () => {
  const types = [{ id: 'x', channels: {}, frequency: { options: ['daily'] as const, locked: {} } }]
  const adapter = createMemoryAdapter({ users: [ada], preferences: { types } })
  const { result } = renderHook(() => usePreferenceFrequency('x'), {
    wrapper: createWrapper({ adapter, catalog: [] }),
  })
  await waitFor(() => expect(result.current.setting).toBeDefined())
  const locked = { status: 'failed', error: { code: 'locked' } }
  expect(await result.current.set('daily')).toMatchObject(locked)
  const invalid = { status: 'failed', error: { code: 'invalid' } }
  expect(await result.current.set('yearly' as 'daily')).toMatchObject(invalid)
})

test('usePreferenceFrequency: renders for no other setting', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  const values: unknown[] = []
  function Recap() {
    values.push(usePreferenceFrequency('recap').value)
    return null
  }
  const Wrapper = createWrapper({ adapter, catalog })
  const { result } = renderHook(() => usePreference({ type: 'news', channel: 'email' }), {
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <Wrapper>
        {children}
        <Recap />
      </Wrapper>
    ),
  })
  await waitFor(() => expect(result.current.setting).toBeDefined())
  const before = values.length
  expect(values.at(-1)).toBe('weekly')
  await act(async () => result.current.set(true))
  expect(result.current.isOn).toBe(true)
  expect(values).toHaveLength(before)
})
