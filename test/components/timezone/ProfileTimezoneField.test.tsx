import { render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, messages } from '../../../src/core.js'
import { IdentikitProvider, ProfileTimezoneField } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { setOnline } from '../online.fixture.js'
import { input, search, setDevice } from './timezone.fixture.js'

const { timezone: t } = messages

beforeEach(() => setDevice('Asia/Seoul'))
afterEach(() => setOnline(true))

function setUp(timezone: string | undefined, options = {}) {
  const { timezone: _, ...person } = ada
  const adapter = createMemoryAdapter({
    users: [{ ...person, ...(timezone && { timezone }) }],
    ...options,
  })
  render(<ProfileTimezoneField locale="en" />, { wrapper: createWrapper({ adapter }) })
  const writes = () => adapter.calls.filter(({ member }) => member !== 'users.get')
  return { adapter, writes }
}

test.each([
  ['US/Pacific', 'Los Angeles'],
  ['Asia/Calcutta', 'Kolkata'],
  ['Mars/Olympus', 'Mars/Olympus'],
])('ProfileTimezoneField: shows a saved %s as %s and sends nothing', async (saved, shown) => {
  const { writes } = setUp(saved)
  await expect.element(input()).toHaveValue(shown)
  await search('')
  await expect.element(page.getByRole('option', { selected: true })).toHaveTextContent(shown)
  await userEvent.keyboard('{Enter}')
  await userEvent.tab()
  await expect.element(input()).toHaveValue(shown)
  expect(document.querySelector('[data-save]')).toBeNull()
  expect(writes()).toEqual([])
})

test('ProfileTimezoneField: shows a choice at once, saves its current name and announces it', async () => {
  const { adapter, writes } = setUp('US/Pacific')
  await expect.element(input()).toHaveValue('Los Angeles')
  adapter.faults.pause = true
  await search('calcutta')
  await userEvent.keyboard('{Enter}')
  await expect.element(input()).toHaveValue('Kolkata')
  await expect.poll(() => document.querySelector('[data-save=saving]')).not.toBeNull()
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByText(t.saved('Kolkata'))).toBeInTheDocument()
  expect(JSON.stringify(writes())).toContain('Asia/Kolkata')
})

test('ProfileTimezoneField: reverts, shows the reason and offers Retry when the save fails', async () => {
  const { adapter } = setUp('Europe/London')
  await expect.element(input()).toHaveValue('London')
  adapter.faults.fail = ({ member }) =>
    member === 'users.update' ? new IdentikitError('forbidden', 'No.') : undefined
  await search('oslo')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(messages.errors.forbidden)).toBeVisible()
  await expect.element(input()).toHaveValue('London')
  adapter.faults.fail = undefined
  await userEvent.click(page.getByRole('button', { name: messages.retrySetting(t.label) }))
  await expect.element(input()).toHaveValue('Oslo')
  await expect.element(input()).toHaveFocus()
  await expect.element(page.getByText(messages.errors.forbidden)).not.toBeInTheDocument()
})

test('ProfileTimezoneField: offers the time zone of the device if none is saved, and saves it only on request', async () => {
  const { writes } = setUp(undefined)
  const offer = page.getByRole('button', { name: t.adopt('Seoul') })
  await expect.element(offer).toBeVisible()
  expect(writes()).toEqual([])
  await userEvent.click(offer)
  await expect.element(input()).toHaveValue('Seoul')
  await expect.element(offer).not.toBeInTheDocument()
  await expect.element(input()).toHaveFocus()
})

test('ProfileTimezoneField: shows loading, a failed load with Retry, and an unsupported field', async () => {
  const { adapter } = setUp('Europe/London', {})
  await expect.element(input()).toHaveValue('London')
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  render(<ProfileTimezoneField locale="en" />, { wrapper: createWrapper({ adapter }) })
  await expect.element(page.getByText(t.loadFailed)).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(page.getByRole('button', { name: messages.retry }))
  await expect.element(page.getByText(t.loadFailed)).not.toBeInTheDocument()
  setUp('Europe/London', { without: ['users'] })
  await expect.element(page.getByText(t.unsupported)).toBeVisible()
})

test('ProfileTimezoneField: drops a failed save when the user changes', async () => {
  const adapter = createMemoryAdapter({
    users: [
      { id: 'first', timezone: 'Asia/Tokyo' },
      { id: 'next', timezone: 'Europe/London' },
    ],
  })
  adapter.faults.fail = ({ member }) =>
    member === 'users.update' ? new IdentikitError('forbidden', 'No.') : undefined
  const client = createUserClient(adapter)
  const ui = (userId: string) => (
    <IdentikitProvider client={client} userId={userId}>
      <ProfileTimezoneField locale="en" />
    </IdentikitProvider>
  )
  const { rerender } = render(ui('first'))
  await expect.element(input()).toHaveValue('Tokyo')
  await search('oslo')
  await userEvent.keyboard('{Enter}')
  const again = page.getByRole('button', { name: messages.retrySetting(t.label) })
  await expect.element(again).toBeVisible()
  rerender(ui('next'))
  await expect.element(input()).toHaveValue('London')
  expect(again.elements()).toEqual([])
})

test('ProfileTimezoneField: says that a choice waits while the browser is offline', async () => {
  const { adapter } = setUp('Europe/London')
  await expect.element(input()).toHaveValue('London')
  adapter.faults.pause = true
  setOnline(false)
  await search('oslo')
  await userEvent.keyboard('{Enter}')
  await expect.element(input()).toHaveValue('Oslo')
  await expect.element(input()).toHaveAccessibleDescription(/^Will be saved when/)
  expect(document.querySelector('[data-save=waiting]')).not.toBeNull()
  setOnline(true)
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByText(t.saved('Oslo'))).toBeInTheDocument()
  await expect.element(input()).toHaveAccessibleDescription(/^We use this/)
})
