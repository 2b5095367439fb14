import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { IdentikitError } from '../../../src/core/errors.js'
import { getDeviceStore } from '../../../src/react/devices/deviceStore.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { ada } from '../../../src/testing.js'
import { createReadingBrowser, pass } from './reading.fixture.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const email = { type: 'comments', channel: 'email' }
const push = { type: 'comments', channel: 'push' }

/** Opens two tabs of one user that have loaded everything. */
async function openTwo() {
  const reading = createReadingBrowser()
  const [first, second] = [reading.openTab(), reading.openTab()]
  first.show()
  const hide = second.show()
  await pass(100)
  reading.gets.splice(0)
  /** Saves a preference in the first tab. */
  async function save(enabled: boolean, target = email): Promise<void> {
    void first.stores.preferences.update([{ ...target, enabled }])
    await pass(100)
  }
  /** Returns the state of a setting in the second tab. */
  const state = (target = email) =>
    getSetting(second.stores.preferences.getSnapshot().data, target)?.state
  const reads = () => reading.gets.splice(0).map(({ read }) => read)
  return { ...reading, first, second, hide, save, state, reads }
}

test('tabs: a saved preference is read again by the other tab', async () => {
  const { save, state, reads } = await openTwo()
  await save(false)
  expect(state()).toBe('off')
  await save(true)
  expect(state()).toBe('on')
  expect(reads()).toEqual(['preferences', 'preferences'])
})

test('tabs: a saved device is read again by the other tab', async () => {
  const { first, second, reads } = await openTwo()
  void getDeviceStore(first.stores).change({ add: { token: 'token-1', platform: 'web' } })
  await pass(100)
  // Each tab reads once.
  expect(reads()).toEqual(['user', 'user'])
  expect(second.stores.user.getSnapshot().data?.devices).toMatchObject([{ token: 'token-1' }])
})

test('tabs: a saved streak makes the length of the streak stale, too', async () => {
  const { first, second, reads } = await openTwo()
  second.stores.streak.info.subscribe(() => {})
  await pass(100)
  reads()
  void first.stores.streak.update({ daysOff: [1] })
  await pass(100)
  expect(reads().flatMap((read) => read?.split(','))).toEqual(['streak', 'streakInfo'])
  expect(second.stores.streak.settings.getSnapshot().data?.daysOff).toEqual([1])
})

test('tabs: data that is not shown is read when it is shown next', async () => {
  const { second, hide, save, state, reads } = await openTwo()
  hide()
  await save(false)
  expect(reads()).toEqual([])
  second.show()
  await pass(100)
  expect(reads()).toEqual(['preferences'])
  expect(state()).toBe('off')
})

test('tabs: a hidden tab reads once, when it is visible again', async () => {
  const { second, save, state, reads } = await openTwo()
  second.hide()
  for (const enabled of [false, true, false]) await save(enabled)
  expect(reads()).toEqual([])
  second.reveal()
  await pass(100)
  expect(reads()).toEqual(['preferences'])
  expect(state()).toBe('off')
})

test('tabs: pending changes stay on the screen while the data of another tab is read', async () => {
  const { second, save, state, adapter } = await openTwo()
  const isOn = state(push) === 'on'
  adapter.faults.fail = ({ member }) =>
    member === 'preferences.update' ? new IdentikitError('network', 'Gone.') : undefined
  void second.stores.preferences.update([{ ...push, enabled: !isOn }])
  await pass(100)
  adapter.faults.fail = undefined
  const seen = new Set<string | undefined>()
  second.stores.preferences.subscribe(() => seen.add(`${state()} ${state(push)}`))
  await save(false)
  await pass(20_000)
  const after = isOn ? 'off' : 'on'
  expect([...seen].at(-1)).toBe(`off ${after}`)
  expect([...seen].filter((states) => !states?.endsWith(after))).toEqual([])
})

test('tabs: messages hold no data, and tabs of other users read nothing', async () => {
  const { browser, openTab, first, second, reads } = await openTwo()
  openTab('user_bob').show()
  await pass(5000)
  reads()
  void first.stores.updateUser({ name: 'Ada King' })
  await pass(100)
  expect(reads()).toEqual(['user'])
  expect(second.stores.user.getSnapshot().data?.name).toBe('Ada King')
  const scope: unknown = expect.stringContaining(ada.id)
  expect(browser.messages).toEqual([{ v: 1, scope, resource: 'user' }])
})
