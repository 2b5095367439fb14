import { render } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  createUserClient,
  IdentikitError,
  messages,
  type Device,
  type RegisteredDevice,
} from '../../../src/core.js'
import { DeviceList, IdentikitProvider } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, type MemoryAdapterOptions } from '../../../src/testing.js'

const { account: t } = messages
const tokens = {
  phone: 'sentinel-phone-token-3f9a',
  tablet: 'sentinel-tablet-token-81b2',
  browser: 'sentinel-browser-token-77q0',
}
const devices: readonly Device[] = [
  { token: tokens.phone, platform: 'ios', channelId: 'sentinel-channel' },
  { token: tokens.tablet, platform: 'ios' },
  { token: tokens.browser, platform: 'web' },
]
const phone = 'iPhone or iPad, ending in 3f9a'
const tablet = 'iPhone or iPad, ending in 81b2'
const browser = 'Browser, ending in 77q0'
const removeButton = (name: string) =>
  page.getByRole('button', { name: t.removeDeviceNamed(name), exact: true })
const status = () => page.getByRole('status')
const section = () => page.getByRole('region', { name: t.devicesTitle })

afterEach(() => page.viewport(1200, 800))

function show(registered = devices, options: MemoryAdapterOptions = {}, canChange = true) {
  const adapter = createMemoryAdapter({ users: [ada], ...options })
  for (const device of registered) void adapter.devices?.add(ada.id, device)
  const client = createUserClient(canChange ? adapter : { ...adapter, devices: undefined })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <IdentikitProvider client={client} userId={ada.id}>
        {children}
      </IdentikitProvider>
    </StrictMode>
  )
  const view = render(<DeviceList className="mine" headingLevel={3} />, { wrapper })
  const removals = () => adapter.calls.filter(({ member }) => member === 'devices.remove')
  return { adapter, removals, ...view }
}

const down = () => new IdentikitError('service', 'Down.', { status: 500 })

test('DeviceList: every row has a distinct name and shows no token or channel', async () => {
  const { container } = show()
  for (const name of [phone, tablet, browser])
    await expect.element(removeButton(name)).toBeVisible()
  expect(page.getByRole('listitem').elements()).toHaveLength(3)
  await expect.element(page.getByRole('heading', { level: 3 })).toHaveTextContent(t.devicesTitle)
  await expect.element(page.getByRole('region', { name: t.devicesTitle })).toBeVisible()
  expect(container.firstElementChild?.className).toBe('ik-device-list ik-root mine')
  expect(container.innerHTML).not.toMatch(/sentinel/)
  expect(container.querySelectorAll('[style]')).toHaveLength(0)
})

test('DeviceList: shows the device of the page first, with its browser, and when a named one was last seen', async () => {
  const lastSeenAt = new Date(Date.now() - 26 * 3_600_000).toISOString()
  const adapter = createMemoryAdapter({ users: [ada] })
  const pixel: RegisteredDevice = {
    token: 'token-of-a-pixel',
    platform: 'android',
    name: 'Pixel 9',
    lastSeenAt,
  }
  for (const device of [pixel, { token: tokens.browser, platform: 'web' }])
    void adapter.devices?.add(ada.id, device)
  render(
    <IdentikitProvider client={createUserClient(adapter)} userId={ada.id}>
      <DeviceList currentToken={tokens.browser} />
    </IdentikitProvider>,
  )
  await expect.element(removeButton('Pixel 9')).toBeVisible()
  const rows = page.getByRole('listitem')
  const own = rows.nth(0)
  await expect.element(own.getByText(/^Chrome on (Linux|macOS|Windows)$/)).toBeVisible()
  await expect.element(own.getByText(t.thisDevice)).toBeVisible()
  await expect.element(own.getByText(t.activeNow)).toBeVisible()
  await expect.element(rows.nth(1).getByText(t.lastSeen('yesterday'))).toBeVisible()
  expect(page.getByText(t.thisDevice).elements()).toHaveLength(1)
})

test('DeviceList: ten quick clicks are one request, and the focus moves to the next row', async () => {
  const { adapter, removals } = show()
  await expect.element(removeButton(phone)).toBeVisible()
  adapter.faults.pause = true
  const button = removeButton(phone).element() as HTMLButtonElement
  button.focus()
  for (let click = 0; click < 10; click++) button.click()
  const removing = removeButton(phone)
  await expect.element(removing).toHaveFocus()
  await expect.element(removing).toHaveAttribute('aria-disabled', 'true')
  await expect.element(removing).toHaveAttribute('aria-busy', 'true')
  await expect.element(removing).toHaveAccessibleDescription(t.removing)
  await userEvent.click(removing, { force: true })
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(status()).toHaveTextContent(t.removedNamed(phone))
  await expect.element(removeButton(tablet)).toHaveFocus()
  await expect.element(removing).not.toBeInTheDocument()
  expect(removals()).toHaveLength(1)
})

test('DeviceList: moves the focus to the section after the last row', async () => {
  show([devices[0] as Device])
  await userEvent.click(removeButton(phone))
  await expect.element(page.getByText(t.devicesEmpty)).toBeVisible()
  await expect.element(section()).toHaveFocus()
})

test('DeviceList: keeps the focus that the user moved', async () => {
  const { adapter } = show()
  await expect.element(removeButton(phone)).toBeVisible()
  adapter.faults.pause = true
  await userEvent.click(removeButton(phone))
  ;(removeButton(browser).element() as HTMLElement).focus()
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(status()).toHaveTextContent(t.removedNamed(phone))
  await expect.element(removeButton(browser)).toHaveFocus()
})

test('DeviceList: a held key or a double click removes one device', async () => {
  const { removals } = show()
  await expect.element(removeButton(phone)).toBeVisible()
  ;(removeButton(phone).element() as HTMLElement).focus()
  await userEvent.keyboard('{Enter>40/}')
  await expect.element(removeButton(tablet)).toHaveFocus()
  expect(removals()).toHaveLength(1)
  await userEvent.dblClick(removeButton(tablet))
  await expect.element(removeButton(tablet)).not.toBeInTheDocument()
  await expect.element(removeButton(browser)).toBeVisible()
  expect(removals()).toHaveLength(2)
})

test('DeviceList: shows a failure with its reason at the row, and tries again', async () => {
  const { adapter, removals } = show()
  await expect.element(removeButton(tablet)).toBeVisible()
  adapter.faults.fail = ({ member }) => (member === 'devices.remove' ? down() : undefined)
  await userEvent.click(removeButton(tablet))
  const retry = removeButton(tablet)
  await expect
    .element(retry)
    .toHaveAccessibleDescription(`${t.notRemoved}. ${messages.errors.service}`)
  await expect.element(retry).toHaveFocus()
  await expect.element(status()).toHaveTextContent(t.notRemovedNamed(tablet))
  const row = page.getByRole('listitem').filter({ has: retry })
  await expect.element(row.getByText(t.notRemoved)).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(retry)
  await expect.element(status()).toHaveTextContent(t.removedNamed(tablet))
  await expect.element(page.getByText(t.notRemoved)).not.toBeInTheDocument()
  expect(removals()).toHaveLength(2)
})

test('DeviceList: is read-only without device changes, and renders nothing without devices', async () => {
  const { container, unmount } = show(devices, {}, false)
  await expect.element(page.getByText('ending in 3f9a')).toBeVisible()
  expect(page.getByRole('button').elements()).toEqual([])
  expect(container.innerHTML).not.toMatch(/sentinel/)
  unmount()
  const { container: empty, adapter } = show([], {}, false)
  await expect.poll(() => adapter.calls.length).toBeGreaterThan(0)
  await expect.poll(() => empty.innerHTML).toBe('')
})

test('DeviceList: says that devices are unsupported or that there are none', async () => {
  const { unmount } = show([], { without: ['users.get'] })
  await expect.element(page.getByText(t.devicesUnsupported)).toBeVisible()
  unmount()
  show([])
  await expect.element(page.getByText(t.devicesEmpty)).toBeVisible()
})

test('DeviceList: announces loading, and Retry after a failed load keeps the focus', async () => {
  const { adapter, container } = show([])
  expect(container.querySelector('section')?.getAttribute('aria-busy')).toBe('true')
  expect(status().element().textContent).toBe(t.devicesLoading)
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  await expect.element(page.getByText(messages.errors.forbidden)).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(page.getByRole('button', { name: messages.retry }))
  await expect.element(page.getByText(t.devicesEmpty)).toBeVisible()
  await expect.element(section()).toHaveFocus()
})

test('DeviceList: fits into 320 px with targets of at least 24 px', async () => {
  await page.viewport(320, 700)
  const { container } = show([
    { token: tokens.phone, platform: 'versicherungsgesellschaft'.repeat(4) },
    ...devices.slice(1),
  ])
  await expect.element(removeButton(tablet)).toBeVisible()
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  for (const button of container.querySelectorAll('button'))
    expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(24)
})
