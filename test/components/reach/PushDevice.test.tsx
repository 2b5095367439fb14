import { render } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import {
  fakePush,
  pushDevice,
  refusesDevices,
  registered,
  serviceWorker,
  vapidKey,
  type PushFake,
} from '../../../stories/reach/pushFakes.js'
import { messages } from '../../../src/core/messages/messages.js'
import { PushDevice } from '../../../src/index.js'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapter,
} from '../../../src/testing.js'

const { push: t } = messages
const control = () => page.getByRole('switch', { name: t.title, exact: true })
const status = () => page.getByRole('status')
let fake: ReturnType<typeof fakePush> | undefined

afterEach(() => {
  fake?.restore()
  localStorage.clear()
})

function show(
  push: PushFake,
  adapter = createMemoryAdapter({ users: [ada] }),
  props: Partial<Parameters<typeof createWrapper>[0] & { vapidKey: string }> = {},
) {
  fake = fakePush(push)
  const { vapidKey: key = vapidKey, ...wrapper } = props
  const onError = vi.fn()
  const view = render(<PushDevice vapidKey={key} serviceWorker={serviceWorker} channelId="web" />, {
    wrapper: createWrapper({ adapter, onError, ...wrapper }),
  })
  return { adapter, onError, fake, ...view }
}

const getWrites = ({ calls }: MemoryAdapter) =>
  calls.filter(({ member }) => member.startsWith('devices.'))

test('PushDevice: registers the browser with a JSON token, its platform and its channel', async () => {
  const { adapter, fake: browser } = show({ permission: 'default' })
  await expect.element(page.getByText(t.askable)).toBeVisible()
  await expect.element(control()).not.toBeChecked()
  expect(browser.getAsked()).toBe(0)
  await control().click()
  await expect.element(status()).toHaveTextContent(messages.savedOn(t.title))
  await expect.element(control()).toBeChecked()
  await expect.element(control()).toHaveFocus()
  await expect.element(control()).toHaveAccessibleDescription(t.on)
  expect(browser.getAsked()).toBe(1)
  expect(getWrites(adapter).map(({ input }) => input)).toEqual([
    { ...pushDevice, channelId: 'web' },
  ])
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain('push.example.com')
})

test('PushDevice: removes the browser', async () => {
  const { adapter } = show(
    { permission: 'granted', isSubscribed: true },
    registered().adapter as MemoryAdapter,
  )
  await expect.element(control()).toBeChecked()
  await control().click()
  await expect.element(status()).toHaveTextContent(messages.savedOff(t.title))
  await expect.element(control()).not.toBeChecked()
  expect(getWrites(adapter).map(({ member, input }) => [member, input])).toEqual([
    ['devices.remove', pushDevice.token],
  ])
  await expect.poll(async () => serviceWorker().pushManager.getSubscription()).toBeNull()
})

test('PushDevice: is off for a user who did not register the subscription of the browser', async () => {
  const { adapter } = show({ permission: 'granted', isSubscribed: true })
  await expect.element(control()).toBeVisible()
  expect(control().element().getAttribute('aria-checked')).toBe('false')
  await expect.element(page.getByText(t.off)).toBeVisible()
  expect(getWrites(adapter)).toEqual([])
})

test('PushDevice: says how to unblock notifications after the user blocked them', async () => {
  const { adapter, fake: browser } = show({ permission: 'default', answer: 'denied' })
  await control().click()
  const text = `${t.denied} ${t.deniedHelp}`
  await expect.element(status()).toHaveTextContent(text)
  await expect.element(control()).toHaveAttribute('aria-disabled', 'true')
  await expect.element(control()).toHaveAccessibleDescription(text)
  await expect.element(control()).toHaveFocus()
  await control().click({ force: true })
  expect(browser.getAsked()).toBe(1)
  expect(getWrites(adapter)).toEqual([])
  browser.setPermission('granted')
  await expect.element(page.getByText(t.off)).toBeVisible()
  await expect.element(control()).not.toHaveAttribute('aria-disabled')
})

test('PushDevice: stays askable when the user closes the question', async () => {
  const { fake: browser } = show({ permission: 'default', answer: 'default' })
  await control().click()
  await expect.poll(browser.getAsked).toBe(1)
  await expect.element(page.getByText(t.askable)).toBeVisible()
  await expect.element(control()).not.toBeChecked()
  await control().click()
  await expect.poll(browser.getAsked).toBe(2)
})

test('PushDevice: shows the error and retries when the service refuses the device', async () => {
  const adapter = refusesDevices().adapter as MemoryAdapter
  const { onError } = show({ permission: 'granted' }, adapter)
  await control().click()
  const retry = page.getByRole('button', { name: messages.retrySetting(t.title) })
  await expect.element(retry).toBeVisible()
  await expect.element(status()).toHaveTextContent(messages.notSavedNamed(t.title))
  await expect.element(control()).not.toBeChecked()
  await expect
    .element(control())
    .toHaveAccessibleDescription(`${messages.notSaved} ${messages.errors.forbidden}`)
  expect(onError).toHaveBeenCalledTimes(1)
  adapter.faults.fail = undefined
  await retry.click()
  await expect.element(control()).toBeChecked()
  await expect.element(control()).toHaveFocus()
  expect(retry.elements()).toEqual([])
})

test('PushDevice: does not say that push was turned off when the user blocks notifications', async () => {
  const { fake: browser } = show({ permission: 'granted' })
  await control().click()
  await expect.element(status()).toHaveTextContent(messages.savedOn(t.title))
  browser.setPermission('denied')
  await expect.element(control()).toHaveAccessibleDescription(`${t.denied} ${t.deniedHelp}`)
  expect(status().element().textContent).not.toContain(messages.savedOff(t.title))
})

test('PushDevice: says how to unblock notifications that were blocked after a failure', async () => {
  const { fake: browser } = show({ permission: 'granted', error: 'AbortError' })
  await control().click()
  await expect.element(page.getByText(messages.errors.network)).toBeVisible()
  browser.setPermission('denied')
  await expect.element(control()).toHaveAccessibleDescription(`${t.denied} ${t.deniedHelp}`)
  expect(page.getByText(messages.errors.network).elements()).toEqual([])
})

test.each([
  ['network', 'AbortError'],
  ['forbidden', 'NotAllowedError'],
  ['service', 'InvalidStateError'],
] as const)('PushDevice: shows the error %s for %s', async (code, error) => {
  const { adapter, onError } = show({ permission: 'granted', error })
  await control().click()
  await expect.element(page.getByText(messages.errors[code])).toBeVisible()
  expect(onError).toHaveBeenCalledWith({ error: expect.objectContaining({ code }) })
  expect(getWrites(adapter)).toEqual([])
})

test('PushDevice: reports a key that is none', async () => {
  const { onError } = show({ permission: 'granted' }, undefined, { vapidKey: 'abc' })
  await control().click()
  await expect.element(page.getByText(messages.errors.misuse)).toBeVisible()
  expect(onError).toHaveBeenCalledWith({ error: expect.objectContaining({ code: 'misuse' }) })
})

test('PushDevice: says that the browser receives no push messages', async () => {
  show({ permission: 'default', isSupported: false })
  await expect.element(page.getByText(t.unsupported)).toBeVisible()
  expect(page.getByRole('switch').elements()).toEqual([])
})

test.each([
  ['nobody is signed in', { userId: null }],
  ['the page is read-only', { readOnly: true }],
])('PushDevice: renders nothing while %s', async (_, props) => {
  const { container } = show({ permission: 'granted' }, undefined, props)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(container.innerHTML).toBe('')
})
