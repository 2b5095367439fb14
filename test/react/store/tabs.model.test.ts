// oxlint-disable vitest/no-conditional-expect -- the assertions depend on the state of the model
import { QueryClient } from '@tanstack/react-query'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { expectSame } from '../expectSame.js'
import { findEntry } from '../../../src/core/sync/changeLog.js'
import { preferenceKey } from '../../../src/core/preferences/preferences.js'
import type { SaveResult } from '../../../src/react/store/saveState.js'
import { createAllStores, type AllStores } from './allStores.fixture.js'
import { seedRandom } from '../seedRandom.js'
import { everythingOff, faults, type Fault } from '../world.fixture.js'
import { getNextValue, getValue, modelSettings, type ModelSetting } from './modelSetting.fixture.js'
import { createTestBrowser, type TestTab } from './page.fixture.js'
import { createService, type ServiceRequest } from './service.fixture.js'

/** `IDENTIKIT_CAMPAIGN=1` runs five times as many. */
const runs = Number(
  process.env['IDENTIKIT_RUNS'] ?? (process.env['IDENTIKIT_CAMPAIGN'] ? 5000 : 1000),
)

/** The switches of two types, and how often their messages come. */
const settings: readonly ModelSetting[] = [...modelSettings.slice(0, 4), ...modelSettings.slice(-2)]
const getSetting = (index: number) => settings[index] as ModelSetting
const users = ['ada', 'bob'] as const

/** How a browser is used in one run. */
interface Setup {
  readonly tabs: number
  /** Whether the service follows the order of writes. */
  readonly isOrdered: boolean
  readonly isPersisted: boolean
}

type Step =
  | { readonly do: 'click'; readonly tab: number; readonly setting: number }
  | { readonly do: 'arrive' | 'answer' | 'late' | 'refuse'; readonly pick: number }
  | { readonly do: 'fail'; readonly pick: number; readonly fault: Fault }
  | { readonly do: 'elsewhere'; readonly setting: number; readonly value: number }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | {
      readonly do: 'reload' | 'kill' | 'online' | 'hide' | 'retry' | 'read' | 'switch user'
      readonly tab: number
    }
  | { readonly do: 'storage'; readonly fault: 'full' | 'corrupt' | 'other version' | 'empty' }

const anyTab = fc.nat(2)
const setting = fc.nat(settings.length - 1)
const pick = fc.nat(3)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('click' as const), tab: anyTab, setting }) },
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constantFrom('arrive' as const, 'answer' as const), pick }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('late' as const, 'refuse' as const), pick }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      pick,
      fault: fc.constantFrom(...faults),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('elsewhere' as const), setting, value: fc.nat(2) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(10, 400, 2000, 5000, 11_000, 100_000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'reload' as const,
        'kill' as const,
        'online' as const,
        'hide' as const,
        'retry' as const,
        'read' as const,
      ),
      tab: anyTab,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('switch user' as const), tab: anyTab }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('storage' as const),
      fault: fc.constantFrom(
        'full' as const,
        'corrupt' as const,
        'other version' as const,
        'empty' as const,
      ),
    }),
  },
)
const setup: fc.Arbitrary<Setup> = fc.oneof(
  fc.record({
    tabs: fc.integer({ min: 1, max: 3 }),
    isOrdered: fc.constant(true),
    isPersisted: fc.constant(true),
  }),
  fc.record({ tabs: fc.constant(1), isOrdered: fc.boolean(), isPersisted: fc.boolean() }),
)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Tab extends TestTab {
  userId: string
  getStores(id?: string): AllStores
  /** Stops reading the shown user. */
  stop(): void
  /** Shows the data of `userId`. */
  showUser(): void
  close(): void
}

/** The last choice that was made for a setting of a user, in any tab. */
interface Choice {
  readonly value: string
  readonly tab: object
  /** When it was made. */
  readonly at: number
  result?: SaveResult
  /** A request that contained the choice failed, so that it may be reported as failed. */
  mayFail?: true | undefined
  /** A page reported that it was not saved. */
  isReported?: true
  /** Something happened after which the choice may be lost: another browser changed the setting, or nothing could store the choice. */
  mayBeLost?: true
}

async function live(
  { tabs: count, isOrdered, isPersisted }: Setup,
  steps: readonly Step[],
): Promise<void> {
  seedRandom()
  // The timers of the pages of the run before would slow down this one.
  vi.clearAllTimers()
  const service = createService(users, isOrdered)
  const browser = createTestBrowser()
  const choices = new Map<string, Choice>()
  const changedElsewhere = new Set<string>()
  let opened = 0
  let isStorageBroken = !isPersisted
  const tabs = Array.from({ length: count }, () => openTab('ada'))

  function openTab(userId: string): Tab {
    const tab = browser.openTab()
    const { page } = tab
    const connection = service.connect(`tab ${++opened}`)
    const queryClient = new QueryClient()
    const stores = new Map<string, AllStores>()
    const created: Tab = {
      ...tab,
      userId,
      stop: () => {},
      getStores(id: string = created.userId): AllStores {
        const known = stores.get(id)
        if (known) return known
        const { client } = connection
        const options = {
          client,
          catalog: [],
          persist: isPersisted,
          onError: undefined,
          onSaved: undefined,
        }
        const next = createAllStores(queryClient, id, options, undefined, page)
        stores.set(id, next)
        return next
      },
      showUser() {
        created.stop()
        created.stop = created.getStores().preferences.subscribe(() => {})
        created.getStores().resume()
      },
      close() {
        created.stop()
        connection.close()
        queryClient.clear()
      },
    }
    created.showUser()
    return created
  }

  const tick = (milliseconds = 1) => vi.advanceTimersByTimeAsync(milliseconds)
  const getTab = (index: number) => tabs[index % tabs.length] as Tab
  const getEntry = (one: Tab, index: number) =>
    findEntry(one.getStores().preferences.getSnapshot().log, getSetting(index).key)
  const getShown = (one: Tab, index: number) =>
    getSetting(index).read(one.getStores().preferences.getSnapshot().data)
  const getChoice = (id: string, index: number) => choices.get(`${id} ${index}`)
  const pendingOne = (index: number) =>
    service.pending()[index % Math.max(1, service.pending().length)]
  const isOpen = (choice: Choice) => tabs.includes(choice.tab as Tab)
  /** Marks the choices of a tab that nothing may send any more. */
  const markLost = (isLost: (choice: Choice, id: string) => boolean) => {
    for (const [key, choice] of choices)
      if (!choice.result && isLost(choice, key.split(' ')[0] ?? '')) choice.mayBeLost = true
  }

  function choose(one: Tab, index: number, value: string, result: Promise<SaveResult>): void {
    const choice: Choice = { value, tab: one, at: Date.now() }
    // Without storage, a page is another writer than the page before it, whose writes may still arrive.
    if (isStorageBroken && service.strayCount() > 0) choice.mayBeLost = true
    choices.set(`${one.userId} ${index}`, choice)
    void result.then((ended) => (choice.result = ended))
  }

  /** Marks what a request contains before the request fails. */
  function markFailed(request: ServiceRequest | undefined, changes = request?.changes): void {
    for (const change of changes ?? []) {
      const index = settings.findIndex(({ key }) => key === preferenceKey(change))
      const choice = getChoice(request?.userId ?? '', index)
      if (choice) choice.mayFail = true
    }
  }

  /** A page that closes sends what is not answered in one request, where the service follows the order of writes. */
  function checkClosing(one: Tab): void {
    if (count > 1 || !isOrdered || isStorageBroken || !one.page.isOnline()) return
    const sent = service
      .pending()
      .flatMap(({ isClosing, changes }) => (isClosing && changes) || [])
      .map(preferenceKey)
    for (const [index, { key }] of settings.entries()) {
      const choice = getChoice(one.userId, index)
      if (choice?.tab !== one || choice.result || choice.mayBeLost) continue
      expect(sent, `setting ${index}, when the page closes`).toContain(key)
    }
  }

  /** Replaces a tab by one that loads the page again. */
  function reopen(index: number, one: Tab): void {
    if (isStorageBroken) markLost((choice) => choice.tab === one || !isOpen(choice))
    one.kill()
    one.close()
    // Without storage, the next page is another writer, which nothing orders after this one.
    if (isStorageBroken) while (service.strayCount() > 0) service.arriveLate(0)
    tabs[index % tabs.length] = openTab(one.userId)
  }

  async function act(action: Step): Promise<void> {
    switch (action.do) {
      case 'click': {
        const one = getTab(action.tab)
        if (!one.getStores().preferences.getSnapshot().data) return
        const clicked = getSetting(action.setting)
        const value = getNextValue(clicked, getShown(one, action.setting))
        const change = clicked.toChange(value)
        choose(one, action.setting, value, one.getStores().preferences.update([change]))
        return
      }
      case 'retry': {
        const one = getTab(action.tab)
        const index = [...settings.keys()].find((item) => getEntry(one, item)?.state === 'failed')
        const entry = index === undefined ? undefined : getEntry(one, index)
        if (index === undefined || !entry) return
        choose(one, index, getValue(entry.change), one.getStores().preferences.retry(entry.key))
        return
      }
      case 'arrive':
      case 'answer':
        return pendingOne(action.pick)?.[action.do]()
      case 'refuse': {
        const request = pendingOne(action.pick)
        const change = request?.changes?.[action.pick % request.changes.length]
        markFailed(request, change && [change])
        return change && request.refuse(change)
      }
      case 'fail':
        markFailed(pendingOne(action.pick))
        return pendingOne(action.pick)?.fail(action.fault)
      case 'late':
        return service.arriveLate(action.pick)
      case 'elsewhere': {
        const { userId } = getTab(0)
        const { values, toChange } = getSetting(action.setting)
        service.change(userId, toChange(values[action.value % values.length] ?? values[0]))
        changedElsewhere.add(`${userId} ${action.setting}`)
        const choice = getChoice(userId, action.setting)
        if (choice) choice.mayBeLost = true
        return
      }
      case 'wait':
        return void (await tick(action.milliseconds))
      case 'reload': {
        const one = getTab(action.tab)
        one.fire('pagehide')
        await tick(0)
        checkClosing(one)
        return reopen(action.tab, one)
      }
      case 'kill':
        return reopen(action.tab, getTab(action.tab))
      case 'online': {
        const one = getTab(action.tab)
        return one.page.isOnline() ? one.goOffline() : one.goOnline()
      }
      case 'hide': {
        const one = getTab(action.tab)
        return one.page.isVisible() ? one.hide() : one.reveal()
      }
      case 'read':
        return void getTab(action.tab).getStores().preferences.reload()
      case 'switch user': {
        const one = getTab(action.tab)
        const former = one.getStores()
        // The session of the former user ends in every tab: the queue is deleted after one last request.
        markLost((_, id) => id === one.userId)
        one.userId = one.userId === 'ada' ? 'bob' : 'ada'
        former.end()
        one.showUser()
        return
      }
      case 'storage':
        return breakStorage(action.fault)
    }
  }

  function breakStorage(fault: 'full' | 'corrupt' | 'other version' | 'empty'): void {
    // Tabs without common storage don't know each other's writes.
    if (count > 1) return
    if (fault === 'full') browser.setStorageFull(true)
    else if (fault === 'empty') browser.stored.clear()
    else
      for (const key of browser.stored.keys())
        if (key.includes(':queue:'))
          browser.stored.set(key, fault === 'corrupt' ? '{"v":1,"entr' : '{"v":7}')
    isStorageBroken = true
    if (fault !== 'full') markLost((choice) => !isOpen(choice))
  }

  function checkNow(): void {
    expectSame(service.mostWrites() <= 1, true, 'writes of one tab in flight')
    for (const one of tabs) {
      for (const index of settings.keys()) {
        const choice = getChoice(one.userId, index)
        if (choice && getEntry(one, index)?.state === 'failed') choice.isReported = true
        if (choice?.tab !== one || choice.mayBeLost) continue
        const about = `setting ${index} of ${one.userId}`
        // What was chosen is shown until it has ended, whatever happens around it.
        if (!choice.result) expectSame(getShown(one, index), choice.value, `${about}, pending`)
        if (choice.result?.status === 'saved')
          expectSame(getShown(one, index), choice.value, `${about}, saved`)
        if (choice.result?.status === 'failed') {
          // A request without an answer for 10 seconds fails, too.
          choice.mayFail ??= Date.now() - choice.at >= 10_000 || undefined
          expectSame(choice.mayFail, true, `${about} failed without a failed request`)
        }
      }
    }
  }

  /** From here on everything works. */
  async function rest(): Promise<void> {
    browser.setStorageFull(false)
    for (const one of tabs) {
      if (!one.page.isOnline()) one.goOnline()
      if (!one.page.isVisible()) one.reveal()
    }
    for (let round = 0; round < 60; round++) {
      for (const request of service.pending()) request.answer()
      service.arriveLate(round)
      await tick(round === 20 ? 100_000 : 2500)
      if (round > 22 && service.pending().length === 0 && service.strayCount() === 0) return
    }
  }

  await tick()
  for (const request of service.pending()) request.answer()
  await tick()
  for (const action of steps) {
    await act(action)
    await tick()
    checkNow()
  }
  await rest()
  checkNow()
  // A read that was refused is not repeated on its own, and a change elsewhere is seen by the next read.
  for (const one of tabs) void one.getStores().preferences.reload()
  await rest()
  // The read also decides about the choices of closed pages.
  checkNow()
  for (const one of tabs) {
    const { log } = one.getStores().preferences.getSnapshot()
    expect(
      log.filter(({ state }) => state === 'waiting' || state === 'sending'),
      'at rest',
    ).toEqual([])
    for (const index of settings.keys()) {
      const about = `setting ${index} of ${one.userId}`
      const { read } = getSetting(index)
      const state = read(service.getSaved(one.userId))
      expectSame(getShown(one, index), state, `${about}: screen and service`)
      const choice = getChoice(one.userId, index)
      if (!choice && !changedElsewhere.has(`${one.userId} ${index}`))
        expectSame(state, read(everythingOff), `${about}: nobody changed it`)
      if (!choice || choice.mayBeLost || choice.result?.status === 'failed') continue
      // The value may be that of another browser, so that the read after the last try proves nothing.
      if (choice.mayFail && changedElsewhere.has(`${one.userId} ${index}`)) continue
      const isAlive = isOpen(choice)
      if (isAlive) expectSame(choice.result?.status, 'saved', about)
      // A choice of a page that was closed is saved by another one, or reported as failed.
      if (isAlive || !choice.isReported)
        expectSame(state, choice.value, `${about}: the last choice`)
    }
  }
  const stored = [...browser.stored.keys()].filter((key) => key.includes(':queue:'))
  if (!isStorageBroken) expect(stored, 'stored changes at rest').toEqual([])
  for (const one of tabs) one.close()
}

/** The first read of a page is refused, which has a choice of the page before it that another browser has changed since. */
const refusedRead: readonly Step[] = [
  { do: 'elsewhere', setting: 5, value: 1 },
  { do: 'online', tab: 0 },
  { do: 'click', tab: 0, setting: 5 },
  { do: 'reload', tab: 0 },
  { do: 'fail', pick: 0, fault: 'refused' },
]

test(
  `stores: every tab shows what the service holds, in ${runs} runs`,
  { timeout: 1_800_000 },
  async () => {
    await fc.assert(fc.asyncProperty(setup, fc.array(step, { maxLength: 50, size: 'max' }), live), {
      numRuns: runs,
      examples: [[{ tabs: 1, isOrdered: false, isPersisted: true }, [...refusedRead]]],
    })
  },
)
