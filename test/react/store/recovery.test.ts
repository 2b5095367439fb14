import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answer, createReadingBrowser, pass, unreachable } from './reading.fixture.js'
import { createUserClient } from '../../../src/core/client.js'
import { ada } from '../../../src/testing.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const everything = 'preferences,streak,user'
const hour = 3_600_000
const day = 24 * hour

/** Opens a tab whose first reads fail, until they are no longer retried at once. */
async function openFailing(fault = answer(503)) {
  const reading = createReadingBrowser()
  reading.fail(fault)
  const tab = reading.openTab()
  const hide = tab.show()
  await pass(1000)
  return { ...reading, tab, hide, status: () => tab.stores.preferences.getSnapshot().query?.status }
}

test('recovery: reads all failed resources again with one request, however many components show them', async () => {
  const { fail, countGets, gets, tab, status } = await openFailing()
  expect(status()).toBe('error')
  // The first read and its retry.
  expect(gets.map(({ read }) => read)).toEqual(Array.from({ length: 2 }, () => everything))
  countGets()
  await pass(8000 - 1000)
  const duringOutage = countGets()
  expect(duringOutage).toBeGreaterThanOrEqual(2)
  expect(duringOutage).toBeLessThanOrEqual(4)
  fail(undefined)
  await pass(16_000)
  expect(gets.map(({ read }) => read)).toEqual([everything])
  expect(status()).toBe('success')
  expect(tab.stores.user.getSnapshot().data?.name).toBe('Ada Lovelace')
  await pass(hour)
  expect(countGets()).toBe(1)
})

test('recovery: waits longer after each failure, at most a minute', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const { gets } = await openFailing()
  await pass(400_000)
  const times = gets.slice(1).map(({ at }) => at)
  const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  expect(waits.map((wait) => Math.round(wait / 1000)).slice(0, 8)).toEqual([
    2, 4, 8, 16, 32, 60, 60, 60,
  ])
})

test('recovery: reads data again that was loaded before its refetch failed', async () => {
  const { fail, openTab, countGets } = createReadingBrowser()
  const { show, stores } = openTab()
  show()
  await pass(100)
  fail(answer(502))
  void stores.reload('preferences')
  await pass(1500)
  expect(stores.preferences.getSnapshot()).toMatchObject({
    data: expect.anything() as unknown,
    query: { status: 'error' },
  })
  fail(undefined)
  countGets()
  await pass(5000)
  expect(stores.preferences.getSnapshot().query?.status).toBe('success')
  expect(countGets()).toBe(1)
})

test('recovery: keeps the failure on the screen while it reads', async () => {
  const { fail, tab } = await openFailing()
  const { preferences } = tab.stores
  const seen = new Set<string | undefined>()
  preferences.subscribe(() => seen.add(preferences.getSnapshot().query?.status))
  await pass(60_000)
  fail(undefined)
  await pass(60_000)
  expect([...seen]).toEqual(['error', 'success'])
})

test('reload: shows that it loads, and starts with the shortest wait again', async () => {
  const { countGets, tab } = await openFailing()
  const { preferences } = tab.stores
  await pass(120_000)
  countGets()
  const seen: (string | undefined)[] = []
  preferences.subscribe(() => seen.push(preferences.getSnapshot().query?.status))
  void tab.stores.reload('preferences')
  await pass(4000)
  expect(seen).toContain('pending')
  expect(countGets()).toBeGreaterThanOrEqual(2)
})

test('recovery: stops while nothing is shown', async () => {
  const { countGets, tab, hide } = await openFailing()
  countGets()
  hide()
  await pass(hour)
  expect(countGets()).toBe(0)
  expect(vi.getTimerCount()).toBeLessThanOrEqual(3)
  tab.show()
  await pass(1)
  expect(countGets()).toBe(1)
})

test('recovery: stops while the tab is hidden, and reads at once when it is visible again', async () => {
  const { countGets, tab } = await openFailing()
  tab.hide()
  countGets()
  await pass(hour)
  expect(countGets()).toBe(0)
  tab.reveal()
  await pass(1)
  expect(countGets()).toBe(1)
})

test('recovery: components that are mounted again and again read no more often', async () => {
  const { countGets, hide, tab } = await openFailing()
  hide()
  countGets()
  for (let count = 0; count < 600; count++) {
    const unmount = tab.show(1)
    await pass(50)
    unmount()
    await pass(50)
  }
  // A minute of 2, 4, 8, 16 and 32 seconds, each shortened by up to half.
  expect(countGets()).toBeLessThanOrEqual(7)
})

test.each([
  ['429 with Retry-After', answer(429, { 'retry-after': '86400' })],
  ['503 with Retry-After', answer(503, { 'retry-after': '86400' })],
])('recovery: reads not before the time that a %s gives', async (_, fault) => {
  const { fail, gets, countGets, tab, hide } = await openFailing(fault)
  expect(gets).toHaveLength(1)
  hide()
  for (let count = 0; count < 10; count++) {
    const unmount = tab.show(1)
    tab.fire('visible')
    await pass(hour)
    unmount()
    await pass(hour)
  }
  expect(countGets()).toBe(1)
  tab.show()
  await pass(day - 20 * hour - 2000)
  expect(countGets()).toBe(0)
  fail(undefined)
  await pass(2000)
  expect(countGets()).toBe(1)
})

test('reads: wait for a short Retry-After before the first retry', async () => {
  const { fail, gets, openTab } = createReadingBrowser()
  fail(answer(503, { 'retry-after': '3' }))
  const { show, stores } = openTab()
  show()
  await pass(2900)
  expect(gets).toHaveLength(1)
  expect(stores.preferences.getSnapshot().query?.status).toBe('pending')
  fail(undefined)
  await pass(200)
  expect(gets).toHaveLength(2)
  expect(stores.preferences.getSnapshot().query?.status).toBe('success')
})

test.each([501, 403, 404, 422])('reads: are not repeated after a %i', async (status) => {
  const { gets } = await openFailing(answer(status))
  await pass(hour)
  expect(gets).toHaveLength(1)
})

test.each([408, 425, 429, 500, 502, 503, 504])('reads: are repeated after a %i', async (status) => {
  const { gets, fail, status: state } = await openFailing(answer(status))
  expect(gets).toHaveLength(2)
  fail(undefined)
  await pass(2000)
  expect(gets).toHaveLength(3)
  expect(state()).toBe('success')
})

test('recovery: a page that was offline when it was mounted loads within a second of the connection', async () => {
  const { openTab, countGets } = createReadingBrowser()
  const tab = openTab(ada.id, { isOnline: false })
  tab.show()
  await pass(60_000)
  // Waiting for the connection is no retry.
  expect(countGets()).toBe(1)
  expect(tab.stores.preferences.getSnapshot().query?.status).toBe('error')
  tab.goOnline()
  await pass(1000)
  expect(tab.stores.preferences.getSnapshot().query?.status).toBe('success')
  expect(countGets()).toBe(1)
})

test('recovery: reads everything that is shown when the connection returns', async () => {
  const { openTab, gets, adapter } = createReadingBrowser()
  const tab = openTab()
  tab.show()
  await pass(100)
  tab.goOffline()
  await createUserClient(adapter).users.update(ada.id, { name: 'Ada King' })
  await pass(25_000)
  gets.splice(0)
  tab.goOnline()
  await pass(1000)
  expect(gets.map(({ read }) => read)).toEqual([everything])
  expect(tab.stores.user.getSnapshot().data?.name).toBe('Ada King')
})

test('recovery: failures while offline do not lengthen the wait', async () => {
  const { openTab, fail, countGets } = createReadingBrowser()
  const tab = openTab(ada.id, { isOnline: false })
  tab.show()
  for (let count = 0; count < 10; count++) {
    void tab.stores.reload('preferences')
    await pass(2000)
  }
  fail(unreachable)
  tab.goOnline()
  await pass(1)
  countGets()
  fail(undefined)
  await pass(2000)
  expect(countGets()).toBe(1)
  expect(tab.stores.preferences.getSnapshot().query?.status).toBe('success')
})

test('recovery: reads again what is shown when the page is restored from the back/forward cache', async () => {
  const { openTab, countGets, adapter } = createReadingBrowser()
  const tab = openTab()
  tab.show()
  await pass(100)
  countGets()
  await createUserClient(adapter).users.update(ada.id, { name: 'Ada King' })
  tab.fire('pageshow')
  await pass(100)
  expect(countGets()).toBe(1)
  expect(tab.stores.user.getSnapshot().data?.name).toBe('Ada King')
})
