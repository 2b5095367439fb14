import { render } from '@testing-library/react'
import { createPortal } from 'react-dom'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { SignUpForm } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { button, email, fill, name, openSignUp, send } from './signUp.fixture.js'

const { signUp: t, profile } = messages

test('what is missing is said at its field, the first takes the focus, and nobody is asked', async () => {
  const { onSubmit } = openSignUp({ fields: ['firstName', 'lastName', 'email', 'phone'] })
  const first = page.getByRole('textbox', { name: profile.firstName })
  await userEvent.fill(email(), 'ada@localhost')
  await userEvent.click(button())
  await expect.element(first).toHaveFocus()
  await expect.element(first).toHaveAccessibleDescription(profile.required(profile.firstName))
  await expect.element(email()).toHaveAccessibleDescription(profile.wrongEmail)
  await expect.element(email()).toBeInvalid()
  await expect.element(email()).toHaveValue('ada@localhost')
  await expect.element(page.getByRole('textbox', { name: profile.lastName })).toBeValid()
  await userEvent.keyboard('Ada')
  await expect.element(first).toBeValid()
  await expect.element(email()).toBeInvalid()
  await expect.element(first).toHaveFocus()
  expect(onSubmit).not.toHaveBeenCalled()
  expect(page.getByRole('alert').elements()).toEqual([])
})

test('browsers and password managers are told what each field is', async () => {
  const { container } = openSignUp({
    fields: ['name', 'firstName', 'lastName', 'email', 'phone'],
    action: '/sign-up',
  })
  const attributes = (field: string, ...names: string[]) => {
    const input = container.querySelector(`[name=${field}]`)
    return names.map((one) => input?.getAttribute(one))
  }
  expect(
    ['name', 'firstName', 'lastName', 'email', 'phone'].map((field) =>
      attributes(field, 'type', 'autocomplete', 'aria-required'),
    ),
  ).toEqual([
    ['text', 'name', 'true'],
    ['text', 'given-name', 'true'],
    ['text', 'family-name', null],
    ['email', 'email', 'true'],
    ['tel', 'tel', null],
  ])
  expect(attributes('email', 'autocapitalize', 'spellcheck')).toEqual(['none', 'false'])
  const form = page.getByRole('form', { name: t.title }).element() as HTMLFormElement
  expect([form.method, form.getAttribute('action'), form.noValidate]).toEqual([
    'post',
    '/sign-up',
    true,
  ])
})

test("the host's words stand at the field and for the whole; what was typed stays, and may be sent again", async () => {
  const taken = 'There is an account with this address.'
  const answers = [{ errors: { email: taken, form: 'Sign in instead.' } }, { id: 'user_new' }]
  const { onSubmit, onSignedUp, log } = openSignUp({ onSubmit: () => answers.shift() as never })
  await userEvent.click(page.getByRole('checkbox'))
  await send()
  await expect.element(email()).toHaveFocus()
  await expect.element(email()).toHaveAccessibleDescription(taken)
  await expect.element(page.getByRole('alert')).toHaveTextContent('Sign in instead.')
  await expect.element(page.getByRole('status')).toHaveTextContent('')
  await expect.element(name()).toHaveValue('Ada Lovelace')
  await expect.element(page.getByRole('checkbox')).toBeChecked()
  expect(log).toEqual(['the account'])
  await userEvent.fill(email(), 'ada@example.org')
  await expect.element(email()).toBeValid()
  await userEvent.click(button())
  await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  expect(page.getByRole('alert').elements()).toEqual([])
  expect(onSubmit.mock.calls.map(([values]) => values.email)).toEqual([
    'ada@example.com',
    'ada@example.org',
  ])
})

test.each([
  ['a rejection', () => Promise.reject(new Error('unreachable')), 'service'],
  [
    'something thrown',
    () => {
      throw new IdentikitError('network', 'Gone.')
    },
    'network',
  ],
  ['nothing', () => undefined, 'misuse'],
  ['nonsense', () => ({ errors: null }), 'misuse'],
  ['nobody', () => ({ id: null, errors: null }), 'misuse'],
])('%s is a sentence, told to the host, and nothing is lost', async (_, onSubmit, code) => {
  const { log, onError, onSignedUp } = openSignUp({ onSubmit: onSubmit as never })
  await send()
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.failed)
  await expect.element(name()).toHaveValue('Ada Lovelace')
  await expect.element(button()).toHaveFocus()
  await expect.element(button()).not.toHaveAttribute('aria-disabled')
  expect(onError.mock.calls.map(([event]) => event.error.code)).toEqual([code])
  expect([log, onSignedUp.mock.calls]).toEqual([['the account'], []])
})

test('an id that is none makes no account, and the errors beside it are said', async () => {
  const { onSignedUp } = openSignUp({
    onSubmit: () => JSON.parse('{ "id": null, "errors": { "email": "Taken." } }') as never,
  })
  await send()
  await expect.element(email()).toHaveAccessibleDescription('Taken.')
  await expect.element(name()).toHaveValue('Ada Lovelace')
  await expect.element(page.getByRole('status')).toHaveTextContent('')
  expect(onSignedUp).not.toHaveBeenCalled()
})

test('errors without a word are a failure, too', async () => {
  openSignUp({ onSubmit: () => ({ errors: { email: '' } }) })
  await send()
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.failed)
})

test('whatever is pressed how often, there is one account; the button keeps its name and the focus', async () => {
  let answer: ((id: { id: string }) => void) | undefined
  const { onSubmit, onSignedUp } = openSignUp({
    onSubmit: () => new Promise((resolve) => (answer = resolve)),
  })
  await fill()
  await userEvent.dblClick(button())
  await expect.element(button()).toHaveAttribute('aria-busy', 'true')
  await expect.element(button()).toHaveAttribute('aria-disabled', 'true')
  await expect.element(button()).toHaveFocus()
  await expect.element(page.getByRole('status')).toHaveTextContent(t.creating)
  await userEvent.keyboard('{Enter}')
  answer?.({ id: 'user_new' })
  await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  await userEvent.click(button(), { force: true })
  await userEvent.type(name(), '{Enter}')
  await expect.element(button()).not.toHaveAttribute('aria-busy')
  expect([onSubmit.mock.calls.length, onSignedUp.mock.calls.length]).toEqual([1, 1])
})

test('a focus that went elsewhere meanwhile stays there', async () => {
  let answer: ((errors: { errors: object }) => void) | undefined
  openSignUp({
    onSubmit: () => new Promise((resolve) => (answer = resolve as never)),
    beside: <button type="button">Elsewhere</button>,
  })
  await send()
  await userEvent.click(page.getByRole('button', { name: 'Elsewhere' }))
  answer?.({ errors: { email: 'No.' } })
  await expect.element(email()).toBeInvalid()
  await expect.element(page.getByRole('button', { name: 'Elsewhere' })).toHaveFocus()
})

test("the host's own inputs come along, and keep their own rules", async () => {
  const { onSubmit } = openSignUp({
    onSubmit: () => ({ errors: { password: 'This password is known to everybody.' } }),
    children: (
      <label>
        Password <input name="password" type="password" required />
      </label>
    ),
  })
  await send()
  await expect.element(page.getByLabelText('Password')).toHaveFocus()
  expect(onSubmit).not.toHaveBeenCalled()
  await userEvent.keyboard('12345678')
  await userEvent.click(button())
  await expect.element(page.getByRole('alert')).toHaveTextContent(/known to everybody/)
  await expect.element(page.getByLabelText('Password')).toHaveFocus()
  expect(onSubmit.mock.calls[0]?.[1].get('password')).toBe('12345678')
  expect(onSubmit.mock.calls[0]?.[0]).not.toHaveProperty('password')
})

test('the form of a dialog of the host makes no account', async () => {
  const { onSubmit } = openSignUp({
    children: createPortal(
      <form aria-label="Terms" onSubmit={(event) => event.preventDefault()}>
        <button type="submit">Agree</button>
      </form>,
      document.body,
    ),
  })
  await fill()
  await userEvent.click(page.getByRole('button', { name: 'Agree' }))
  await expect.element(button()).not.toHaveAttribute('aria-busy')
  expect(onSubmit).not.toHaveBeenCalled()
})

test('a callback of the host that fails is an error of the host, and the account stays one', async () => {
  const heard: unknown[] = []
  vi.spyOn(globalThis, 'reportError').mockImplementation((error) => void heard.push(error))
  const error = new Error('no router')
  const { onSubmit } = openSignUp({ onSignedUp: () => Promise.reject(error) })
  await send()
  await expect.poll(() => heard).toEqual([error])
  await userEvent.click(button(), { force: true })
  expect(onSubmit).toHaveBeenCalledOnce()
})

test('outside a provider it says what is missing', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => render(<SignUpForm onSubmit={() => ({ id: 'a' })} />)).toThrow(
    /SignUpForm was used outside/,
  )
})
