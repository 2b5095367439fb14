import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { fakePush, pushDevice, serviceWorker, vapidKey } from '../../../stories/reach/pushFakes.js'
import { messages } from '../../../src/core/messages/messages.js'
import {
  ChannelReach,
  IdentikitProvider,
  PreferenceCenter,
  PushDevice,
  type ChannelSetups,
} from '../../../src/index.js'
import { createUserClient, type CatalogEntry } from '../../../src/core.js'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'

const { reach: t, channels: names, push } = messages
const phone = '+12125550123'
const types = ['email', 'sms', 'push', 'in_app', 'pager']
const catalog: readonly CatalogEntry[] = [{ id: 'news', label: 'News', channels: types }]
const preferences = {
  types: [
    {
      id: 'news',
      channels: Object.fromEntries(types.map((channel) => [channel, { state: 'off' as const }])),
    },
  ],
}

let browser: ReturnType<typeof fakePush>
beforeEach(() => {
  browser = fakePush({ permission: 'default' })
})
afterEach(() => {
  browser.restore()
  localStorage.clear()
})

interface World extends MemoryAdapterOptions {
  readonly readOnly?: boolean
}

function show(channels?: ChannelSetups, { readOnly = false, ...options }: World = {}) {
  const adapter = createMemoryAdapter({ users: [ada], preferences, ...options })
  const onError = vi.fn()
  const wrapper = createWrapper({ adapter, catalog, channels, onError, readOnly })
  const view = render(<PreferenceCenter reach={<ChannelReach />} />, { wrapper })
  return { adapter, onError, ...view }
}

const texts = () =>
  [...document.querySelectorAll('.ik-channel-reach .ik-notice')].map((notice) =>
    notice.textContent.trim(),
  )

async function isReady(): Promise<void> {
  await expect.element(page.getByRole('table')).toBeVisible()
}

test('ChannelReach: names each channel of the preferences without an address', async () => {
  show({ sms: { href: '#phone' } }, { users: [{ id: ada.id }] })
  await expect
    .poll(texts)
    .toEqual([
      t.missing.email(names.email),
      t.missing.devices(names.push),
      `${t.missing.phone(names.sms)} ${t.add.phone}`,
    ])
  await expect
    .element(page.getByRole('link', { name: t.add.phone, exact: true }))
    .toHaveAttribute('href', '#phone')
})

test('ChannelReach: renders nothing if every channel reaches the user', async () => {
  const user = { ...ada, phone, devices: [pushDevice] }
  const { container } = show(undefined, { users: [user] })
  await isReady()
  await expect.poll(() => container.querySelector('[data-status="ready"]')).not.toBeNull()
  expect(container.querySelector('.ik-channel-reach')).toBeNull()
})

test('ChannelReach: reads no user if the host tells every address', async () => {
  const told = { address: 'somewhere' }
  const { adapter } = show({ email: told, sms: { address: '' }, push: told })
  await expect.poll(texts).toEqual([t.missing.phone(names.sms)])
  expect(adapter.calls.map(({ member }) => member)).not.toContain('users.get')
})

test('ChannelReach: opens the form of the host', async () => {
  const onAdd = vi.fn()
  show({ sms: { onAdd, href: '#phone' } })
  await page.getByRole('button', { name: t.add.phone, exact: true }).click()
  expect(onAdd).toHaveBeenCalledTimes(1)
})

function createConfirmation(children: ReactNode) {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const client = createUserClient(adapter)
  let finish = () => {}
  const onVerify = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
  const view = (verified: boolean, address: string | null = 'app') => (
    <IdentikitProvider
      client={client}
      userId={ada.id}
      catalog={catalog}
      channels={{ sms: { address: phone, verified, onVerify }, push: { address } }}
    >
      {children}
    </IdentikitProvider>
  )
  return { view, onVerify, finish: () => finish() }
}

const group = () => page.getByRole('group', { name: t.title, exact: true })

test('ChannelReach: confirms an address once at a time', async () => {
  const { view, onVerify, finish } = createConfirmation(
    <PreferenceCenter reach={<ChannelReach />} />,
  )
  const { rerender } = render(view(false))
  await expect.element(page.getByText(t.unverified(names.sms, phone))).toBeVisible()
  const button = page.getByRole('button', { name: t.verify(phone), exact: true })
  await button.click()
  await expect.element(button).toHaveAttribute('aria-busy', 'true')
  await button.click({ force: true })
  expect(onVerify).toHaveBeenCalledTimes(1)
  finish()
  await expect.element(button).not.toHaveAttribute('aria-busy')
  rerender(view(true))
  await expect.poll(texts).toEqual([])
})

test.each([
  ['alone', <ChannelReach key="reach" />],
  ['in a center', <PreferenceCenter key="center" reach={<ChannelReach />} />],
])('ChannelReach: keeps the focus of a notice that is removed, %s', async (_, children) => {
  const { view } = createConfirmation(
    <>
      {children}
      <button type="button">Next</button>
    </>,
  )
  const { rerender } = render(view(false, null))
  const button = page.getByRole('button', { name: t.verify(phone), exact: true })
  await button.click()
  rerender(view(true, null))
  await expect.poll(texts).toEqual([t.missing.devices(names.push)])
  await expect.element(group()).toHaveFocus()
  // The window loses the focus, and its document doesn't.
  group()
    .element()
    .dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  rerender(view(true))
  await expect.poll(texts).toEqual([])
  await expect.element(group()).toHaveFocus()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await expect.poll(() => group().elements()).toEqual([])
})

test('ChannelReach: says that the confirmation failed, and tries again', async () => {
  const onVerify = vi.fn().mockRejectedValueOnce(new Error('The code was wrong.'))
  const { onError } = show({ sms: { address: phone, verified: false, onVerify } })
  const button = page.getByRole('button', { name: t.verify(phone), exact: true })
  await button.click()
  await expect.element(page.getByText(t.verifyFailed)).toBeVisible()
  expect(onError).toHaveBeenCalledTimes(1)
  await button.click()
  await expect.poll(() => page.getByText(t.verifyFailed).elements()).toEqual([])
})

test('ChannelReach: says how to unblock push, until the browser permits it or another device gets it', async () => {
  browser.setPermission('denied')
  const blocked = `${t.blocked(names.push)} ${push.deniedHelp}`
  const { unmount } = show({ sms: { address: phone } })
  await expect.poll(texts).toEqual([blocked])
  browser.setPermission('default')
  await expect.poll(texts).toEqual([t.missing.devices(names.push)])
  unmount()
  browser.setPermission('denied')
  const user = { ...ada, devices: [pushDevice] }
  show({ sms: { address: phone } }, { users: [user] })
  await isReady()
  await expect.poll(() => page.getByRole('switch').elements().length).toBe(types.length)
  expect(texts()).toEqual([])
})

test('ChannelReach: counts no device of this browser while the browser shows no notifications', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const wrapper = createWrapper({ adapter, catalog })
  const noPhone = t.missing.phone(names.sms)
  const reach = <PreferenceCenter reach={<ChannelReach />} />
  const { rerender, unmount } = render(
    <>
      {reach}
      <PushDevice vapidKey={vapidKey} serviceWorker={serviceWorker} />
    </>,
    { wrapper },
  )
  await page.getByRole('switch', { name: push.title, exact: true }).click()
  await expect.element(page.getByText(push.on)).toBeVisible()
  await expect.poll(texts).toEqual([noPhone])
  browser.setPermission('denied')
  const blocked = `${t.blocked(names.push)} ${push.deniedHelp}`
  await expect.poll(texts).toEqual([blocked, noPhone])
  rerender(reach)
  browser.setPermission('default')
  await expect.poll(texts).toEqual([t.missing.devices(names.push), noPhone])
  unmount()
  browser.setPermission('denied')
  const { unmount: leave } = render(reach, { wrapper })
  await expect.poll(texts).toEqual([blocked, noPhone])
  leave()
  await createUserClient(adapter).devices.add(ada.id, { token: 'phone', platform: 'ios' })
  render(reach, { wrapper })
  await expect.poll(texts).toEqual([noPhone])
})

test('ChannelReach: claims nothing of addresses that the service does not have', async () => {
  show(undefined, { fields: {}, without: ['devices'] })
  await isReady()
  expect(texts()).toEqual([])
})

test('ChannelReach: says why a channel of the host does not reach the user', async () => {
  show({ pager: { address: null }, email: { verified: false }, sms: { address: phone } })
  await expect
    .poll(texts)
    .toEqual([
      t.unverified(names.email, ada.email),
      t.missing.devices(names.push),
      t.missing.other('Pager'),
    ])
  expect(page.getByRole('button', { name: t.verify(ada.email) }).elements()).toEqual([])
})

test('ChannelReach: offers no action on a read-only page', async () => {
  show({ sms: { href: '#phone' }, push: { address: 'app' } }, { readOnly: true })
  await expect.poll(texts).toEqual([t.missing.phone(names.sms)])
  expect(page.getByRole('link').elements()).toEqual([])
})
