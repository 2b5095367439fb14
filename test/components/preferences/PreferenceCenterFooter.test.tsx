import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages, type PreferenceSetting } from '../../../src/core.js'
import { PreferenceCenter } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const { preferences: t } = messages
const off: PreferenceSetting = { state: 'off', default: true }
const unset: PreferenceSetting = { state: 'unset', default: true }
const reset = page.getByRole('button', { name: t.reset })
const control = (channel: string) => page.getByRole('switch', { name: t.cell('News', channel) })

function setUp(
  channels: Readonly<Record<string, PreferenceSetting>>,
  options: Parameters<typeof createMemoryAdapter>[0] = {},
) {
  const preferences = { types: [{ id: 'news', channels }] }
  const adapter = createMemoryAdapter({ users: [ada], preferences, ...options })
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter, catalog: [] }) })
  return adapter
}

test('PreferenceCenterFooter: counts the settings that differ from their defaults, and resets them', async () => {
  setUp({ email: off, push: off, sms: unset })
  await expect.element(page.getByText(t.changedCount(2, 3))).toBeVisible()
  await userEvent.click(control('SMS'))
  await expect.element(page.getByText(t.changedCount(3, 3))).toBeVisible()
  const savedOff = messages.savedOff(t.cell('News', 'SMS'))
  await expect.element(page.getByRole('status')).toHaveTextContent(savedOff)
  await userEvent.click(reset)
  await expect.element(reset).not.toBeInTheDocument()
  await expect.element(control('Email')).toBeChecked()
  await expect.element(control('Email')).toHaveAccessibleDescription(t.byDefault)
  await expect.element(page.getByRole('status')).toHaveTextContent(messages.savedMany(3))
  await expect.element(page.getByRole('region', { name: t.title })).toHaveFocus()
})

test('PreferenceCenterFooter: announces the value that a reset setting has', async () => {
  setUp({ email: off })
  await userEvent.click(reset)
  const saved = messages.savedOn(t.cell('News', 'Email'))
  await expect.element(page.getByRole('status')).toHaveTextContent(saved)
})

test('PreferenceCenterFooter: keeps a setting that could not be reset, and resets the others', async () => {
  const adapter = setUp({ email: off, push: off })
  adapter.faults.refuse = ({ channel }) =>
    channel === 'email' ? { code: 'invalid', problem: 'is refused' } : undefined
  await userEvent.click(reset)
  await expect.element(page.getByText(t.notReset('Email'), { exact: true })).toBeVisible()
  await expect.element(control('Email')).not.toBeChecked()
  await expect.element(control('Push')).toBeChecked()
  await expect.element(page.getByText(t.changedCount(1, 2))).toBeVisible()
})

test('PreferenceCenterFooter: has no button if the service can not forget a choice', async () => {
  setUp({ email: off }, { rules: { clear: false } })
  await expect.element(page.getByText(t.changedCount(1, 1))).toBeVisible()
  expect(reset.all()).toHaveLength(0)
})

test('PreferenceCenterFooter: renders nothing if no default is known', async () => {
  setUp({ email: { state: 'on' } })
  await expect.element(control('Email')).toBeVisible()
  expect(document.querySelector('.ik-preference-center-footer')).toBeNull()
})
