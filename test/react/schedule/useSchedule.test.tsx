import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import {
  createUserClient,
  IdentikitError,
  type Schedule,
  type SchedulePatch,
} from '../../../src/core.js'
import { useSchedule } from '../../../src/index.js'
import { getUserKey } from '../../../src/react/store/writer.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const schedule: Schedule = { enabled: false, hours: [], timezone: 'Asia/Seoul' }
const refusal = new IdentikitError('forbidden', 'No.')

afterEach(() => {
  vi.useRealTimers()
  localStorage.clear()
})

type Update = (saved: Schedule, patch: SchedulePatch) => Schedule

/** Renders the hook of a service that saves as `update` does. */
async function showHook(initial = schedule, update?: Update) {
  const adapter = createMemoryAdapter({ users: [ada], schedule: initial })
  const own = adapter.schedule
  if (update && own)
    Object.assign(own, {
      update: async (id: string, patch: SchedulePatch) => update(await own.get(id), patch),
    })
  const { result } = renderHook(useSchedule, { wrapper: createWrapper({ adapter }) })
  await waitFor(() => expect(result.current.status).toBe('ready'))
  const getPatches = () =>
    adapter.calls.filter(({ member }) => member === 'schedule.update').map(({ input }) => input)
  return { adapter, result, getPatches }
}

test('useSchedule: sends no pause that is over, and saves the other changes', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-29T14:30:00Z') })
  const { adapter, result, getPatches } = await showHook()
  adapter.faults.fail = ({ member }) => (member === 'schedule.update' ? refusal : undefined)
  await act(() => result.current.update({ enabled: true }))
  await act(() => result.current.update({ pausedUntil: '2026-11-29T15:30:00.000Z' }))
  const count = getPatches().length
  vi.setSystemTime('2026-11-29T16:30:00Z')
  adapter.faults.fail = undefined
  const retried = await act(() => result.current.retry())
  expect(retried).toMatchObject({ status: 'failed', error: { code: 'invalid' } })
  expect(getPatches().slice(count)).toEqual([{ enabled: true }])
  expect(result.current.schedule).toEqual({ ...schedule, enabled: true })
  const saved = await act(() => result.current.update({ pausedUntil: '2026-11-29T16:30:00.000Z' }))
  expect(saved).toMatchObject({ status: 'failed', error: { code: 'invalid' } })
  expect(getPatches()).toHaveLength(count + 1)
})

test('useSchedule: accepts a time that the service rounds, and another name of the time zone', async () => {
  const { result } = await showHook(schedule, (saved, { pausedUntil, timezone }) => ({
    ...saved,
    ...(timezone && { timezone: 'Asia/Calcutta' }),
    ...(pausedUntil && { pausedUntil: `${pausedUntil.slice(0, 16)}:00.000Z` }),
  }))
  const pausedUntil = '2099-06-01T07:00:59.999Z'
  const saved = await act(() => result.current.update({ pausedUntil, timezone: 'Asia/Kolkata' }))
  expect(saved).toEqual({ status: 'saved' })
})

test.each([
  { pausedUntil: '2099-06-01T07:00:00.000Z' },
  { pausedUntil: null },
  { timezone: 'Europe/Berlin' },
  { timezone: null },
])('useSchedule: fails if the service keeps the old value instead of %o', async (patch) => {
  const old = { ...schedule, pausedUntil: '2098-01-01T00:00:00.000Z' }
  const { result } = await showHook(old, () => old)
  const saved = await act(() => result.current.update(patch))
  expect(saved).toMatchObject({ status: 'failed', error: { code: 'conflict' } })
})

test('useSchedule: shows no failure of a value that is saved already', async () => {
  const { adapter, result } = await showHook()
  adapter.faults.fail = ({ member }) => (member === 'schedule.update' ? refusal : undefined)
  await act(() => result.current.update({ enabled: true }))
  expect(result.current.saveError).toBeDefined()
  adapter.faults.fail = undefined
  await createUserClient(adapter).schedule.update(ada.id, { enabled: true })
  await act(() => result.current.reload())
  await act(() => result.current.update({ enabled: true }))
  expect(result.current.saveError).toBeUndefined()
})

test('useSchedule: sends what a closed page left behind without a pause that is over by now', async () => {
  const at = Date.now() - 2 * 3_600_000
  const hours = [{ day: 1, from: 540, to: 1080 }]
  const left = [
    { key: 'pausedUntil', value: new Date(at + 3_600_000).toISOString(), seen: undefined },
    { key: 'enabled', value: true, seen: false },
    { key: 'hours', value: hours, seen: [] },
  ]
  const entries = left.map(({ seen, ...change }, index) => {
    const seq = at * 1000 + index
    return { change, at, seen: [seen ?? null], order: { writer: 'browser', seq, turn: 1 } }
  })
  const { id } = createMemoryAdapter()
  const tab = { v: 1, isClosed: true, openAt: at, entries: { schedule: entries } }
  localStorage.setItem(`identikit:queue:${getUserKey(id, ada.id)}:other`, JSON.stringify(tab))
  const { result } = await showHook()
  await waitFor(() => expect(result.current.saveStatus).toBe('failed'))
  expect(result.current.schedule).toMatchObject({ enabled: true, hours })
  expect(result.current.getSaveState('pausedUntil').saveError?.code).toBe('invalid')
  expect(result.current.getSaveState('hours').saveStatus).not.toBe('failed')
})
