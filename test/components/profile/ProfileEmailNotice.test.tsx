import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient } from '../../../src/core.js'
import '../../../src/styles/index.css'
import { ada } from '../../../src/testing.js'
import { box, button, liveRegion, showProfile, t } from './profile.fixture.js'

const next = 'ada@king.example'

function setUp(props = {}) {
  const onRequestEmailChange = vi.fn(async (_next: string) => {})
  const shown = showProfile({ fields: ['name', 'email'], onRequestEmailChange, ...props })
  return { onRequestEmailChange, ...shown }
}

async function ask(email = next) {
  await userEvent.fill(box(t.email), email)
  await userEvent.click(button(t.save))
}

test('ProfileEmailNotice: an email that the host verifies is requested instead of saved', async () => {
  const { onRequestEmailChange, patches } = setUp()
  await userEvent.fill(box(t.name), 'Ada King')
  await ask()
  await expect.element(page.getByText(t.pendingEmail(next, ada.email))).toBeVisible()
  await expect.element(box(t.email)).toHaveValue(ada.email)
  expect(onRequestEmailChange.mock.calls).toEqual([[next]])
  expect(patches()).toEqual([{ name: 'Ada King' }])
  expect(button(t.save).elements()).toEqual([])
})

test('ProfileEmailNotice: a requested email is not announced as saved', async () => {
  setUp()
  await ask()
  await expect.element(page.getByText(t.requestedEmail).first()).toBeVisible()
  await expect.element(liveRegion()).toHaveTextContent(t.requestedEmail)
  expect(page.getByText(t.saved, { exact: true }).elements()).toEqual([])
})

test('ProfileEmailNotice: offers Resend after a delay, and Cancel', async () => {
  const onCancelEmailChange = vi.fn()
  const { onRequestEmailChange } = setUp({ pendingEmail: undefined, onCancelEmailChange })
  await ask()
  const again = button(t.resendEmail)
  await expect.element(again).toHaveAttribute('aria-disabled', 'true')
  await expect.element(again).toHaveAccessibleDescription(/^in \d+ s$/)
  ;(again.element() as HTMLElement).click()
  expect(onRequestEmailChange).toHaveBeenCalledTimes(1)
  await userEvent.click(button(t.cancelEmail))
  expect(onCancelEmailChange).toHaveBeenCalledTimes(1)
  await expect.element(box(t.email)).toHaveFocus()
  await expect.element(liveRegion()).toHaveTextContent(t.canceledEmail)
  expect(page.getByText(next).elements()).toEqual([])
})

test('ProfileEmailNotice: shows `pendingEmail` with an immediate Resend', async () => {
  const { onRequestEmailChange } = setUp({ pendingEmail: next })
  await userEvent.click(button(t.resendEmail))
  expect(onRequestEmailChange.mock.calls).toEqual([[next]])
  await expect.element(liveRegion()).toHaveTextContent(t.resentEmail(next))
})

test("ProfileEmailNotice: shows the host's error at the field and keeps the text", async () => {
  const taken = 'This email is taken.'
  setUp({ onRequestEmailChange: async () => ({ error: taken }) })
  await ask()
  await expect.element(box(t.email)).toHaveAccessibleDescription(`${t.confirmsEmail} ${taken}`)
  await expect.element(box(t.email)).toHaveValue(next)
  await expect.element(box(t.email)).toHaveFocus()
})

test('ProfileEmailNotice: shows a failed request at the field', async () => {
  setUp({ onRequestEmailChange: () => Promise.reject(new Error('down')) })
  await ask()
  await expect
    .element(box(t.email))
    .toHaveAccessibleDescription(`${t.confirmsEmail} ${t.emailNotRequested}`)
  await expect.element(page.getByText(t.checkFields(1)).first()).toBeVisible()
})

test('ProfileEmailNotice: disappears when the email is confirmed', async () => {
  const { adapter } = setUp({ pendingEmail: next })
  await expect.element(page.getByText(t.pendingEmail(next, ada.email))).toBeVisible()
  await createUserClient(adapter).users.update(ada.id, { email: next })
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.click(button(t.save))
  await expect.element(box(t.email)).toHaveValue(next)
  expect(page.getByText(/^Confirm at/).elements()).toEqual([])
})

test('ProfileEmailNotice: a requested email cannot be cleared', async () => {
  const { onRequestEmailChange } = setUp()
  await ask('')
  await expect
    .element(box(t.email))
    .toHaveAccessibleDescription(`${t.confirmsEmail} ${t.required(t.email)}`)
  expect(onRequestEmailChange).not.toHaveBeenCalled()
})
