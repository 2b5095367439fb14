import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages, type Preferences } from '../../../src/core.js'
import { PreferenceCenter } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const { preferences: t } = messages
const on = { state: 'on' } as const

function setUp(preferences: Partial<Preferences>) {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter, catalog: [] }) })
}

const news = { id: 'news', channels: { email: on, push: on, sms: on } }

test('PreferenceCenter: has the switches of all types in the first row of the table', async () => {
  setUp({ channels: { email: on, push: on }, types: [news] })
  const control = page.getByRole('switch', { name: t.channel('Email') })
  await expect.element(control).toBeVisible()
  const rows = page.getByRole('row').elements()
  expect(rows[1]?.contains(control.element())).toBe(true)
  const left = (name: string) =>
    page.getByRole('switch', { name }).element().getBoundingClientRect().left
  expect(left(t.channel('Push'))).toBe(left(t.cell('News', 'Push')))
})

test('PreferenceCenter: explains in its row that a channel is off, keeps the values, and turns the channel on again', async () => {
  setUp({ channels: { email: on, push: on }, types: [news] })
  const cell = page.getByRole('switch', { name: t.cell('News', 'Email') })
  const all = page.getByRole('switch', { name: t.channel('Email') })
  await userEvent.click(all)
  await expect.element(cell).toHaveAccessibleDescription(t.overridden.channel('Email'))
  await expect.element(cell).toBeChecked()
  await expect
    .element(page.getByRole('switch', { name: t.cell('News', 'Push') }))
    .not.toHaveAttribute('aria-describedby')
  await userEvent.click(page.getByRole('button', { name: t.turnOn('Email') }))
  await expect.element(all).toBeChecked()
  await expect.element(cell).not.toHaveAttribute('aria-describedby')
})

test('PreferenceCenter: has no such row if the service has no channel switches', async () => {
  setUp({ types: [news] })
  await expect.element(page.getByRole('switch').first()).toBeVisible()
  expect(page.getByText(t.channelsTitle).all()).toHaveLength(0)
})

test('PreferenceCenter: collapses the row of all types to the channels that are on', async () => {
  await page.viewport(320, 800)
  setUp({ channels: { email: on, push: on, sms: { state: 'off' } }, types: [news] })
  const row = page.getByRole('button', { name: t.channelsTitle })
  await expect.element(row).toHaveAccessibleDescription('Email, Push')
  await userEvent.click(row)
  await userEvent.click(page.getByRole('switch', { name: t.channel('SMS') }))
  await expect.element(row).toHaveAccessibleDescription('Email, Push, SMS')
  await page.viewport(1200, 800)
})

test('PreferenceCenter: says in its row why a channel switch is locked', async () => {
  const email = { ...on, locked: { reason: 'Set by your company.' } }
  setUp({ channels: { email, push: on }, types: [news] })
  const control = page.getByRole('switch', { name: t.channel('Email') })
  await expect.element(control).toHaveAccessibleDescription('Set by your company.')
  const row = page.getByRole('row', { name: t.channelsTitle })
  await expect.element(row.getByText('Set by your company.')).toBeVisible()
})
