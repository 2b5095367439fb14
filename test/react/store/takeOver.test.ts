import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStoredQueue } from '../../../src/react/store/storedQueue.js'
import { getUserKey } from '../../../src/react/store/writer.js'
import { openSession } from '../../../src/react/store/sessionEpoch.js'
import { leaves } from '../world.fixture.js'
import { createAllStores } from './allStores.fixture.js'
import { createTestBrowser } from './page.fixture.js'
import { createService } from './service.fixture.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
const prefix = `identikit:queue:${getUserKey('service', 'ada')}:`
const [target = {}, other = {}] = leaves

function setUp() {
  const service = createService(['ada'], true)
  const browser = createTestBrowser()

  function open(name: string) {
    const tab = browser.openTab()
    const connection = service.connect(name)
    const { client } = connection
    const errors: unknown[] = []
    const onError = ({ error }: { readonly error: unknown }) => void errors.push(error)
    const settings = { client, catalog: [], onError, onSaved: undefined }
    const initial = { capabilities: client.capabilities }
    const stores = createAllStores(new QueryClient(), 'ada', settings, initial, tab.page)
    stores.preferences.subscribe(() => {})
    const choose = (leaf: object, enabled: boolean) =>
      void stores.preferences.update([{ ...leaf, enabled }])
    return { ...tab, stores, errors, choose, close: () => connection.close() }
  }

  async function answerAll(tab?: string): Promise<void> {
    for (let round = 0; round < 20; round++) {
      await pass(1)
      for (const request of service.pending())
        if (tab === undefined || request.tab === tab) request.answer()
    }
    await pass(1)
  }

  return { service, browser, open, answerAll }
}

/** Returns the stored changes of a tab. */
function toStored(seq: number, enabled: boolean, isClosed: boolean): string {
  const change = { ...target, enabled }
  const order = { writer: 'browser', seq, turn: 1 }
  const entries = { preferences: [{ change, at: Date.now(), seen: ['off'], order }] }
  return JSON.stringify({ v: 1, isClosed, openAt: Date.now(), entries })
}

test('takeOver: sends the later choice of a killed tab, although this page changed the setting before', async () => {
  const { service, open, answerAll } = setUp()
  const killed = open('killed')
  await answerAll()
  // Pending, so that the second tab looks again later.
  killed.choose(other, true)
  await pass(10)
  const page = open('page')
  await answerAll('page')
  page.choose(target, true)
  await answerAll('page')
  page.choose(target, false)
  await answerAll('page')
  await answerAll('killed')
  killed.choose(target, true)
  await pass(10)
  killed.kill()
  killed.close()
  for (let round = 0; round < 20; round++) {
    await pass(20_000)
    await answerAll('page')
  }
  expect(service.getState('ada', target)).toBe('on')
})

test('takeOver: an older choice that is found later does not replace a later one', async () => {
  const { service, browser, open, answerAll } = setUp()
  browser.stored.set(`${prefix}older`, toStored(5, false, false))
  browser.stored.set(`${prefix}later`, toStored(10, true, true))
  const page = open('page')
  await pass(1)
  for (const request of service.pending()) request.answer()
  page.goOffline()
  await pass(120_000)
  page.goOnline()
  await answerAll()
  expect(service.getState('ada', target)).toBe('on')
})

test('takeOver: sends the changes of two closed pages apart, each with its own order', async () => {
  const { service, open, answerAll } = setUp()
  const [first, second, third] = [open('first'), open('second'), open('third')]
  await answerAll()
  // A choice of another page begins the second turn of each of them.
  third.choose(leaves[2] ?? {}, true)
  await answerAll()
  for (const page of [first, second, third]) page.goOffline()
  first.choose(target, true)
  await pass(10)
  third.choose(target, true)
  third.choose(target, false)
  third.goOnline()
  await answerAll('third')
  expect(service.getState('ada', target)).toBe('off')
  second.choose(other, true)
  await pass(10)
  for (const page of [first, second]) {
    page.fire('pagehide')
    page.kill()
    page.close()
  }
  open('next')
  await answerAll()
  expect([target, other].map((leaf) => service.getState('ada', leaf))).toEqual(['off', 'on'])
})

test('takeOver: sends nothing after the user signed out', async () => {
  const { service, open, answerAll } = setUp()
  const closed = open('closed')
  await answerAll()
  closed.goOffline()
  closed.choose(target, true)
  await pass(10)
  const page = open('page')
  await answerAll('page')
  page.stores.end()
  // The other tab stores its changes again at its interval.
  await pass(25_000)
  closed.fire('pagehide')
  closed.kill()
  closed.close()
  await pass(150_000)
  expect(service.pending()).toEqual([])
})

test('takeOver: a time in the far future causes no timers', async () => {
  const { browser, open, answerAll } = setUp()
  const openAt = Date.now() + 30 * 24 * 60 * 60 * 1000
  const stored = JSON.stringify({ v: 1, isClosed: false, openAt, entries: {} })
  browser.stored.set(`${prefix}future`, stored)
  open('page')
  await answerAll('page')
  const setTimer = vi.spyOn(globalThis, 'setTimeout')
  await pass(1000)
  expect(setTimer.mock.calls.length).toBeLessThan(5)
})

test('createStoredQueue: a tab that is restored after its changes were answered is open again', () => {
  const browser = createTestBrowser()
  const tab = browser.openTab()
  const queue = createStoredQueue(tab.page, 'ada')
  const order = { writer: 'browser', seq: 1, turn: 1 }
  const rest = { key: 'key', update: 1, state: 'waiting', change: {}, at: 1, seen: [] } as const
  const log = [{ id: 1, order, ...rest }]
  queue.save('preferences', log)
  tab.fire('pagehide')
  queue.save('preferences', [])
  tab.fire('pageshow')
  queue.save('preferences', log)
  expect(JSON.parse([...browser.stored.values()][0] ?? '')).toMatchObject({ isClosed: false })
})

test('createStoredQueue: a key without entries does not hide the others', () => {
  const browser = createTestBrowser()
  const { page } = browser.openTab()
  const broken = JSON.stringify({ v: 1, isClosed: true, openAt: Date.now() })
  browser.stored.set('identikit:queue:ada:1', broken)
  browser.stored.set('identikit:queue:ada:2', toStored(1, true, true))
  expect(createStoredQueue(page, 'ada').takeOver('preferences').found).toHaveLength(1)
})

test.each([null, 'on', 5, []])(
  'createStoredQueue: deletes what holds %j instead of a change',
  (change) => {
    const browser = createTestBrowser()
    const { page } = browser.openTab()
    const entry = { change, at: Date.now(), seen: [], order: { writer: 'browser', seq: 1 } }
    const tab = { v: 1, isClosed: true, openAt: Date.now(), entries: { streak: [entry] } }
    browser.stored.set(`${prefix}other`, JSON.stringify(tab))
    const queue = createStoredQueue(page, getUserKey('service', 'ada'))
    expect(queue.takeOver('streak').found).toEqual([])
    expect(browser.stored.has(`${prefix}other`)).toBe(false)
  },
)

test('end: no change is sent after the last request of a session', async () => {
  const { service, open, answerAll } = setUp()
  const [page, second] = [open('page'), open('second')]
  await answerAll()
  page.choose(target, true)
  await pass(1)
  page.choose(other, true)
  await pass(1)
  second.choose(leaves[2] ?? {}, true)
  await pass(5)
  page.choose(leaves[3] ?? {}, true)
  await pass(1)
  page.stores.end()
  await pass(1)
  for (const request of service.pending()) if (request.tab === 'page') request.answer()
  await pass(5)
  const later = service.pending().filter(({ tab, changes }) => tab === 'page' && changes)
  expect(later).toEqual([])
})

test('Retry-After: holds back new changes, too', async () => {
  const { service, open, answerAll } = setUp()
  const page = open('page')
  await answerAll()
  page.choose(target, true)
  await pass(1)
  // Asks for three seconds.
  for (const request of service.pending()) request.fail('told-when')
  await pass(1)
  page.choose(other, true)
  await pass(2500)
  expect(service.pending()).toEqual([])
  await pass(1000)
  const sent = service.pending().flatMap(({ changes = [] }) => changes)
  expect(sent).toContainEqual({ ...other, enabled: true })
  await answerAll()
  expect([target, other].map((leaf) => service.getState('ada', leaf))).toEqual(['on', 'on'])
})

test('openSession: ends the session of a user whose provider was unmounted when another user signs in', () => {
  const queryClient = new QueryClient()
  const open = (userId: string | null | undefined) => {
    const session = { userId, end: vi.fn(), resume: vi.fn() }
    return { ...session, close: openSession(queryClient, session) }
  }
  const ada = open('ada')
  const again = open(undefined)
  expect(ada.end).not.toHaveBeenCalled()
  again.close()
  ada.close()
  expect(ada.end).not.toHaveBeenCalled()
  const bob = open('bob')
  expect(ada.end).toHaveBeenCalledTimes(1)
  open(null)
  expect(bob.end).not.toHaveBeenCalled()
  bob.close()
  open('cleo')
  expect(bob.end).toHaveBeenCalledTimes(1)
})
