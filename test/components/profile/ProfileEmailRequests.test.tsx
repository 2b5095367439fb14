import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../src/styles/index.css'
import { ProfileEditor } from '../../../src/index.js'
import { ada } from '../../../src/testing.js'
import { box, button, said, showProfile, t } from './profile.fixture.js'

const next = 'ada@king.example'
const fields = ['email'] as const
const notice = (email: string) => page.getByText(t.pendingEmail(email, ada.email))

/** Something that the host does in its own time. */
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

test('an address that is typed while another is asked for stays, and is no conflict', async () => {
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

test('what was asked for here is shown though the host does not say so by itself', async () => {
  showProfile({ fields, pendingEmail: null, onRequestEmailChange: async () => {} })
  await ask()
  await expect.element(notice(next)).toBeVisible()
})

test('a newer word of the host counts: confirmed elsewhere, or another address', async () => {
  const given = { fields, onRequestEmailChange: async () => {} }
  const { rerender } = showProfile({ ...given, pendingEmail: null })
  await ask()
  await expect.element(notice(next)).toBeVisible()
  rerender(<ProfileEditor {...given} pendingEmail="other@king.example" />)
  await expect.element(notice('other@king.example')).toBeVisible()
  rerender(<ProfileEditor {...given} pendingEmail={null} />)
  await expect.poll(() => page.getByText(/^Confirm at/).elements()).toEqual([])
})

test('what was taken back is gone though the host does not say so by itself', async () => {
  const given = { onRequestEmailChange: async () => {}, onCancelEmailChange: () => {} }
  showProfile({ fields, pendingEmail: next, ...given })
  await userEvent.click(button(t.cancelEmail))
  await expect.poll(() => page.getByText(/^Confirm at/).elements()).toEqual([])
})

test('ten clicks on Send again are one mail, and ten on Cancel one call', async () => {
  const sent = slowly<[string]>()
  const canceled = slowly<[]>()
  const given = { onRequestEmailChange: sent.run, onCancelEmailChange: canceled.run }
  showProfile({ fields, pendingEmail: next, ...given })
  await expect.element(button(t.resendEmail)).toBeVisible()
  const click = (name: string) =>
    Array.from({ length: 10 }, () => (button(name).element() as HTMLElement).click())
  click(t.resendEmail)
  expect(sent.calls).toHaveLength(1)
  sent.calls[0]?.end()
  await expect.element(said()).toHaveTextContent(t.resentEmail(next))
  click(t.cancelEmail)
  expect(canceled.calls).toHaveLength(1)
  canceled.calls[0]?.end()
  await expect.element(said()).toHaveTextContent(t.canceledEmail)
})

test('a request that is taken back while it is sent again stays taken back', async () => {
  const { run, calls } = slowly<[string]>()
  showProfile({ fields, pendingEmail: next, onRequestEmailChange: run, onCancelEmailChange() {} })
  await userEvent.click(button(t.resendEmail))
  await userEvent.click(button(t.cancelEmail))
  await expect.element(said()).toHaveTextContent(t.canceledEmail)
  calls[0]?.end()
  await expect.element(said()).toHaveTextContent(t.resentEmail(next))
  expect(page.getByText(/^Confirm at/).elements()).toEqual([])
})

test('nothing is said to be sent again where the host cannot be asked', async () => {
  showProfile({ fields, pendingEmail: next })
  await expect.element(notice(next)).toBeVisible()
  expect(button(t.resendEmail).elements()).toEqual([])
})

test('a cancel that fails says so, and the next address knows nothing of it', async () => {
  const cancel = vi.fn(() => Promise.reject(new Error('down')))
  const given = { fields, onRequestEmailChange: async () => {}, onCancelEmailChange: cancel }
  const { rerender } = showProfile({ ...given, pendingEmail: next })
  await userEvent.click(button(t.cancelEmail))
  await expect.element(said()).toHaveTextContent(t.emailNotCanceled)
  expect(page.getByText(t.emailNotCanceled).elements()).toHaveLength(2)
  rerender(<ProfileEditor {...given} pendingEmail="other@king.example" />)
  await expect.element(notice('other@king.example')).toBeVisible()
  expect(document.querySelector('.ik-profile-email-notice .ik-field-error')).toBeNull()
})

test('what the host says against sending again stands at its button', async () => {
  const tooMany = 'You asked too often. Wait an hour.'
  showProfile({
    fields,
    pendingEmail: next,
    onRequestEmailChange: async () => ({ error: tooMany }),
  })
  await userEvent.click(button(t.resendEmail))
  await expect.poll(() => page.getByText(tooMany).elements()).toHaveLength(2)
})

test('a host that does not answer in 30 s holds no save for ever, and its late answer counts', async () => {
  const { setTimeout: wait } = globalThis
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((act, time) =>
    wait(act, time === 30_000 ? 50 : time),
  )
  const { run, calls } = slowly<[string]>()
  showProfile({ fields, onRequestEmailChange: run })
  await ask()
  await expect.element(box(t.email)).toHaveAccessibleDescription(t.emailNotRequested)
  await expect.element(box(t.email)).toHaveValue(next)
  await userEvent.click(button(t.save))
  await expect.poll(() => calls.length).toBe(2)
  calls[1]?.end()
  await expect.element(notice(next)).toBeVisible()
})
