import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  fakePush,
  getPushDevice,
  pushDevice,
  serviceWorker,
  vapidKey,
  type PushFake,
} from '../../../stories/reach/pushFakes.js'
import { createUserClient, IdentikitError, type Device } from '../../../src/core.js'
import {
  IdentikitProvider,
  usePushDevice,
  type UsePushDeviceOptions,
  type UsePushDeviceResult,
} from '../../../src/index.js'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapter,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'

let browser: ReturnType<typeof fakePush> | undefined

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  browser?.restore()
  localStorage.clear()
  vi.useRealTimers()
})

const pass = (time: number) => act(() => vi.advanceTimersByTimeAsync(time))

function createAdapter(...devices: readonly Device[]): MemoryAdapter {
  const user = { ...ada, devices }
  return createMemoryAdapter({ users: [user] })
}

function showTab(adapter: MemoryAdapter, options: Partial<UsePushDeviceOptions> = {}) {
  const onError = vi.fn()
  const wrapper = createWrapper({ adapter, onError })
  const useTab = () => usePushDevice({ vapidKey, serviceWorker, ...options })
  return { ...renderHook(useTab, { wrapper }), onError }
}

async function show(
  push: PushFake,
  adapter: MemoryAdapter,
  options?: Partial<UsePushDeviceOptions>,
) {
  browser = fakePush(push)
  const tab = showTab(adapter, options)
  await pass(100)
  return { ...tab, browser }
}

/** Waits until a hook returns what is expected. */
const expectState = (
  result: { readonly current: UsePushDeviceResult },
  expected: Partial<Record<keyof UsePushDeviceResult, unknown>>,
): Promise<void> => vi.waitFor(() => expect(result.current).toMatchObject(expected))

/** Waits until the service holds the devices with these tokens. */
const expectTokens = ({ users }: MemoryAdapter, tokens: readonly string[]): Promise<void> =>
  vi.waitFor(async () => {
    const { devices = [] } = await users!.get!(ada.id)
    expect(devices.map(({ token }) => token)).toEqual(tokens)
  })

/** Creates a service worker that gets ready when `start` is called. */
function createLateWorker() {
  let start = () => {}
  const ready = new Promise<ServiceWorkerRegistration>((resolve) => {
    start = () => resolve(serviceWorker())
  })
  return { serviceWorker: () => ready, start: () => start() }
}

const never = () => new Promise<never>(() => {})
const notReady = { code: 'misuse', message: expect.stringContaining('not ready') }

test('usePushDevice: is off while the service worker is not ready, and reads the subscription when it is', async () => {
  const worker = createLateWorker()
  const push: PushFake = { permission: 'granted', isSubscribed: true }
  const { result, onError } = await show(push, createAdapter(pushDevice), worker)
  await pass(9000)
  await expectState(result, { status: 'loading' })
  await pass(1000)
  await expectState(result, { status: 'off' })
  expect(onError.mock.calls).toEqual([[{ error: expect.objectContaining(notReady) }]])
  worker.start()
  await pass(0)
  await expectState(result, { status: 'on' })
})

test('usePushDevice: fails to turn push on while the service worker is not ready, and retries', async () => {
  const worker = createLateWorker()
  const adapter = createAdapter()
  const { result } = await show({ permission: 'default' }, adapter, worker)
  await expectState(result, { status: 'askable' })
  act(() => void result.current.enable())
  await pass(29_000)
  await expectState(result, { status: 'on', saveStatus: 'saving' })
  await pass(1000)
  await expectState(result, { status: 'off', saveStatus: 'failed', saveError: notReady })
  await expectTokens(adapter, [])
  worker.start()
  await act(() => result.current.retry())
  await expectState(result, { status: 'on', saveStatus: 'saved' })
  await expectTokens(adapter, [pushDevice.token])
})

test.each(['getSubscription', 'subscribe'] as const)(
  'usePushDevice: fails if %s of the browser does not answer',
  async (member) => {
    const pushManager = Object.assign({}, serviceWorker().pushManager, { [member]: never })
    const { result } = await show({ permission: 'granted' }, createAdapter(), {
      serviceWorker: () => Object.assign(serviceWorker(), { pushManager }),
    })
    act(() => void result.current.enable())
    await pass(60_000)
    await expectState(result, {
      status: 'off',
      saveStatus: 'failed',
      saveError: { code: 'network' },
    })
  },
)

test('usePushDevice: waits for the answer of the user without a limit', async () => {
  const { result } = await show({ permission: 'default' }, createAdapter())
  let answer = () => {}
  Object.defineProperty(Notification, 'requestPermission', {
    configurable: true,
    value: () => new Promise<void>((resolve) => (answer = resolve)),
  })
  act(() => void result.current.enable())
  await pass(600_000)
  await expectState(result, { status: 'askable', saveStatus: 'idle' })
  browser?.setPermission('granted')
  answer()
  await pass(100)
  await expectState(result, { status: 'on' })
})

test('usePushDevice: registers nothing for a user who signed out before the answer', async () => {
  browser = fakePush({ permission: 'default' })
  let answer = () => {}
  Object.defineProperty(Notification, 'requestPermission', {
    configurable: true,
    value: () => new Promise<void>((resolve) => (answer = resolve)),
  })
  const bob = { ...ada, id: 'user_bob' }
  const adapter = createMemoryAdapter({ users: [ada, bob] })
  const client = createUserClient(adapter)
  let userId: string = ada.id
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <IdentikitProvider client={client} userId={userId} onError={() => {}}>
      {children}
    </IdentikitProvider>
  )
  const { result, rerender } = renderHook(() => usePushDevice({ vapidKey, serviceWorker }), {
    wrapper,
  })
  await pass(100)
  const enabled = result.current.enable()
  userId = bob.id
  rerender()
  await pass(100)
  browser.setPermission('granted')
  answer()
  await pass(100)
  expect(await enabled).toMatchObject({ status: 'failed', error: { code: 'user-changed' } })
  await expectState(result, { status: 'off', saveStatus: 'idle' })
  await expectTokens(adapter, [])
})

test('usePushDevice: replaces the device of a permission that was taken back', async () => {
  const other = { token: 'phone', platform: 'ios' }
  const adapter = createAdapter(other)
  const { result, browser: fake } = await show({ permission: 'granted' }, adapter)
  await act(() => result.current.enable())
  await pass(100)
  await expectTokens(adapter, [other.token, pushDevice.token])
  fake.drop()
  act(() => fake.setPermission('default'))
  await pass(100)
  await expectState(result, { status: 'askable' })
  await act(() => result.current.enable())
  await pass(100)
  await expectState(result, { status: 'on' })
  await expectTokens(adapter, [other.token, getPushDevice(2).token])
})

test('usePushDevice: removes the device whose subscription the browser ended', async () => {
  const adapter = createAdapter()
  const { result, browser: fake } = await show({ permission: 'granted' }, adapter)
  await act(() => result.current.enable())
  fake.drop()
  await act(() => result.current.disable())
  await pass(100)
  await expectState(result, { status: 'off' })
  await expectTokens(adapter, [])
})

test('usePushDevice: replaces the device after the list of devices could be read', async () => {
  const adapter = createAdapter()
  const first = await show({ permission: 'granted' }, adapter)
  await act(() => first.result.current.enable())
  first.unmount()
  first.browser.drop()
  adapter.faults.fail = ({ member }) =>
    member === 'users.get' ? new IdentikitError('forbidden', 'No.') : undefined
  const { result } = showTab(adapter)
  await pass(100)
  await expectState(result, { status: 'off' })
  expect(adapter.calls.filter(({ member }) => member === 'devices.add')).toHaveLength(1)
  adapter.faults.fail = undefined
  act(() => void window.dispatchEvent(new Event('online')))
  await pass(60_000)
  await expectState(result, { status: 'on' })
  await expectTokens(adapter, [getPushDevice(2).token])
})

/** Makes a change, and passes on what the other tabs of the browser get: messages and events of the storage. */
async function changeInOtherTab(change: () => Promise<unknown>): Promise<void> {
  const before = Object.fromEntries(Object.entries(localStorage))
  await act(change)
  for (const key of new Set([...Object.keys(before), ...Object.keys(localStorage)]))
    if (before[key] !== localStorage.getItem(key))
      act(() => void window.dispatchEvent(new StorageEvent('storage', { key })))
  await pass(100)
}

test.each<[string, MemoryAdapterOptions]>([
  ['lists the devices', {}],
  ['lists no devices', { without: ['users'] }],
])('usePushDevice: follows another tab where the service %s', async (_, options) => {
  const tabs = new BroadcastChannel('identikit')
  const post = tabs.postMessage.bind(tabs)
  tabs.addEventListener('message', ({ data }) => post(data))
  const adapter = createMemoryAdapter({ users: [ada], ...options })
  const { result } = await show({ permission: 'granted' }, adapter)
  const other = showTab(adapter)
  await pass(100)
  await expectState(result, { status: 'off' })
  await changeInOtherTab(() => other.result.current.enable())
  await expectState(result, { status: 'on' })
  await changeInOtherTab(() => other.result.current.disable())
  await expectState(result, { status: 'off' })
  tabs.close()
})

test('usePushDevice: does not replace the subscription of a tab with another key', async () => {
  const adapter = createAdapter()
  const newer = btoa(String.fromCharCode(4, ...new Uint8Array(64).fill(7)))
  const { result } = await show({ permission: 'granted' }, adapter, { vapidKey: newer })
  const other = showTab(adapter)
  await pass(100)
  await changeInOtherTab(() => other.result.current.enable())
  await expectState(result, { status: 'off' })
  await expectState(other.result, { status: 'on' })
  expect(adapter.calls.filter(({ member }) => member === 'devices.add')).toHaveLength(1)
})
