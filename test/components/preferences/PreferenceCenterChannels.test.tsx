import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { PreferenceCenter } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const { preferences: t } = messages

test('PreferenceCenterChannels: mutes and explains the column of a channel that is off, and keeps its values', async () => {
  const adapter = createMemoryAdapter({
    users: [ada],
    preferences: {
      channels: { email: { state: 'on' }, push: { state: 'on' } },
      types: [{ id: 'news', channels: { email: { state: 'on' }, push: { state: 'on' } } }],
    },
  })
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter, catalog: [] }) })
  const cell = page.getByRole('switch', { name: t.cell('News', 'Email') })
  await userEvent.click(page.getByRole('switch', { name: t.channel('Email') }))
  await expect.element(cell).toHaveAccessibleDescription(t.overridden.channel('Email'))
  await expect.element(cell).toBeChecked()
  await expect
    .element(page.getByRole('switch', { name: t.cell('News', 'Push') }))
    .not.toHaveAttribute('aria-describedby')
})

test('PreferenceCenterChannels: renders nothing if the service has no channel switches', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  await expect.element(page.getByRole('switch').first()).toBeVisible()
  expect(page.getByRole('heading', { name: t.channelsTitle }).all()).toHaveLength(0)
})
