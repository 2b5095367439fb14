import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../src/styles/index.css'
import { ProfileEditor } from '../../../src/index.js'
import { ada } from '../../../src/testing.js'
import { box, button, liveRegion, showProfile, t } from './profile.fixture.js'

const next = 'ada@king.example'
const fields = ['email'] as const
const notice = (email: string) => page.getByText(t.pendingEmail(email, ada.email))

/** Returns a callback that the test resolves. */
function slowly<Args extends readonly unknown[]>() {
  const calls: { readonly args: Args; readonly end: () => void }[] = []
  const run = (...args: Args) =>
    new Promise<void>((resolve) => calls.push({ args, end: () => resolve() }))
  return { run, calls }
}

async function ask(email = next) {
  await userEvent.fill(box(t.email), email)
  await userEvent.click(button(t.save))
}

test('ProfileEditor: an email that is typed during a request stays without a conflict', async () => {
  const { run, calls } = slowly<[string]>()
  showProfile({ fields, onRequestEmailChange: run })
  await ask('one@king.example')
  await expect.poll(() => calls.length).toBe(1)
  await userEvent.fill(box(t.email), 'two@king.example')
  calls[0]?.end()
  await expect.element(notice('one@king.example')).toBeVisible()
  await expect.element(box(t.email)).toHaveValue('two@king.example')
  await expect.element(box(t.email)).toBeValid()
  await userEvent.click(button(t.save))
  await expect
    .poll(() => calls.map(({ args }) => args[0]))
    .toEqual(['one@king.example', 'two@king.example'])
})

test('ProfileEditor: shows a requested email without `pendingEmail`', async () => {
  showProfile({ fields, pendingEmail: null, onRequestEmailChange: async () => {} })
  await ask()
  await expect.element(notice(next)).toBeVisible()
})

test('ProfileEditor: a new `pendingEmail` replaces the requested one', async () => {
  const shared = { fields, onRequestEmailChange: async () => {} }
  const { rerender } = showProfile({ ...shared, pendingEmail: null })
  await ask()
  await expect.element(notice(next)).toBeVisible()
  rerender(<ProfileEditor {...shared} pendingEmail="other@king.example" />)
  await expect.element(notice('other@king.example')).toBeVisible()
  rerender(<ProfileEditor {...shared} pendingEmail={null} />)
  await expect.poll(() => page.getByText(/^Confirm at/).elements()).toEqual([])
})

test('ProfileEditor: removes a canceled email without a new `pendingEmail`', async () => {
  const shared = { onRequestEmailChange: async () => {}, onCancelEmailChange: () => {} }
  showProfile({ fields, pendingEmail: next, ...shared })
  await userEvent.click(button(t.cancelEmail))
  await expect.poll(() => page.getByText(/^Confirm at/).elements()).toEqual([])
})

test('ProfileEditor: ten clicks on Resend or Cancel are one call', async () => {
  const sent = slowly<[string]>()
  const canceled = slowly<[]>()
  const shared = { onRequestEmailChange: sent.run, onCancelEmailChange: canceled.run }
  showProfile({ fields, pendingEmail: next, ...shared })
  await expect.element(button(t.resendEmail)).toBeVisible()
  const click = (name: string) =>
    Array.from({ length: 10 }, () => (button(name).element() as HTMLElement).click())
  click(t.resendEmail)
  expect(sent.calls).toHaveLength(1)
  sent.calls[0]?.end()
  await expect.element(liveRegion()).toHaveTextContent(t.resentEmail(next))
  click(t.cancelEmail)
  expect(canceled.calls).toHaveLength(1)
  canceled.calls[0]?.end()
  await expect.element(liveRegion()).toHaveTextContent(t.canceledEmail)
})

test('ProfileEditor: canceling during a resend keeps the email canceled', async () => {
  const { run, calls } = slowly<[string]>()
  showProfile({ fields, pendingEmail: next, onRequestEmailChange: run, onCancelEmailChange() {} })
  await userEvent.click(button(t.resendEmail))
  await userEvent.click(button(t.cancelEmail))
  await expect.element(liveRegion()).toHaveTextContent(t.canceledEmail)
  calls[0]?.end()
  await expect.element(liveRegion()).toHaveTextContent(t.resentEmail(next))
  expect(page.getByText(/^Confirm at/).elements()).toEqual([])
})

test('ProfileEditor: offers no Resend without onRequestEmailChange', async () => {
  showProfile({ fields, pendingEmail: next })
  await expect.element(notice(next)).toBeVisible()
  expect(button(t.resendEmail).elements()).toEqual([])
})

test('ProfileEditor: shows a failed cancel for its email only', async () => {
  const cancel = vi.fn(() => Promise.reject(new Error('down')))
  const shared = { fields, onRequestEmailChange: async () => {}, onCancelEmailChange: cancel }
  const { rerender } = showProfile({ ...shared, pendingEmail: next })
  await userEvent.click(button(t.cancelEmail))
  await expect.element(liveRegion()).toHaveTextContent(t.emailNotCanceled)
  expect(page.getByText(t.emailNotCanceled).elements()).toHaveLength(2)
  rerender(<ProfileEditor {...shared} pendingEmail="other@king.example" />)
  await expect.element(notice('other@king.example')).toBeVisible()
  expect(document.querySelector('.ik-profile-email-notice .ik-field-error')).toBeNull()
})

test('ProfileEditor: shows the error of a resend at its button', async () => {
  const tooMany = 'You asked too often. Wait an hour.'
  showProfile({
    fields,
    pendingEmail: next,
    onRequestEmailChange: async () => ({ error: tooMany }),
  })
  await userEvent.click(button(t.resendEmail))
  await expect.poll(() => page.getByText(tooMany).elements()).toHaveLength(2)
})

test('ProfileEditor: an email request ends after 30 s, and its late answer counts', async () => {
  const { setTimeout: wait } = globalThis
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((act, time) =>
    wait(act, time === 30_000 ? 50 : time),
  )
  const { run, calls } = slowly<[string]>()
  showProfile({ fields, onRequestEmailChange: run })
  await ask()
  await expect
    .element(box(t.email))
    .toHaveAccessibleDescription(`${t.confirmsEmail} ${t.emailNotRequested}`)
  await expect.element(box(t.email)).toHaveValue(next)
  await userEvent.click(button(t.save))
  await expect.poll(() => calls.length).toBe(2)
  calls[1]?.end()
  await expect.element(notice(next)).toBeVisible()
})
