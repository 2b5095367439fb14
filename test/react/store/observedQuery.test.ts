import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { getSetting, isOn, preferenceKey } from '../../../src/core/preferences/preferences.js'
import { preferencesOptions } from '../../../src/react/store/queries.js'
import { ada } from '../../../src/testing.js'
import { createReadingBrowser, pass } from './reading.fixture.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const minute = 60_000

test('reads: a tab that is visible again reads what is older than 30 seconds', async () => {
  const { countGets, openTab } = createReadingBrowser()
  const tab = openTab()
  tab.show()
  await pass(1000)
  expect(countGets()).toBe(1)
  tab.hide()
  await pass(10_000)
  tab.reveal()
  await pass(1000)
  expect(countGets()).toBe(0)
  tab.hide()
  await pass(30_000)
  expect(countGets()).toBe(0)
  tab.reveal()
  await pass(1000)
  expect(countGets()).toBe(1)
})

test('reads: what the host invalidates is read again while it is shown', async () => {
  const { countGets, openTab } = createReadingBrowser()
  const tab = openTab()
  const hide = tab.show()
  await pass(1000)
  countGets()
  await tab.queryClient.invalidateQueries()
  await pass(1000)
  expect(countGets()).toBe(1)
  hide()
  await tab.queryClient.invalidateQueries()
  await pass(1000)
  expect(countGets()).toBe(0)
})

test.each<[string, (queryClient: QueryClient) => unknown]>([
  ['resets', (queryClient) => queryClient.resetQueries()],
  ['removes', (queryClient) => queryClient.removeQueries()],
  ['clears with the whole cache', (queryClient) => queryClient.clear()],
])('reads: what the host %s is read again while it is shown', async (_, remove) => {
  const { countGets, openTab } = createReadingBrowser()
  const { queryClient, show, stores } = openTab()
  const hide = show()
  await pass(1000)
  countGets()
  void remove(queryClient)
  await pass(1000)
  expect(countGets()).toBe(1)
  expect(stores.preferences.getSnapshot().data).toBeDefined()
  hide()
  await pass(1)
  void remove(queryClient)
  await pass(1000)
  expect(countGets()).toBe(0)
})

test('reads: what the host prefetched stays while it is shown, and is deleted five minutes later', async () => {
  const { countGets, openTab } = createReadingBrowser()
  // The default in browsers; in Node nothing is deleted.
  const defaultOptions = { queries: { gcTime: 5 * minute } }
  const queryClient = new QueryClient({ defaultOptions })
  const { stores } = openTab(ada.id, {}, queryClient)
  const getData = () => stores.preferences.getSnapshot().data
  await queryClient.prefetchQuery(preferencesOptions(stores.client(), ada.id))
  const hide = stores.preferences.subscribe(() => {})
  countGets()
  await pass(60 * minute)
  expect(getData()).toBeDefined()
  expect(countGets()).toBe(0)
  hide()
  await pass(4 * minute)
  expect(getData()).toBeDefined()
  await pass(2 * minute)
  expect(getData()).toBeUndefined()
})

test('reads: are aborted when nothing shows their data', async () => {
  const { fail, openTab } = createReadingBrowser()
  fail(() => new Promise<Response>(() => {}))
  const { stores } = openTab()
  const hide = stores.preferences.subscribe(() => {})
  await pass(100)
  expect(stores.preferences.getSnapshot().query?.fetchStatus).toBe('fetching')
  hide()
  await pass(1)
  expect(stores.preferences.getSnapshot().query?.fetchStatus).toBe('idle')
})

test('reads: subscribers of a setting are called although the host read the new data before', async () => {
  const { adapter, openTab } = createReadingBrowser()
  const { queryClient, stores } = openTab()
  const { preferences } = stores
  queryClient.getQueryCache().subscribe(() => void preferences.getSnapshot())
  const target = { type: 'weekly-recap', channel: 'email' }
  const listener = vi.fn()
  preferences.subscribe(listener, preferenceKey(target))
  await pass(1000)
  const isOnNow = isOn(getSetting(preferences.getSnapshot().data, target))
  await adapter.preferences?.update(ada.id, { ...target, enabled: !isOnNow })
  listener.mockClear()
  void preferences.reload()
  await pass(1000)
  expect(isOn(getSetting(preferences.getSnapshot().data, target))).toBe(!isOnNow)
  expect(listener).toHaveBeenCalled()
})
