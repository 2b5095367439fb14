import { expect, test, vi } from 'vitest'
import { render } from '@testing-library/react'
import { useState, type JSX } from 'react'
import { page, userEvent } from 'vitest/browser'
import { TextInput } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { box, button, showProfile, t } from '../profile/profile.fixture.js'
import { email, name, openSignUp, button as submit } from '../sign-up/signUp.fixture.js'

const suggestion = t.suggestedEmail('ada@gmail.com')
const accept = () => page.getByRole('button', { name: t.acceptSuggestedEmail('ada@gmail.com') })

function Host({ onChange }: { readonly onChange: (value: string | null) => void }): JSX.Element {
  const [value, setValue] = useState<string | null>('ada@hotmial.com')
  return (
    <TextInput
      type="email"
      label="Email"
      description="For receipts."
      value={value}
      onChange={(next) => {
        onChange(next)
        setValue(next)
      }}
    />
  )
}

test('EmailSuggestion: suggests a mistyped domain politely, without an error, and takes it by keyboard', async () => {
  const onChange = vi.fn()
  render(<Host onChange={onChange} />)
  const input = page.getByRole('textbox')
  const region = document.querySelector('[aria-live=polite]')!
  await expect.element(input).toHaveAccessibleDescription('For receipts.')
  await userEvent.fill(input, 'ada@gmial.com')
  await expect.element(accept()).toBeVisible()
  expect(region.textContent).toBe(suggestion)
  await expect.element(input).toHaveAccessibleDescription(`For receipts. ${suggestion}`)
  await expect.element(input).toBeValid()
  expect(onChange).toHaveBeenLastCalledWith('ada@gmial.com')
  await userEvent.tab()
  await expect.element(accept()).toHaveFocus()
  await expect.element(input).toBeValid()
  await userEvent.keyboard('{Enter}')
  await expect.element(input).toHaveFocus()
  await expect.element(input).toHaveValue('ada@gmail.com')
  expect(onChange).toHaveBeenLastCalledWith('ada@gmail.com')
  expect(accept().elements()).toEqual([])
  expect(region.textContent).toBe('')
})

test('EmailSuggestion: suggests nothing for a saved address, half an address or a real provider', async () => {
  render(<Host onChange={() => {}} />)
  const input = page.getByRole('textbox')
  for (const text of ['ada@gmia', 'ada@gmx.de', 'ada@ymail.com', 'ada@gmial.com']) {
    await userEvent.fill(input, text)
    if (text !== 'ada@gmial.com') continue
    await expect.element(accept()).toBeVisible()
  }
  await userEvent.fill(input, 'ada@gmial.co.uk')
  await expect.poll(() => accept().elements()).toEqual([])
})

test('EmailSuggestion: an empty one takes no space', () => {
  const view = render(<Host onChange={() => {}} />)
  const region = view.container.querySelector('.ik-email-suggestion')!
  expect(getComputedStyle(region).position).toBe('absolute')
  expect(region.getBoundingClientRect().height).toBe(0)
})

test('SignUpForm: suggests a mistyped email, saves the accepted one, and never refuses the other', async () => {
  const answers: { id?: string; errors?: object }[] = [
    { errors: { email: 'Taken.' } },
    { id: 'user_new' },
  ]
  const { onSubmit, onSignedUp } = openSignUp({ onSubmit: () => answers.shift() as never })
  await userEvent.fill(name(), 'Ada')
  await userEvent.fill(email(), 'ada@gmial.com')
  await expect.element(accept()).toBeVisible()
  await userEvent.click(submit())
  await expect.element(email()).toBeInvalid()
  expect(onSubmit.mock.lastCall?.[0].email).toBe('ada@gmial.com')
  await userEvent.click(accept())
  await expect.element(email()).toHaveFocus()
  await expect.element(email()).toHaveValue('ada@gmail.com')
  await expect.element(email()).toBeValid()
  await userEvent.click(submit())
  await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  expect(onSubmit.mock.lastCall?.[0].email).toBe('ada@gmail.com')
})

test('ProfileEditor: suggests a mistyped email and saves the accepted one', async () => {
  const { patches } = showProfile({ fields: ['email'] })
  await userEvent.fill(box(t.email), 'ada@gmial.com')
  await userEvent.click(accept())
  await expect.element(box(t.email)).toHaveFocus()
  await userEvent.click(button(t.save))
  await expect.poll(patches).toEqual([{ email: 'ada@gmail.com' }])
})
