import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findEntry } from '../../../src/core/sync/changeLog.js'
import { getSetting, preferenceKey } from '../../../src/core/preferences/preferences.js'
import type { SaveResult } from '../../../src/react/store/saveState.js'
import { createAllStores } from './allStores.fixture.js'
import { leaves } from '../world.fixture.js'
import { createTestBrowser, type TestTab } from './page.fixture.js'
import { createService } from './service.fixture.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const tick = (milliseconds = 1) => vi.advanceTimersByTimeAsync(milliseconds)

/** A service and a browser in which tabs show the preferences of users. */
function setUp() {
  const service = createService(['ada', 'bob'], true)
  const browser = createTestBrowser()
  let opened = 0

  const answerAll = async () => {
    for (let round = 0; round < 5; round++) {
      for (const request of service.pending()) request.answer()
      await tick()
    }
  }

  const answerReads = async () => {
    await tick()
    for (const request of service.pending()) if (!request.changes) request.answer()
    await tick()
  }

  /** Opens a tab and shows the preferences of a user; their read is not answered. */
  function load(userId = 'ada', tab: TestTab = browser.openTab()) {
    const queryClient = new QueryClient()
    const connection = service.connect(`tab ${++opened}`)
    const { client } = connection
    const options = { client, catalog: [], onError: undefined, onSaved: undefined }
    const stores = createAllStores(queryClient, userId, options, undefined, tab.page)
    const { preferences } = stores
    const stop = preferences.subscribe(() => {})
    const getEntry = (index: number) =>
      findEntry(preferences.getSnapshot().log, preferenceKey(leaves[index] ?? {}))
    return {
      ...tab,
      stores,
      getEntry,
      getShown: (index: number) =>
        getSetting(preferences.getSnapshot().data, leaves[index] ?? {})?.state,
      choose: (index: number, enabled: boolean): Promise<SaveResult> =>
        preferences.update([{ ...leaves[index], enabled }]),
      /** Closes the tab: what it sent is lost, and its events are fired only with `isKilled: false`. */
      async close({ isKilled = true } = {}) {
        if (!isKilled) tab.fire('pagehide')
        await tick(0)
        stop()
        tab.kill()
        connection.close()
      },
    }
  }
  async function open(userId?: string, tab?: TestTab) {
    const loaded = load(userId, tab)
    await tick()
    await answerAll()
    return loaded
  }
  const getWrites = () => service.pending().filter(({ changes }) => changes)
  return { service, browser, load, open, answerAll, answerReads, getWrites }
}

test('restored change: is read before it is sent, and dropped with an error where the choice is a day old', async () => {
  const { service, open, load, getWrites } = setUp()
  const first = await open()
  void first.choose(0, true)
  await first.close()
  await tick(25 * 3_600_000)
  const next = load()
  await tick()
  service.pending()[0]?.answer()
  await tick()
  expect(getWrites()).toEqual([])
  expect(next.getShown(0)).toBe('on')
  service.pending()[0]?.answer()
  await tick()
  expect(next.getEntry(0)).toMatchObject({ state: 'failed', error: { code: 'conflict' } })
  expect(next.getShown(0)).toBe('off')
  expect(getWrites()).toEqual([])
})

test('restored change: stays stored while the storage is full, until it is sent', async () => {
  const { service, browser, open, load, answerAll } = setUp()
  const first = await open()
  void first.choose(0, true)
  await first.close({ isKilled: false })
  browser.setStorageFull(true)
  const second = load()
  await tick()
  service.pending()[0]?.answer()
  await tick()
  expect(second.getShown(0)).toBe('on')
  await second.close()
  browser.setStorageFull(false)
  await open()
  await answerAll()
  expect(service.getState('ada', leaves[0] ?? {})).toBe('on')
  expect([...browser.stored.keys()].filter((key) => key.includes(':queue:'))).toEqual([])
})

test('restored change: belongs to its user and, while that is open, to its tab', async () => {
  const { open, load, getWrites, answerReads } = setUp()
  const first = await open()
  void first.choose(0, true)
  await tick()
  const bob = load('bob')
  const second = load()
  await answerReads()
  expect(bob.getEntry(0)).toBeUndefined()
  expect(second.getEntry(0)).toBeUndefined()
  await first.close()
  await answerReads()
  await tick(95_000)
  await answerReads()
  expect(second.getEntry(0)?.change.enabled).toBe(true)
  expect(bob.getEntry(0)).toBeUndefined()
  expect(getWrites()).toMatchObject([{ userId: 'ada' }])
})

test('stored changes: those of another version of the kit are kept, and unreadable ones deleted', async () => {
  const { browser, open } = setUp()
  const first = await open()
  void first.choose(0, true)
  const [key = ''] = [...browser.stored.keys()].filter((name) => name.includes(':queue:'))
  const others = key.slice(0, key.lastIndexOf(':') + 1)
  browser.stored.set(`${others}1`, '{"v":2}')
  browser.stored.set(`${others}2`, '{"v":1,"entries":')
  await open()
  expect(browser.stored.get(`${others}1`)).toBe('{"v":2}')
  expect(browser.stored.has(`${others}2`)).toBe(false)
})

test('repeat: is sent where the service has the value, so that an older write changes nothing', async () => {
  const { service, open, answerAll } = setUp()
  const tab = await open()
  void tab.choose(0, true)
  await tick(9000)
  const result = tab.choose(0, false)
  // The first write is given up and arrives later.
  await tick(1000)
  await tick()
  service.pending()[0]?.fail('unreachable')
  await tick(5000)
  await answerAll()
  service.arriveLate(0)
  expect(await result).toEqual({ status: 'saved' })
  expect(service.getState('ada', leaves[0] ?? {})).toBe('off')
})

test('last try: is sent again where the service has the value, so that an older write changes nothing', async () => {
  const { service, open, answerAll } = setUp()
  const tab = await open()
  void tab.choose(0, true)
  await tick()
  service.pending()[0]?.fail('lost')
  await tick()
  void tab.choose(0, false)
  await tick()
  const result = tab.choose(0, true)
  // The second write is given up and arrives later.
  await tick(11_000)
  service.pending()[0]?.fail('failed')
  await tick()
  await answerAll()
  service.arriveLate(0)
  expect(await result).toEqual({ status: 'saved' })
  expect(service.getState('ada', leaves[0] ?? {})).toBe('on')
})

test('last try: is reported as failed where the service has the value and the repeat fails', async () => {
  const { service, open, answerReads, answerAll } = setUp()
  const tab = await open()
  const result = tab.choose(0, true)
  await tick()
  service.pending()[0]?.fail('lost')
  for (let tries = 0; tries < 4; tries++) {
    await tick(8000)
    await answerReads()
    service.pending()[0]?.fail('unreachable')
  }
  await answerReads()
  await answerAll()
  expect(await result).toMatchObject({ status: 'failed' })
  expect(tab.getShown(0)).toBe('on')
})

test('superseded change: is replaced, not saved, and the screen shows the newer one of the other tab', async () => {
  const { service, browser, open, answerAll } = setUp()
  const first = await open('ada', browser.openTab())
  const second = await open('ada', browser.openTab())
  const older = first.choose(0, true)
  await tick(10)
  const newer = second.choose(0, true)
  await tick()
  service.pending()[1]?.answer()
  await tick()
  const newest = second.choose(0, false)
  await tick()
  service
    .pending()
    .find(({ tab, changes }) => tab === 'tab 2' && changes)
    ?.answer()
  await tick()
  await answerAll()
  expect(await older).toEqual({ status: 'replaced' })
  expect(await newer).toEqual({ status: 'saved' })
  expect(await newest).toEqual({ status: 'saved' })
  expect([first.getShown(0), second.getShown(0)]).toEqual(['off', 'off'])
})

test('sign-out: sends pending changes once more and tries nothing again', async () => {
  const { open, getWrites } = setUp()
  const tab = await open()
  void tab.choose(0, true)
  await tick()
  getWrites()[0]?.fail('busy')
  await tick()
  tab.stores.end()
  expect(getWrites()).toMatchObject([{ isClosing: true }])
  getWrites()[0]?.fail('busy')
  await tick(5000)
  expect(getWrites()).toEqual([])
  expect(tab.getEntry(0)?.state).toBe('failed')
})

test('offline: nothing is sent, and what failed before the connection returned does not count as tries', async () => {
  const { service, open, getWrites, answerAll } = setUp()
  const tab = await open()
  const first = tab.choose(0, true)
  await tick()
  for (let outage = 0; outage < 6; outage++) {
    tab.goOffline()
    for (const request of service.pending()) request.fail('unreachable')
    await tick(60_000)
    expect(getWrites()).toEqual([])
    tab.goOnline()
    await tick()
  }
  await answerAll()
  expect(await first).toEqual({ status: 'saved' })
})

test('offline: a try that fails after a long outage is repeated', async () => {
  const { open, getWrites, answerAll } = setUp()
  const tab = await open()
  const result = tab.choose(0, true)
  await tick()
  getWrites()[0]?.fail('busy')
  tab.goOffline()
  await tick(60_000)
  tab.goOnline()
  await tick()
  getWrites()[0]?.fail('busy')
  await tick(8000)
  await answerAll()
  expect(await result).toEqual({ status: 'saved' })
})

test('closing: the browser asks only while offline changes cannot be stored', async () => {
  const { browser, open, answerAll } = setUp()
  const tab = await open()
  tab.goOffline()
  void tab.choose(0, true)
  expect(tab.isPrompting()).toBe(false)
  browser.setStorageFull(true)
  void tab.choose(1, true)
  expect(tab.isPrompting()).toBe(true)
  browser.setStorageFull(false)
  tab.goOnline()
  await tick()
  await answerAll()
  expect(tab.isPrompting()).toBe(false)
})

test('a service that does not answer: reports all changes together, without waiting for each', async () => {
  const { open } = setUp()
  const tab = await open()
  const results = [tab.choose(0, true)]
  await tick(2000)
  results.push(tab.choose(1, true))
  await tick(9000)
  results.push(tab.choose(2, true))
  const ended: number[] = []
  for (const result of results) void result.then(() => ended.push(Date.now()))
  await tick(200_000)
  expect(ended).toHaveLength(3)
  expect(Math.max(...ended) - Math.min(...ended)).toBeLessThan(20_000)
})

test('a change of another setting: is sent before the repeat of one that failed', async () => {
  const { open, getWrites, service } = setUp()
  const tab = await open()
  void tab.choose(0, true)
  await tick(9000)
  const next = tab.choose(1, true)
  await tick(1000)
  await tick()
  expect(service.pending()).toEqual(getWrites())
  getWrites()[0]?.answer()
  await tick()
  expect(await next).toEqual({ status: 'saved' })
})

test('one request: has the order of its newest change, so that no older write passes it', async () => {
  const { service, open, getWrites, answerAll } = setUp()
  const tab = await open()
  void tab.choose(1, true)
  await tick()
  getWrites()[0]?.fail('busy')
  void tab.choose(0, true)
  await tick()
  const inFlight = getWrites().find(({ changes }) => changes?.[0]?.enabled)
  void tab.choose(0, false)
  await tab.close({ isKilled: false })
  await answerAll()
  inFlight?.arrive()
  while (service.strayCount() > 0) service.arriveLate(service.strayCount() - 1)
  expect(service.getState('ada', leaves[0] ?? {})).toBe('off')
})

test('one request: the refusal of one change does not fail the others', async () => {
  const { open, getWrites, answerAll } = setUp()
  const tab = await open()
  void tab.choose(2, true)
  await tick()
  const results = [tab.choose(0, true), tab.choose(1, true)]
  getWrites()[0]?.answer()
  await tick()
  const [request] = getWrites()
  if (request?.changes?.[0]) request.refuse(request.changes[0])
  await answerAll()
  expect(await Promise.all(results)).toMatchObject([{ status: 'failed' }, { status: 'saved' }])
})

test.each([
  ['a request', false],
  ['the request of a closing page', true],
])('%s: holds no change that another tab may have changed since', async (_, isClosing) => {
  const { service, open, getWrites, answerAll } = setUp()
  const first = await open()
  const second = await open()
  void first.choose(2, true)
  await tick()
  void first.choose(0, true)
  await tick()
  void second.choose(0, true)
  await tick()
  void second.choose(0, false)
  await tick()
  void first.choose(1, true)
  await tick()
  getWrites()
    .find(({ tab }) => tab === 'tab 2')
    ?.answer()
  await tick()
  getWrites()
    .find(({ tab }) => tab === 'tab 2')
    ?.answer()
  if (isClosing) await first.close({ isKilled: false })
  await answerAll()
  while (service.strayCount() > 0) service.arriveLate(0)
  expect(service.getState('ada', leaves[0] ?? {})).toBe('off')
})

test('restored change: does not replace a choice that was made since', async () => {
  const { service, open, answerReads, answerAll } = setUp()
  const first = await open()
  void first.choose(0, true)
  await tick()
  const second = await open()
  // The write of the first tab was answered by `open`.
  void first.choose(0, false)
  await first.close()
  void second.choose(0, true)
  void second.choose(0, true)
  await tick(30_000)
  await answerReads()
  void second.choose(0, true)
  await tick(65_000)
  expect(second.getEntry(0)?.change.enabled ?? true).toBe(true)
  await answerAll()
  expect(service.getState('ada', leaves[0] ?? {})).toBe('on')
})
