import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakePush } from '../../../stories/reach/pushFakes.js'
import { useChannel, type ChannelSetup } from '../../../src/index.js'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type WrapperOptions,
} from '../../../src/testing.js'

const phone = '+12125550123'
let browser: ReturnType<typeof fakePush>
beforeEach(() => {
  browser = fakePush({ permission: 'default' })
})
afterEach(() => browser.restore())

function read(channel: string, setup?: ChannelSetup, options: WrapperOptions = {}) {
  const adapter = createMemoryAdapter({ users: [ada] })
  const wrapper = createWrapper({ adapter, channels: setup && { [channel]: setup }, ...options })
  return renderHook(() => useChannel(channel), { wrapper }).result
}

interface Case {
  readonly name: string
  readonly channel: string
  readonly setup?: ChannelSetup
  readonly status: string
  readonly address?: string
}

const cases: readonly Case[] = [
  { name: 'the email of the user', channel: 'email', status: 'reachable', address: ada.email },
  { name: 'no phone number', channel: 'sms', status: 'missing' },
  { name: 'no device', channel: 'push', status: 'missing' },
  { name: 'a channel without an address', channel: 'in_app', status: 'unknown' },
  { name: 'a channel that is not known', channel: 'pager', status: 'unknown' },
  {
    name: 'an address of the host',
    channel: 'sms',
    setup: { address: phone },
    status: 'reachable',
    address: phone,
  },
  { name: 'no address of the host', channel: 'email', setup: { address: null }, status: 'missing' },
  { name: 'a blank address', channel: 'email', setup: { address: ' ' }, status: 'missing' },
  {
    name: 'an address that is not confirmed',
    channel: 'pager',
    setup: { address: '7', verified: false },
    status: 'unverified',
    address: '7',
  },
  {
    name: 'an email that is not confirmed',
    channel: 'email',
    setup: { verified: false },
    status: 'unverified',
    address: ada.email,
  },
]

test.each(cases)('useChannel: with $name', async ({ channel, setup, status, address }) => {
  const result = read(channel, setup)
  await vi.waitFor(() => expect(result.current.status).toBe(status))
  expect(result.current.address).toBe(address)
})

test('useChannel: is loading, signed out, or unknown after a failed load', async () => {
  expect(read('email').current.status).toBe('loading')
  expect(read('email', undefined, { userId: null }).current.status).toBe('signed-out')
  const adapter = createMemoryAdapter({ users: [ada], without: ['users'] })
  const lacking = read('email', undefined, { adapter })
  await vi.waitFor(() => expect(lacking.current.status).toBe('unknown'))
})

test('useChannel: passes on the functions and the link of the host', async () => {
  const onAdd = vi.fn()
  const onVerify = vi.fn()
  const result = read('sms', { onAdd, onVerify, href: '#phone' })
  expect(result.current.href).toBe('#phone')
  result.current.add?.()
  expect(onAdd).toHaveBeenCalledTimes(1)
  await act(async () => result.current.verify?.())
  expect(onVerify).toHaveBeenCalledTimes(1)
  expect(result.current.verifyStatus).toBe('idle')
  expect(read('email').current.verify).toBeUndefined()
})
