import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { PreferenceCenter } from '../../../src/index.js'
import '../../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  preferences,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'

test('PreferenceCenterNotice: shows the message of the error code, never the text of the service', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  adapter.faults.fail = () => new IdentikitError('unauthorized', 'Secret detail of the service.')
  const { container } = render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  await expect.element(page.getByText(messages.errors.unauthorized)).toBeVisible()
  expect(container.textContent).not.toContain('Secret')
  expect(page.getByRole('switch').all()).toHaveLength(0)
})

test('PreferenceCenterNotice: shows the error again when Retry fails', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  await userEvent.click(page.getByRole('button', { name: messages.retry }))
  await expect.poll(() => adapter.calls).toHaveLength(2)
  await expect.element(page.getByRole('button', { name: messages.retry })).toBeVisible()
})

test('PreferenceCenterNotice: shows how long the service asks to wait', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  const name = messages.preferences.cell('Product news', 'Email')
  await expect.element(page.getByRole('switch', { name })).toBeVisible()
  adapter.faults.fail = ({ member }) =>
    member === 'preferences.update'
      ? new IdentikitError('rate-limited', 'Later.', { retryAfter: 90_000 })
      : undefined
  await userEvent.click(page.getByRole('switch', { name }))
  const sentence = messages.tryAgainIn(messages.errors['rate-limited'], 90)
  await expect.element(page.getByText(sentence).first()).toBeVisible()
  await expect
    .element(page.getByRole('switch', { name }))
    .toHaveAccessibleDescription(`${messages.preferences.notTurned('Email', true)} ${sentence}`)
  expect(adapter.calls.filter(({ member }) => member === 'preferences.update')).toHaveLength(1)
})

const control = { read: true, write: false, clear: false }
const news = { name: messages.preferences.cell('Product news', 'Email') }

function openCenter(options: MemoryAdapterOptions, failing?: string) {
  const adapter = createMemoryAdapter({ preferences, users: [ada], ...options })
  adapter.faults.fail = ({ member }) =>
    member === failing ? new IdentikitError('forbidden', 'No.') : undefined
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  return adapter
}

test('PreferenceCenterNotice: says above working switches that the control group gets no messages', async () => {
  openCenter({ users: [{ ...ada, control: true }], fields: { control } })
  await expect.element(page.getByText(messages.preferences.suppressed)).toBeVisible()
  await userEvent.click(page.getByRole('switch', news))
  const saved = messages.savedOn(news.name)
  await expect.element(page.getByRole('status')).toHaveTextContent(saved)
  await expect.element(page.getByText(messages.preferences.suppressed)).toBeVisible()
})

test('PreferenceCenterNotice: renders nothing for other users, and nothing while the user loads', async () => {
  const adapter = openCenter({ fields: { control } })
  await expect.poll(() => adapter.calls.map(({ member }) => member)).toContain('users.get')
  await expect.element(page.getByRole('switch', news)).toBeVisible()
  expect(page.getByText(messages.preferences.suppressed).all()).toHaveLength(0)
})

test('PreferenceCenterNotice: renders nothing when the user fails to load', async () => {
  const users = [{ ...ada, control: true }]
  const adapter = openCenter({ users, fields: { control } }, 'users.get')
  await expect.element(page.getByRole('switch', news)).toBeVisible()
  await expect.poll(() => adapter.calls.map(({ member }) => member)).toContain('users.get')
  expect(page.getByText(messages.preferences.suppressed).all()).toHaveLength(0)
})

test("PreferenceCenterNotice: doesn't read the user if the service has no control groups", async () => {
  const adapter = openCenter({ users: [{ ...ada, control: true }] })
  await expect.element(page.getByRole('switch', news)).toBeVisible()
  expect(adapter.calls.map(({ member }) => member)).toEqual(['preferences.get'])
})
