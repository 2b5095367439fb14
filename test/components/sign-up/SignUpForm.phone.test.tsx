import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { button, openSignUp, fill } from './signUp.fixture.js'

const { phone: t, signUp } = messages
const phone = () => page.getByRole('textbox', { name: messages.profile.phone })

const open = () =>
  openSignUp({
    fields: ['name', 'email', 'phone'],
    consents: [],
    server: { writable: { fields: ['name', 'email', 'phone'] } },
  })

test.each([
  ['+33 0 6 12 34 56 78', '+33612345678'],
  ['+61 0412 345 678', '+61412345678'],
  ['+5215512345678', '+525512345678'],
  ['+54 11 15 1234-5678', '+5491112345678'],
  ['0044 (0)20 7946 0018', '+442079460018'],
])('SignUpForm: passes %s to the host and to the service as %s', async (typed, stored) => {
  const { onSubmit, onSignedUp, bodies } = open()
  await fill()
  await userEvent.fill(phone(), typed)
  await userEvent.click(button())
  await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  expect(onSubmit.mock.lastCall?.[0].phone).toBe(stored)
  expect(bodies).toEqual([
    expect.objectContaining({ patch: expect.objectContaining({ phone: stored }) }),
  ])
})

test.each([
  ['+1 246 430', t.tooShort],
  ['+33 6 12 34 56 78 9', t.tooLong],
  ['+44 20 7946 0018 x5', t.extension],
  ['+999 123 4567', t.unknownCode],
  ['020 7946 0018', signUp.wrongPhone],
])('SignUpForm: says what is wrong with %s and creates no account', async (typed, error) => {
  const { onSubmit } = open()
  await fill()
  await userEvent.fill(phone(), typed)
  // Without a pointer, since the error moves the button away from it between the clicks.
  for (let clicks = 0; clicks < 2; clicks += 1) (button().element() as HTMLElement).click()
  await expect.element(phone()).toHaveAccessibleDescription(error)
  await expect.element(phone()).toHaveFocus()
  await expect.element(button()).not.toHaveAttribute('aria-busy')
  expect(onSubmit).not.toHaveBeenCalled()
  await userEvent.fill(phone(), '+44 20 7946 0018')
  await userEvent.click(button())
  await expect.poll(() => onSubmit.mock.lastCall?.[0].phone).toBe('+442079460018')
})
