import { render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, messages } from '../../../src/core.js'
import { IdentikitProvider, PreferenceCenter, TimezoneMismatch } from '../../../src/index.js'
import { createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { setOnline } from '../online.fixture.js'
import { setDevice } from './timezone.fixture.js'

const { timezone: t } = messages
const question = `${t.suggestion('Seoul')} ${t.mismatch('New York')}`
let people = 0

beforeEach(() => setDevice('Asia/Seoul'))
afterEach(() => setOnline(true))

function setUp(timezone = 'America/New_York') {
  const id = `traveller-${people++}`
  const adapter = createMemoryAdapter({ users: [{ id, timezone }] })
  const wrapper = createWrapper({ adapter, userId: id })
  return { adapter, ...render(<TimezoneMismatch className="mine" />, { wrapper }) }
}

test('TimezoneMismatch: shows both cities, and replaces the question with the result', async () => {
  expect(question).toBe('Your device is in Seoul. Your notifications use New York time.')
  const { container } = setUp('US/Eastern')
  await expect.element(page.getByText(question)).toBeVisible()
  expect(container.firstElementChild?.className).toBe('ik-timezone-mismatch ik-root mine')
  await userEvent.click(page.getByRole('button', { name: t.adopt('Seoul') }))
  await expect.element(page.getByText(t.adopted('Seoul'))).toBeVisible()
  expect(document.activeElement).toBe(container.firstElementChild)
  await userEvent.tab()
  await expect.element(page.getByText(t.adopted('Seoul'))).not.toBeInTheDocument()
})

test('TimezoneMismatch: remembers a dismissal and keeps the focus in place', async () => {
  const { container } = setUp()
  await userEvent.click(page.getByRole('button', { name: t.dismiss }))
  await expect.element(page.getByText(t.dismissed('New York'))).toBeVisible()
  expect(document.activeElement).toBe(container.firstElementChild)
  await userEvent.tab()
  await expect.element(page.getByText(t.dismissed('New York'))).not.toBeInTheDocument()
  await expect.element(page.getByText(question)).not.toBeInTheDocument()
})

test('TimezoneMismatch: keeps the question, shows the reason and offers Retry when the save fails', async () => {
  const { adapter } = setUp()
  adapter.faults.fail = ({ member }) =>
    member === 'users.update' ? new IdentikitError('forbidden', 'No.') : undefined
  await userEvent.click(page.getByRole('button', { name: t.adopt('Seoul') }))
  await expect.element(page.getByText(messages.errors.forbidden)).toBeVisible()
  await expect.element(page.getByText(question)).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(page.getByRole('button', { name: messages.retry }))
  await expect.element(page.getByText(t.adopted('Seoul'))).toBeVisible()
})

test('TimezoneMismatch: says that an answer waits while the browser is offline', async () => {
  const { adapter } = setUp()
  await expect.element(page.getByText(question)).toBeVisible()
  adapter.faults.pause = true
  setOnline(false)
  await expect.element(page.getByText(question)).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: t.adopt('Seoul') }))
  await expect.element(page.getByRole('status')).toHaveTextContent(messages.waiting)
  setOnline(true)
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByText(t.adopted('Seoul'))).toBeVisible()
})

test('TimezoneMismatch: renders nothing without a mismatch', async () => {
  const { container } = setUp('Asia/Seoul')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(container.innerHTML).toBe('')
})

test("TimezoneMismatch: doesn't take the focus after a slow save, and ignores answers during it", async () => {
  const { adapter } = setUp()
  const elsewhere = render(<input aria-label="Elsewhere" />).getByLabelText('Elsewhere')
  await expect.element(page.getByText(question)).toBeVisible()
  adapter.faults.pause = true
  await userEvent.click(page.getByRole('button', { name: t.adopt('Seoul') }))
  await userEvent.click(page.getByRole('button', { name: t.dismiss }))
  expect(page.getByText(t.dismissed('New York')).elements()).toEqual([])
  await userEvent.click(elsewhere)
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByText(t.adopted('Seoul'))).toBeVisible()
  expect(document.activeElement).toBe(elsewhere)
})

test('TimezoneMismatch: removes a failure on dismissal, when the mismatch ends and when the user changes', async () => {
  const failed = page.getByText(messages.notSaved)
  const adapter = createMemoryAdapter({
    users: ['a', 'b', 'c'].map((id) => ({ id: `failing-${id}`, timezone: 'America/New_York' })),
  })
  adapter.faults.fail = ({ member }) =>
    member === 'users.update' ? new IdentikitError('forbidden', 'No.') : undefined
  const client = createUserClient(adapter)
  const ui = (person: string) => (
    <IdentikitProvider client={client} userId={`failing-${person}`}>
      <TimezoneMismatch />
    </IdentikitProvider>
  )
  const fail = async () => {
    await userEvent.click(page.getByRole('button', { name: t.adopt('Seoul') }))
    await expect.element(failed).toBeVisible()
  }
  const { container, rerender } = render(ui('a'))
  await fail()
  await userEvent.click(page.getByRole('button', { name: t.dismiss }))
  expect(container.textContent).toBe(t.dismissed('New York'))
  rerender(ui('b'))
  await fail()
  rerender(ui('c'))
  await expect.element(page.getByText(question)).toBeVisible()
  expect(failed.elements()).toEqual([])
  await fail()
  setDevice('America/New_York')
  await expect.poll(() => container.textContent).toBe('')
})

test('TimezoneMismatch: asks in a preference center, above the settings', async () => {
  const id = `traveller-${people++}`
  const adapter = createMemoryAdapter({ users: [{ id, timezone: 'America/New_York' }] })
  render(<PreferenceCenter timezone={<TimezoneMismatch />} />, {
    wrapper: createWrapper({ adapter, userId: id }),
  })
  const center = page.getByRole('region', { name: messages.preferences.title })
  await expect.element(center.getByText(question)).toBeVisible()
  const getTop = (element: Element) => element.getBoundingClientRect().top
  expect(getTop(center.getByText(question).element())).toBeLessThan(
    getTop(center.getByRole('table').element()),
  )
})
