import { act, render, renderHook, screen } from '@testing-library/react'
import { useEffect } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { IdentikitError } from '../../../src/core.js'
import { usePreferences, useSaveSummary, useStreak } from '../../../src/index.js'
import { ada, createMemoryAdapter, createWrapper, preferences } from '../../../src/testing.js'
import { setOnline } from '../../components/online.fixture.js'

afterEach(() => setOnline(true))

const streak = { enabled: true, metrics: [], daysOff: [] }
const recap = { type: 'weekly-recap', channel: 'email', enabled: false }
const news = { type: 'product-news', channel: 'email', enabled: true }

function setUp() {
  const adapter = createMemoryAdapter({ users: [ada], preferences, streak })
  const Wrapper = createWrapper({ adapter })
  return { adapter, Wrapper }
}

test('useSaveSummary: reads nothing from the service', async () => {
  const { adapter, Wrapper } = setUp()
  const { result } = renderHook(useSaveSummary, { wrapper: Wrapper })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(result.current).toMatchObject({ isOnline: true, pendingCount: 0, failedCount: 0 })
  expect(adapter.calls).toEqual([])
})

test('useSaveSummary: counts the unsaved settings of preferences and streak, and retryAll saves them', async () => {
  const { adapter, Wrapper } = setUp()
  const { result } = renderHook(
    () => ({ summary: useSaveSummary(), preferences: usePreferences(), streak: useStreak() }),
    { wrapper: Wrapper },
  )
  await vi.waitFor(() => {
    expect(result.current.preferences.status).toBe('ready')
    expect(result.current.streak.status).toBe('ready')
  })
  adapter.faults.pause = true
  act(() => {
    void result.current.preferences.update([recap, news])
    void result.current.streak.update({ enabled: false })
  })
  expect(result.current.summary).toMatchObject({ pendingCount: 3, failedCount: 0 })
  act(() => {
    void result.current.preferences.update({ ...recap, enabled: true })
    setOnline(false)
  })
  expect(result.current.summary).toMatchObject({ isOnline: false, pendingCount: 3 })
  adapter.faults.pause = false
  adapter.faults.fail = () => new IdentikitError('service', 'Down.')
  act(() => {
    setOnline(true)
    adapter.faults.release()
  })
  await vi.waitFor(() => expect(result.current.summary.pendingCount).toBe(0))
  await act(async () => {
    await result.current.preferences.update([recap, { ...news, enabled: false }])
    await result.current.streak.update({ evaluationMode: 'and' })
  })
  await vi.waitFor(() => expect(result.current.summary.failedCount).toBeGreaterThan(2))
  expect(result.current.summary.saveError?.code).toBe('service')
  adapter.faults.fail = undefined
  await act(async () => {
    expect(await result.current.summary.retryAll()).toMatchObject({ status: 'saved' })
  })
  expect(result.current.summary).toMatchObject({ failedCount: 0, saveError: undefined })
  expect(await result.current.summary.retryAll()).toEqual({ status: 'replaced' })
})

test('useSaveSummary: counts no change that the service refuses because the rule of the streak is fixed', async () => {
  const { adapter, Wrapper } = setUp()
  const { result } = renderHook(() => ({ summary: useSaveSummary(), streak: useStreak() }), {
    wrapper: Wrapper,
  })
  await vi.waitFor(() => expect(result.current.streak.status).toBe('ready'))
  adapter.faults.fail = ({ member }) =>
    member === 'streak.update' ? new IdentikitError('locked', 'Fixed.') : undefined
  await act(async () => {
    await result.current.streak.update({ daysOff: [0] })
  })
  expect(result.current.streak.isReadOnly).toBe(true)
  expect(result.current.summary.failedCount).toBe(0)
})

test('useSaveSummary: counts the changes of a part of the page that opens later', async () => {
  const { adapter, Wrapper } = setUp()
  const streakResult: { current?: ReturnType<typeof useStreak> } = {}
  function StreakPart() {
    const result = useStreak()
    useEffect(() => void (streakResult.current = result))
    return null
  }
  function Page({ isOpen }: { readonly isOpen: boolean }) {
    const { pendingCount } = useSaveSummary()
    return (
      <>
        <output>{pendingCount}</output>
        {isOpen && <StreakPart />}
      </>
    )
  }
  const { rerender } = render(<Page isOpen={false} />, { wrapper: Wrapper })
  const output = screen.getByRole('status')
  expect(output.textContent).toBe('0')
  rerender(<Page isOpen />)
  await vi.waitFor(() => expect(streakResult.current?.status).toBe('ready'))
  adapter.faults.pause = true
  act(() => void streakResult.current?.update({ enabled: false }))
  expect(output.textContent).toBe('1')
  adapter.faults.pause = false
  act(() => adapter.faults.release())
  await vi.waitFor(() => expect(output.textContent).toBe('0'))
})
