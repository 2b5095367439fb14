import { render } from '@testing-library/react'
import { createPortal } from 'react-dom'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { SignUpForm } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { setOnline } from '../online.fixture.js'
import { button, email, fill, name, openSignUp, send } from './signUp.fixture.js'

const { signUp: t, profile } = messages

test('SignUpForm: shows missing values at their fields, focuses the first and sends nothing', async () => {
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

test('SignUpForm: sets the attributes for autofill', async () => {
  const { container } = openSignUp({
    fields: ['name', 'firstName', 'lastName', 'email', 'phone'],
    action: '/sign-up',
  })
  const attributes = (field: string, ...names: string[]) => {
    const input = container.querySelector(`[name=${field}]`)
    return names.map((attribute) => input?.getAttribute(attribute))
  }
  expect(
    ['name', 'firstName', 'lastName', 'email', 'phone'].map((field) =>
      attributes(field, 'type', 'autocomplete', 'aria-required'),
    ),
  ).toEqual([
    ['text', 'name', 'true'],
    ['text', 'given-name', 'true'],
    ['text', 'family-name', null],
    ['text', 'email', 'true'],
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

test("SignUpForm: shows the host's errors, keeps the values and can be submitted again", async () => {
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
  ['an empty id', () => ({ id: null, errors: null }), 'misuse'],
])(
  'SignUpForm: an onSubmit that returns %s shows an error and is reported',
  async (_, onSubmit, code) => {
    const { log, onError, onSignedUp } = openSignUp({ onSubmit: onSubmit as never })
    await send()
    await expect.element(page.getByRole('alert')).toHaveTextContent(t.failed)
    await expect.element(name()).toHaveValue('Ada Lovelace')
    await expect.element(button()).toHaveFocus()
    await expect.element(button()).not.toHaveAttribute('aria-disabled')
    expect(onError.mock.calls.map(([event]) => event.error.code)).toEqual([code])
    expect([log, onSignedUp.mock.calls]).toEqual([['the account'], []])
  },
)

test('SignUpForm: an empty id with errors shows the errors', async () => {
  const { onSignedUp } = openSignUp({
    onSubmit: () => JSON.parse('{ "id": null, "errors": { "email": "Taken." } }') as never,
  })
  await send()
  await expect.element(email()).toHaveAccessibleDescription('Taken.')
  await expect.element(name()).toHaveValue('Ada Lovelace')
  await expect.element(page.getByRole('status')).toHaveTextContent('')
  expect(onSignedUp).not.toHaveBeenCalled()
})

test('SignUpForm: says that the browser is offline when the account could not be created', async () => {
  openSignUp({ onSubmit: () => Promise.reject(new TypeError('Failed to fetch')) })
  setOnline(false)
  await send()
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.offline)
  await expect.element(name()).toHaveValue('Ada Lovelace')
  setOnline(true)
})

test('SignUpForm: errors without a text show a general error', async () => {
  openSignUp({ onSubmit: () => ({ errors: { email: '' } }) })
  await send()
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.failed)
})

test('SignUpForm: repeated submits create one account, and the button keeps its name and focus', async () => {
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
  await userEvent.click(button(), { force: true })
  await userEvent.type(name(), '{Enter}')
  answer?.({ id: 'user_new' })
  await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  await expect.element(button()).not.toBeInTheDocument()
  expect([onSubmit.mock.calls.length, onSignedUp.mock.calls.length]).toEqual([1, 1])
})

test('SignUpForm: keeps the focus that the user moved', async () => {
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

test("SignUpForm: submits the host's inputs and keeps their validation", async () => {
  const { onSubmit } = openSignUp({
    onSubmit: () => ({ errors: { password: 'This password is too common.' } }),
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
  await expect.element(page.getByRole('alert')).toHaveTextContent(/too common/)
  await expect.element(page.getByLabelText('Password')).toHaveFocus()
  expect(onSubmit.mock.calls[0]?.[1].get('password')).toBe('12345678')
  expect(onSubmit.mock.calls[0]?.[0]).not.toHaveProperty('password')
})

test('SignUpForm: ignores the submit of a form in a portal', async () => {
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

test('SignUpForm: an error of onSignedUp creates no second account', async () => {
  const reported: unknown[] = []
  vi.spyOn(globalThis, 'reportError').mockImplementation((error) => void reported.push(error))
  const error = new Error('no router')
  const { onSubmit } = openSignUp({ onSignedUp: () => Promise.reject(error) })
  await send()
  await expect.poll(() => reported).toEqual([error])
  page
    .getByRole('form')
    .query()
    ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  expect(onSubmit).toHaveBeenCalledOnce()
})

test('SignUpForm: throws outside a provider', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => render(<SignUpForm onSubmit={() => ({ id: 'a' })} />)).toThrow(
    /SignUpForm needs <IdentikitProvider> around it/,
  )
})
