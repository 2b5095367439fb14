import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { IdentikitError } from '../../../src/core.js'
import { useTimezone } from '../../../src/index.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { setDevice } from '../../components/timezone/timezone.fixture.js'

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

let people = 0

/** A person of their own, since what a page remembers in memory outlives a test. */
function setUp(device: string | undefined, timezone: string | undefined, options = {}) {
  setDevice(device)
  const id = `person-${people++}`
  const adapter = createMemoryAdapter({
    users: [{ id, ...(timezone && { timezone }) }],
    ...options,
  })
  const wrapper = createWrapper({ adapter, userId: id })
  const { result } = renderHook(() => useTimezone(), { wrapper })
  const saved = () => adapter.calls.filter(({ member }) => member !== 'users.get')
  return { adapter, result, id, wrapper, saved }
}

test('useTimezone: reports a mismatch, and saves only after adopt', async () => {
  const { result, saved } = setUp('Asia/Seoul', 'America/New_York')
  expect(result.current.mismatch).toBeUndefined()
  await waitFor(() =>
    expect(result.current).toMatchObject({
      detected: 'Asia/Seoul',
      timezone: 'America/New_York',
      mismatch: { detected: 'Asia/Seoul', saved: 'America/New_York' },
    }),
  )
  expect(saved()).toEqual([])
  await act(async () => expect(await result.current.adopt()).toEqual({ status: 'saved' }))
  await waitFor(() => expect(result.current.timezone).toBe('Asia/Seoul'))
  expect(result.current.mismatch).toBeUndefined()
  expect(saved()).toHaveLength(1)
})

test.each([
  ['an alias of what is saved', 'Asia/Calcutta', 'Asia/Kolkata'],
  ['what is saved as an alias', 'America/Los_Angeles', 'US/Pacific'],
  ['UTC', 'UTC', 'America/New_York'],
  ['what Tor and Firefox say', 'Atlantic/Reykjavik', 'America/New_York'],
  ['nowhere', 'Etc/Unknown', 'America/New_York'],
  ['no zone at all', undefined, 'America/New_York'],
  ['an offset', 'Etc/GMT+5', 'America/New_York'],
  ['a place, where nothing is saved', 'Asia/Seoul', undefined],
  ['a place, where an unknown id is saved', 'Asia/Seoul', 'Mars/Olympus'],
])('a device that reports %s is no mismatch', async (_, device, zone) => {
  const { result, saved } = setUp(device, zone)
  await waitFor(() => expect(result.current.timezone).toBe(zone ?? null))
  expect(result.current.mismatch).toBeUndefined()
  expect(saved()).toEqual([])
})

test('useTimezone: adopt returns an error where Intl throws', async () => {
  vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function () {
    throw new RangeError('Invalid time zone specified: Etc/Unknown')
  })
  const adapter = createMemoryAdapter({ users: [{ ...ada, timezone: 'America/New_York' }] })
  const { result } = renderHook(() => useTimezone(), { wrapper: createWrapper({ adapter }) })
  window.dispatchEvent(new Event('focus'))
  await waitFor(() => expect(result.current.timezone).toBe('America/New_York'))
  expect(result.current).toMatchObject({ detected: null, isLikely: false, mismatch: undefined })
  const ended = await result.current.adopt()
  expect(ended).toMatchObject({ status: 'failed', error: expect.any(IdentikitError) })
})

test('useTimezone: dismiss applies to one zone of one user', async () => {
  const { result, wrapper } = setUp('Asia/Seoul', 'America/New_York')
  await waitFor(() => expect(result.current.mismatch).toBeDefined())
  act(() => result.current.dismiss())
  expect(result.current.mismatch).toBeUndefined()
  const again = renderHook(() => useTimezone(), { wrapper })
  await waitFor(() => expect(again.result.current.timezone).toBe('America/New_York'))
  expect(again.result.current.mismatch).toBeUndefined()
  act(() => setDevice('Europe/Paris'))
  await waitFor(() => expect(result.current.mismatch?.detected).toBe('Europe/Paris'))
  const other = setUp('Asia/Seoul', 'America/New_York')
  await waitFor(() => expect(other.result.current.mismatch).toBeDefined())
})

test('useTimezone: stores a dismissal without the user id and shares it with other tabs', async () => {
  const { result, id } = setUp('Asia/Seoul', 'America/New_York')
  await waitFor(() => expect(result.current.mismatch).toBeDefined())
  act(() => result.current.dismiss())
  const stored = JSON.stringify(localStorage)
  expect(stored).toContain('Asia/Seoul')
  expect(stored).not.toContain(id)
  const [key = ''] = Object.keys(localStorage)
  act(() => {
    localStorage.setItem(key, 'Asia/Seoul Europe/Paris')
    window.dispatchEvent(new StorageEvent('storage'))
    setDevice('Europe/Paris')
  })
  expect(result.current.mismatch).toBeUndefined()
})

test('useTimezone: keeps a dismissal in memory without storage', async () => {
  for (const name of ['getItem', 'setItem'] as const) {
    vi.spyOn(Storage.prototype, name).mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
  }
  const { result } = setUp('Asia/Seoul', 'America/New_York')
  await waitFor(() => expect(result.current.mismatch).toBeDefined())
  act(() => result.current.dismiss())
  expect(result.current.mismatch).toBeUndefined()
})

test('useTimezone: reports no mismatch where the service cannot store a zone', async () => {
  const adapter = createMemoryAdapter({ users: [{ ...ada, timezone: 'America/New_York' }] })
  setDevice('Asia/Seoul')
  const fields = { ...adapter.fields, timezone: { read: true, write: false, clear: false } }
  const { result } = renderHook(() => useTimezone(), {
    wrapper: createWrapper({ adapter: { ...adapter, fields } }),
  })
  await waitFor(() => expect(result.current.timezone).toBe('America/New_York'))
  expect(result.current.mismatch).toBeUndefined()
})
