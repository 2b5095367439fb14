import { renderHook } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { useStreakEnd } from '../../../src/index.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const streak = { enabled: true, metrics: [], daysOff: [] }

test.each([
  ['Asia/Calcutta', 'Kolkata'],
  ['US/Eastern', 'New York'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
])('useStreakEnd: names the city of the time zone %s', async (timezone, city) => {
  const adapter = createMemoryAdapter({ users: [{ ...ada, timezone }], streak })
  const wrapper = createWrapper({ adapter })
  const { result } = renderHook(useStreakEnd, { wrapper })
  await vi.waitFor(() => expect(result.current?.city).toBe(city))
  expect(result.current?.minutes).toBeGreaterThan(0)
})
