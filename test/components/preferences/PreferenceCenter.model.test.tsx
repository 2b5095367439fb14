import { QueryClient } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import * as fc from 'fast-check'
import { seedRandom } from '../../react/seedRandom.js'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { expectSame } from '../../react/expectSame.js'
import { messages } from '../../../src/core.js'
import { IdentikitProvider, PreferenceCenter } from '../../../src/index.js'
import { getPreferenceName } from '../../../src/core/messages/preferenceNames.js'
import { preferenceKey } from '../../../src/core/preferences/preferences.js'
import { getStores } from '../../../src/react/store/getStores.js'
import { createTestBrowser, type TestTab } from '../../react/store/page.fixture.js'
import { createService, type ServiceRequest } from '../../react/store/service.fixture.js'
import { everythingOff, faults, leaves, type Fault } from '../../react/world.fixture.js'

/** The number of random cases; `VITE_CAMPAIGN=1` sets more. */
const runs = import.meta.env['VITE_CAMPAIGN'] ? 700 : 20

const users = ['ada', 'bob'] as const
const settings = leaves.slice(0, 4)
const names = settings.map((target) => getPreferenceName(messages, everythingOff, target))

type Storage = 'works' | 'absent' | 'full' | 'corrupt' | 'other version' | 'empty'
type Step =
  | { readonly do: 'click' | 'retry'; readonly tab: number; readonly setting: number }
  | { readonly do: 'arrive' | 'answer' | 'late' | 'refuse'; readonly pick: number }
  | { readonly do: 'fail'; readonly pick: number; readonly fault: Fault }
  | { readonly do: 'elsewhere'; readonly setting: number; readonly enabled: boolean }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | {
      readonly do: 'mount again' | 'reload' | 'kill' | 'hide' | 'switch user'
      readonly tab: number
    }
  | { readonly do: 'connection' }
  | { readonly do: 'storage'; readonly fault: 'full' | 'corrupt' | 'other version' | 'empty' }

const just = <T extends string>(...values: readonly T[]) => fc.constantFrom(...values)
const tab = fc.nat(1)
const setting = fc.nat(settings.length - 1)
const pick = fc.nat(3)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ do: just('click'), tab, setting }) },
  { weight: 1, arbitrary: fc.record({ do: just('retry'), tab, setting }) },
  { weight: 10, arbitrary: fc.record({ do: just('arrive', 'answer'), pick }) },
  { weight: 3, arbitrary: fc.record({ do: just('late', 'refuse'), pick }) },
  { weight: 4, arbitrary: fc.record({ do: just('fail'), pick, fault: just(...faults) }) },
  { weight: 1, arbitrary: fc.record({ do: just('elsewhere'), setting, enabled: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: just('wait'),
      milliseconds: fc.constantFrom(10, 500, 3000, 11_000, 100_000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: just('reload', 'kill', 'mount again', 'hide'), tab }) },
  { weight: 1, arbitrary: fc.record({ do: just('switch user'), tab }) },
  { weight: 2, arbitrary: fc.record({ do: just('connection') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: just('storage'),
      fault: just('full', 'corrupt', 'other version', 'empty'),
    }),
  },
)
/** Tabs without common storage don't know each other's choices, so only one tab is without. */
const setup = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      tabs: fc.integer({ min: 1, max: 2 }),
      hasStorage: fc.constant(true),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ tabs: 1, hasStorage: false }) },
)

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
})
afterEach(() => void vi.useRealTimers())

/** Runs timers and waits until React has rendered. Its scheduler posts messages, which are not faked. */
async function tick(milliseconds = 1): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  for (let turn = 0; turn < 3; turn++) {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => resolve(), { once: true })
      port1.start()
      port2.postMessage(undefined)
    })
  }
}

/** The last choice of a user for a setting, in any tab. */
interface Choice {
  readonly enabled: boolean
  readonly tab: ShownTab
  readonly at: number
  /** A request that contained it failed, so that it may be shown as failed. */
  mayFail?: boolean
  /** A page showed that it was not saved. */
  isReported?: true
  /** Another browser changed the setting, or nothing can send the choice any more. */
  mayBeLost?: true
}

type ShownTab = ReturnType<typeof showTab>

/** Shows the center in a tab, over the real provider. */
function showTab(
  { page, ...rest }: TestTab,
  connection: ReturnType<ReturnType<typeof createService>['connect']>,
  firstUser: string,
) {
  const queryClient = new QueryClient()
  const { client } = connection
  const options = { client, catalog: [], persist: true, onError: undefined, onSaved: undefined }
  // The provider finds the stores of the tab's page.
  for (const id of users) getStores(queryClient, id, options, undefined, page)
  let userId = firstUser
  let isMounted = true
  const toPage = () => (
    <StrictMode>
      <IdentikitProvider client={client} queryClient={queryClient} userId={userId}>
        {isMounted && <PreferenceCenter />}
      </IdentikitProvider>
    </StrictMode>
  )
  const { container, rerender, unmount } = render(toPage())
  const getControl = (index: number) =>
    container.querySelector<HTMLElement>(`[role=switch][aria-label="${names[index]}"]`)
  const getRetry = (index: number) =>
    container.querySelector<HTMLElement>(
      `[aria-label="${messages.retrySetting(names[index] ?? '')}"]`,
    )

  return {
    ...rest,
    page,
    getUserId: () => userId,
    getControl,
    getState: (index: number) =>
      getControl(index)?.getAttribute('aria-checked') === 'true' ? 'on' : 'off',
    getSave: (index: number) =>
      getControl(index)?.closest<HTMLElement>('.ik-preference-switch')?.dataset['save'],
    getRetry,
    /** Returns whether the failed change turns a setting on, as far as its error says so. */
    getFailed(index: number): boolean | undefined {
      const text = getRetry(index)?.closest('.ik-not-saved')?.textContent ?? ''
      const [, state] = /^Couldn't turn (on|off) /.exec(text) ?? []
      return state === undefined ? undefined : state === 'on'
    },
    getNotice: () => container.querySelector<HTMLElement>('[data-notice]')?.dataset['notice'],
    mount(value: boolean): void {
      isMounted = value
      rerender(toPage())
    },
    signIn(id: string): void {
      userId = id
      rerender(toPage())
    },
    close(): void {
      rest.kill()
      unmount()
      connection.close()
      queryClient.clear()
    },
  }
}

async function runSteps(
  { tabs: count, hasStorage }: { readonly tabs: number; readonly hasStorage: boolean },
  steps: readonly Step[],
): Promise<void> {
  seedRandom()
  // The timers of the pages of the run before would slow down this one.
  vi.clearAllTimers()
  const service = createService(users, true)
  const browser = createTestBrowser()
  const choices = new Map<string, Choice>()
  /** The last choices of each tab: the error of a type's own switch doesn't name the change. */
  const ownChoices = new Map<string, boolean>()
  const changedElsewhere = new Set<string>()
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
  let storage: Storage = hasStorage ? 'works' : 'absent'
  let opened = 0
  const tabs = Array.from({ length: count }, () => openTab('ada'))

  function openTab(userId: string): ShownTab {
    const isOnline = navigator.onLine
    const connection = service.connect(`tab ${++opened}`)
    return showTab(browser.openTab({ isOnline, hasStorage }), connection, userId)
  }
  const getTab = (index: number) => tabs[index % count] as ShownTab
  const pendingOne = (index: number): ServiceRequest | undefined =>
    service.pending()[index % Math.max(1, service.pending().length)]
  const getChoice = (id: string, index: number) => choices.get(`${id} ${index}`)
  const markLost = (isLost: (choice: Choice, id: string) => boolean = () => true) => {
    for (const [key, choice] of choices)
      if (isLost(choice, key.split(' ')[0] ?? '')) choice.mayBeLost = true
  }
  function markFailed(request: ServiceRequest | undefined, changes = request?.changes): void {
    for (const change of changes ?? []) {
      const index = settings.findIndex((item) => preferenceKey(item) === preferenceKey(change))
      const choice = getChoice(request?.userId ?? '', index)
      if (choice) choice.mayFail = true
    }
  }
  function setOnline(value: boolean): void {
    online.mockReturnValue(value)
    window.dispatchEvent(new Event(value ? 'online' : 'offline'))
    for (const one of tabs) {
      if (value) one.goOnline()
      else one.goOffline()
    }
  }
  function reopen(index: number): void {
    const one = getTab(index)
    // Without storage, a page doesn't know the choices of the one before, nor their order.
    if (storage !== 'works') markLost()
    one.close()
    tabs[index % count] = openTab(one.getUserId())
  }
  function breakStorage(fault: Exclude<Storage, 'works' | 'absent'>): void {
    // Tabs without common storage don't know each other's writes.
    if (count > 1 || storage === 'absent') return
    if (fault === 'full') browser.setStorageFull(true)
    else if (fault === 'empty') browser.stored.clear()
    else
      for (const key of browser.stored.keys())
        if (key.includes(':queue:'))
          browser.stored.set(key, fault === 'corrupt' ? '{"v":1,"entr' : '{"v":7}')
    storage = fault
    markLost(({ tab: one }) => !tabs.includes(one) || fault === 'empty')
  }

  async function run(action: Step): Promise<void> {
    switch (action.do) {
      case 'click':
      case 'retry': {
        const one = getTab(action.tab)
        const isRetry = action.do === 'retry'
        const button = isRetry ? one.getRetry(action.setting) : one.getControl(action.setting)
        const key = `${one.getUserId()} ${action.setting}`
        const ownKey = `${action.tab % count} ${key}`
        // A choice that equals the saved value can be shown as failed, too.
        const failed = isRetry
          ? (one.getFailed(action.setting) ?? ownChoices.get(ownKey))
          : undefined
        const enabled = failed ?? one.getState(action.setting) === 'off'
        if (!button) return
        ownChoices.set(ownKey, enabled)
        choices.set(key, {
          enabled,
          tab: one,
          at: Date.now(),
          // Without storage, a page is another writer than the page before it, whose writes may still arrive.
          ...(storage !== 'works' && service.strayCount() > 0 && { mayBeLost: true }),
        })
        return button.click()
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
        const id = getTab(0).getUserId()
        service.change(id, { ...settings[action.setting], enabled: action.enabled })
        changedElsewhere.add(`${id} ${action.setting}`)
        const choice = getChoice(id, action.setting)
        if (choice) choice.mayBeLost = true
        return
      }
      case 'wait':
        return tick(action.milliseconds)
      case 'mount again': {
        getTab(action.tab).mount(false)
        await tick()
        return getTab(action.tab).mount(true)
      }
      case 'reload':
        getTab(action.tab).fire('pagehide')
        await tick(0)
        return reopen(action.tab)
      case 'kill':
        return reopen(action.tab)
      case 'hide': {
        const one = getTab(action.tab)
        return one.page.isVisible() ? one.hide() : one.reveal()
      }
      case 'switch user': {
        const one = getTab(action.tab)
        // The queue of the former user is deleted after one last request.
        markLost((_, id) => id === one.getUserId())
        return one.signIn(one.getUserId() === 'ada' ? 'bob' : 'ada')
      }
      case 'connection':
        return setOnline(!navigator.onLine)
      case 'storage':
        return breakStorage(action.fault)
    }
  }

  function check(): void {
    expectSame(service.mostWrites() <= 1, true, 'writes of one tab in flight')
    for (const one of tabs) {
      const isReady = one.getControl(0) !== null
      expectSame(
        isReady && one.getNotice() === 'offline',
        isReady && !navigator.onLine,
        'the offline bar',
      )
      for (const index of isReady ? settings.keys() : []) checkRow(one, index)
    }
  }

  function checkRow(one: ShownTab, index: number): void {
    const about = `${names[index]} of ${one.getUserId()}`
    const save = one.getSave(index)
    const choice = getChoice(one.getUserId(), index)
    expectSame(save === 'failed', one.getRetry(index) !== null, `${about}: the error has a button`)
    expect(save === undefined || choice, `${about}: a save without a choice`).toBeTruthy()
    if (choice && save === 'failed') choice.isReported = true
    if (choice?.tab !== one || choice.mayBeLost) return
    const state = choice.enabled ? 'on' : 'off'
    if (save === 'failed') {
      // A request without an answer for 10 seconds fails, too.
      choice.mayFail ||= Date.now() - choice.at >= 10_000
      expectSame(choice.mayFail, true, `${about}: an error without a cause`)
    } else expectSame(one.getState(index), state, `${about}: the last click`)
    if (save === 'saved')
      expectSame(service.getState(one.getUserId(), settings[index] ?? {}), state, about)
  }

  /** From here on everything works. */
  async function rest(minRounds: number): Promise<void> {
    browser.setStorageFull(false)
    // Also reads what another browser changed.
    setOnline(false)
    await tick()
    setOnline(true)
    for (const one of tabs) one.reveal()
    for (let round = 0; round < 60; round++) {
      for (const request of service.pending()) request.answer()
      service.arriveLate(round)
      await tick(round === 10 ? 100_000 : 2500)
      if (round >= minRounds && service.pending().length === 0 && service.strayCount() === 0) return
    }
  }

  await tick()
  for (const request of service.pending()) request.answer()
  await tick()
  for (const action of steps) {
    await run(action)
    await tick()
    check()
  }
  await rest(12)
  check()
  await rest(2)
  for (const one of tabs) {
    for (const index of settings.keys()) {
      const about = `${names[index]} of ${one.getUserId()}`
      const state = service.getState(one.getUserId(), settings[index] ?? {})
      const choice = getChoice(one.getUserId(), index)
      expectSame(one.getState(index), state, `${about}: screen and service`)
      expect([undefined, 'failed'], `${about}: at rest`).toContain(one.getSave(index))
      if (!choice && !changedElsewhere.has(`${one.getUserId()} ${index}`))
        expectSame(state, 'off', `${about}: nobody changed it`)
      // The value may be that of another browser, so that the read after the last try proves nothing.
      const isDoubtful = choice?.mayFail && changedElsewhere.has(`${one.getUserId()} ${index}`)
      if (choice && !choice.mayBeLost && !choice.isReported && !isDoubtful)
        expectSame(state, choice.enabled ? 'on' : 'off', `${about}: the last choice`)
    }
  }
  for (const one of tabs) one.close()
  online.mockRestore()
}

/** A retry of a failed choice that another tab has saved since. */
const retryOfSaved: readonly Step[] = [
  { do: 'click', tab: 0, setting: 3 },
  { do: 'refuse', pick: 0 },
  { do: 'click', tab: 1, setting: 3 },
  { do: 'arrive', pick: 3 },
  { do: 'answer', pick: 0 },
  { do: 'retry', tab: 0, setting: 3 },
]

test(
  `PreferenceCenter: every tab shows what the service holds, in ${runs} runs`,
  { timeout: 1_800_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(setup, fc.array(step, { maxLength: 30, size: 'max' }), runSteps),
      { numRuns: runs, examples: [[{ tabs: 2, hasStorage: true }, [...retryOfSaved]]] },
    )
  },
)
