import { renderHook, waitFor } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createUserClient, IdentikitError, type Device } from '../../../src/core.js'
import { IdentikitProvider, useDevices, useUser } from '../../../src/index.js'
import type { IdentikitProviderProps } from '../../../src/index.js'
import { createUserHandler } from '../../../src/server/handler.js'
import { ada, createMemoryAdapter, type MemoryAdapterOptions } from '../../../src/testing.js'

const phone: Device = { token: 'phone-0123456789', platform: 'ios' }
const tablet: Device = { token: 'tablet-0123456789', platform: 'ios' }
const browser: Device = { token: 'browser-0123456789', platform: 'web' }
const fault = () => new IdentikitError('service', 'Down.', { status: 500 })

function setUp(service: MemoryAdapterOptions = {}, props: Partial<IdentikitProviderProps> = {}) {
  const adapter = createMemoryAdapter({ users: [ada], ...service })
  for (const device of [phone, tablet]) void adapter.devices?.add(ada.id, device)
  const client = createUserClient(adapter)
  const onError = vi.fn()
  const onSaved = vi.fn()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <IdentikitProvider {...{ client, onError, onSaved }} userId={ada.id} {...props}>
        {children}
      </IdentikitProvider>
    </StrictMode>
  )
  const useBoth = () => ({ list: useDevices(), user: useUser() })
  const { result, unmount } = renderHook(useBoth, { wrapper })
  const list = () => result.current.list
  const asked = (member: string) => adapter.calls.filter((call) => call.member === member)
  const stored = async () => (await client.users.get(ada.id)).devices
  const ready = () => waitFor(() => expect(list().status).toBe('ready'))
  const letGo = () => {
    adapter.faults.pause = false
    adapter.faults.release()
  }
  return { adapter, list, asked, stored, ready, letGo, onError, onSaved, unmount, result }
}

test('useDevices: sends one request for ten quick removals', async () => {
  const { adapter, list, asked, ready, letGo, onSaved, stored } = setUp()
  await ready()
  expect(list().devices).toEqual([phone, tablet])
  adapter.faults.pause = true
  const ended = Array.from({ length: 10 }, () => list().remove(phone.token))
  await waitFor(() => expect(list().isRemoving(phone.token)).toBe(true))
  expect(list().isRemoving(tablet.token)).toBe(false)
  expect(list().devices).toEqual([phone, tablet])
  letGo()
  expect(new Set(await Promise.all(ended)).size).toBe(1)
  expect(await ended[0]).toEqual({ status: 'saved' })
  expect(asked('devices.remove')).toEqual([
    { member: 'devices.remove', id: ada.id, input: phone.token, source: 'device-list' },
  ])
  await waitFor(() => expect(list().devices).toEqual([tablet]))
  expect(onSaved).toHaveBeenCalledExactlyOnceWith({
    resource: 'devices',
    change: { remove: phone.token },
  })
  expect(await stored()).toEqual([tablet])
})

test('useDevices: a read that began before a removal does not show the device again', async () => {
  const { adapter, list, ready, result } = setUp()
  await ready()
  adapter.faults.pause = true
  void result.current.user.update({ name: 'Ada King' })
  await waitFor(() => expect(adapter.faults.pending).toHaveLength(1))
  const removed = list().remove(phone.token)
  await waitFor(() => expect(adapter.faults.pending).toHaveLength(2))
  adapter.faults.release(({ member }) => member === 'devices.remove')
  await removed
  await waitFor(() => expect(list().devices).toEqual([tablet]))
  // The answer to the other save was made before, and holds the device.
  const seen: unknown[] = []
  adapter.faults.release(({ member }) => member === 'users.update')
  await waitFor(() => {
    seen.push(list().devices)
    expect(result.current.user.saveStatus).not.toBe('saving')
  })
  expect(seen.every((shown) => JSON.stringify(shown) === JSON.stringify([tablet]))).toBe(true)
  adapter.faults.pause = false
  adapter.faults.release()
  await list().reload()
  expect(list().devices).toEqual([tablet])
})

test('useDevices: shows a removed device that was added elsewhere', async () => {
  const { adapter, list, ready } = setUp()
  await ready()
  await list().remove(phone.token)
  await waitFor(() => expect(list().devices).toEqual([tablet]))
  await adapter.devices?.add(ada.id, phone)
  await list().reload()
  await waitFor(() => expect(list().devices).toEqual([tablet, phone]))
})

test('useDevices: keeps the device after a failed removal, which can be retried', async () => {
  const { adapter, list, asked, ready, onError } = setUp()
  await ready()
  adapter.faults.fail = ({ member }) => (member === 'devices.remove' ? fault() : undefined)
  const failed = { status: 'failed', error: { code: 'service' } }
  expect(await list().remove(phone.token)).toMatchObject(failed)
  await waitFor(() => expect(list().getSaveState(phone.token).saveError?.code).toBe('service'))
  expect(list()).toMatchObject({ devices: [phone, tablet], saveError: { code: 'service' } })
  expect(list().getSaveState(tablet.token).saveError).toBeUndefined()
  expect(onError).toHaveBeenCalledOnce()
  adapter.faults.fail = undefined
  expect(await list().remove(phone.token)).toEqual({ status: 'saved' })
  await waitFor(() => expect(list()).toMatchObject({ devices: [tablet], saveError: undefined }))
  expect(asked('devices.remove')).toHaveLength(2)
})

test('useDevices: sends a removal again after a lost answer', async () => {
  const { adapter, list, ready, asked } = setUp()
  await ready()
  let lost = false
  adapter.faults.loseResponse = ({ member }) =>
    member === 'devices.remove' && !lost && (lost = true)
  expect(await list().remove(phone.token)).toEqual({ status: 'saved' })
  expect(asked('devices.remove')).toHaveLength(2)
})

test('useDevices: adds a device before the load, and an equal one once', async () => {
  const { adapter, list, asked, stored } = setUp()
  adapter.faults.pause = true
  const ended = [list().add(browser), list().add({ ...browser })]
  await waitFor(() => expect(asked('devices.add')).toHaveLength(3))
  adapter.faults.release(({ member }) => member === 'users.get')
  await waitFor(() => expect(list().devices).toEqual([phone, tablet, browser]))
  expect(list().isRemoving(browser.token)).toBe(false)
  adapter.faults.pause = false
  adapter.faults.release()
  expect(await Promise.all(ended)).toEqual([{ status: 'saved' }, { status: 'saved' }])
  await waitFor(() => expect(list().devices).toEqual([phone, tablet, browser]))
  expect(await stored()).toEqual([phone, tablet, browser])
  expect(asked('devices.add')).toHaveLength(3)
})

test('useDevices: hides a device that could not be added, and returns the error', async () => {
  const { adapter, list, ready } = setUp()
  await ready()
  adapter.faults.fail = ({ member }) => (member === 'devices.add' ? fault() : undefined)
  expect(await list().add(browser)).toMatchObject({ status: 'failed' })
  await waitFor(() => expect(list().getSaveState(browser.token).saveError?.code).toBe('service'))
  expect(list().devices).toEqual([phone, tablet])
})

test('useDevices: sends changes one at a time, and only the newest per token', async () => {
  const { adapter, list, ready, letGo, asked, stored } = setUp()
  await ready()
  adapter.faults.pause = true
  const ended = [
    list().remove(phone.token),
    list().remove(tablet.token),
    list().add(browser),
    list().add(tablet),
    list().remove(browser.token),
  ]
  await waitFor(() => expect(asked('devices.remove')).toHaveLength(1))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(adapter.faults.pending.map(({ input }) => input)).toEqual([phone.token])
  letGo()
  const replaced = { status: 'replaced' }
  const saved = { status: 'saved' }
  expect(await Promise.all(ended)).toEqual([saved, replaced, replaced, saved, saved])
  expect(await stored()).toEqual([tablet])
  await waitFor(() => expect(list().devices).toEqual([tablet]))
})

test('useDevices: sends pending changes after unmount', async () => {
  const { list, ready, unmount, stored } = setUp()
  await ready()
  const removed = list().remove(phone.token)
  unmount()
  expect(await removed).toEqual({ status: 'saved' })
  expect(await stored()).toEqual([tablet])
})

test('useDevices: returns errors for invalid input, and while no user is signed in', async () => {
  const { list, asked } = setUp()
  const invalid = { status: 'failed', error: { code: 'invalid' } }
  for (const ended of [
    list().add(null as never),
    list().add({} as never),
    list().remove(''),
    list().remove(null as never),
  ])
    expect(await ended).toMatchObject(invalid)
  expect(asked('devices.add')).toHaveLength(2)
  const nobody = setUp({}, { userId: null })
  expect(await nobody.list().add(browser)).toMatchObject({ error: { code: 'not-loaded' } })
  expect(nobody.list().status).toBe('signed-out')
})

test.each([
  ['goes over a handler that allows it, without its token in an address', ['devices'], 'saved'],
  ['is not asked for where the handler serves no devices, and shows none', [], 'failed'],
] as const)('a removal %s', async (_, allow, status) => {
  const service = createMemoryAdapter({ users: [ada] })
  await service.devices?.add(ada.id, phone)
  const handler = createUserHandler({ adapter: service, authenticate: () => ada.id, allow })
  const sent: string[] = []
  const adapter = createRemoteAdapter({
    url: '/api/identikit',
    fetch: (input, init) => {
      const request = new Request(input, init)
      sent.push(`${request.method} ${request.url}`)
      return handler(request)
    },
  })
  const client = createUserClient(adapter)
  const { result } = renderHook(() => useDevices(), {
    wrapper: ({ children }) => (
      <IdentikitProvider client={client} userId={ada.id}>
        {children}
      </IdentikitProvider>
    ),
  })
  await waitFor(() => expect(result.current.status).toBe('ready'))
  expect(result.current.devices).toEqual(status === 'saved' ? [phone] : undefined)
  expect(result.current.isReadOnly).toBe(status === 'failed')
  expect(await result.current.remove(phone.token)).toMatchObject({ status })
  const posts = sent.filter((line) => line.startsWith('POST'))
  expect(posts).toHaveLength(status === 'saved' ? 1 : 0)
  expect(sent.join(' ')).not.toContain(phone.token)
  const left = (await createUserClient(service).users.get(ada.id)).devices
  expect(left).toEqual(status === 'saved' ? [] : [phone])
})
